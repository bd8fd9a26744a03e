package dev.quarry.encoder.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner tile of every matrix product: 6 rows × 2 vectors of sums, held in registers over the whole inner
 * dimension (Goto and van de Geijn, 2008). Twelve sums cover the latency of two fused multiply-adds a cycle and fit
 * sixteen registers together with the operands.
 */
final class MicroKernel {

    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final int ROWS = 6;
    static final int COLUMNS = 2 * SPECIES.length();

    private MicroKernel() {}

    /** {@code n} rounded up to whole panels. */
    static int padded(int n) {
        return (n + COLUMNS - 1) / COLUMNS * COLUMNS;
    }

    /**
     * {@code c[r][j] (+)= Σₖ a[r][k] · b[k][j]} for up to 6 rows and exactly {@link #COLUMNS} columns. Rows beyond
     * {@code rows} repeat the last one: they compute and store the same values again, so that there is no second
     * kernel and no value depends on its neighbours.
     *
     * @param a rows at {@code ai + r · as}
     * @param b a panel: {@code COLUMNS} values for each k, from {@code bi} on
     * @param c rows at {@code ci + r · cs}
     */
    static void tile(
            float[] a, int ai, int as, float[] b, int bi, int depth, float[] c, int ci, int cs, int rows, boolean add) {
        int n = SPECIES.length();
        int last = rows - 1;
        int a1 = ai + Math.min(1, last) * as;
        int a2 = ai + Math.min(2, last) * as;
        int a3 = ai + Math.min(3, last) * as;
        int a4 = ai + Math.min(4, last) * as;
        int a5 = ai + Math.min(5, last) * as;
        int c1 = ci + Math.min(1, last) * cs;
        int c2 = ci + Math.min(2, last) * cs;
        int c3 = ci + Math.min(3, last) * cs;
        int c4 = ci + Math.min(4, last) * cs;
        int c5 = ci + Math.min(5, last) * cs;
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector s00 = add ? FloatVector.fromArray(SPECIES, c, ci) : zero;
        FloatVector s01 = add ? FloatVector.fromArray(SPECIES, c, ci + n) : zero;
        FloatVector s10 = add ? FloatVector.fromArray(SPECIES, c, c1) : zero;
        FloatVector s11 = add ? FloatVector.fromArray(SPECIES, c, c1 + n) : zero;
        FloatVector s20 = add ? FloatVector.fromArray(SPECIES, c, c2) : zero;
        FloatVector s21 = add ? FloatVector.fromArray(SPECIES, c, c2 + n) : zero;
        FloatVector s30 = add ? FloatVector.fromArray(SPECIES, c, c3) : zero;
        FloatVector s31 = add ? FloatVector.fromArray(SPECIES, c, c3 + n) : zero;
        FloatVector s40 = add ? FloatVector.fromArray(SPECIES, c, c4) : zero;
        FloatVector s41 = add ? FloatVector.fromArray(SPECIES, c, c4 + n) : zero;
        FloatVector s50 = add ? FloatVector.fromArray(SPECIES, c, c5) : zero;
        FloatVector s51 = add ? FloatVector.fromArray(SPECIES, c, c5 + n) : zero;
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bi + k * COLUMNS);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bi + k * COLUMNS + n);
            FloatVector x = FloatVector.broadcast(SPECIES, a[ai + k]);
            s00 = x.fma(b0, s00);
            s01 = x.fma(b1, s01);
            x = FloatVector.broadcast(SPECIES, a[a1 + k]);
            s10 = x.fma(b0, s10);
            s11 = x.fma(b1, s11);
            x = FloatVector.broadcast(SPECIES, a[a2 + k]);
            s20 = x.fma(b0, s20);
            s21 = x.fma(b1, s21);
            x = FloatVector.broadcast(SPECIES, a[a3 + k]);
            s30 = x.fma(b0, s30);
            s31 = x.fma(b1, s31);
            x = FloatVector.broadcast(SPECIES, a[a4 + k]);
            s40 = x.fma(b0, s40);
            s41 = x.fma(b1, s41);
            x = FloatVector.broadcast(SPECIES, a[a5 + k]);
            s50 = x.fma(b0, s50);
            s51 = x.fma(b1, s51);
        }
        s00.intoArray(c, ci);
        s01.intoArray(c, ci + n);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + n);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + n);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + n);
        s40.intoArray(c, c4);
        s41.intoArray(c, c4 + n);
        s50.intoArray(c, c5);
        s51.intoArray(c, c5 + n);
    }
}

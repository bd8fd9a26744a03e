package dev.quarry.lateinteraction;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Finds the centroid with the least Euclidean distance: the greatest {@code x·c − |c|² / 2}. The lanes of a SIMD vector
 * are the vectors that look for theirs, so that nothing is summed across lanes. Safe for use by several threads.
 */
final class NearestCentroid {

    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    /** Centroids compared together: enough independent sums to hide the latency of a fused multiply-add. */
    private static final int BLOCK = 8;

    private final int dimension;
    private final int count;
    /** {@code [count, rounded up to whole blocks × dimension]}. */
    private final float[] centroids;

    private final float[] halfSquares;

    /** @param centroids {@code [count × dimension]}, row-major */
    NearestCentroid(float[] centroids, int dimension) {
        this.dimension = dimension;
        this.count = centroids.length / dimension;
        int padded = (count + BLOCK - 1) / BLOCK * BLOCK;
        this.centroids = java.util.Arrays.copyOf(centroids, padded * dimension);
        this.halfSquares = new float[padded];
        for (int c = 0; c < padded; c++) {
            halfSquares[c] = c < count ? halfSquare(c) : Float.MAX_VALUE;
        }
    }

    private float halfSquare(int centroid) {
        double squares = 0;
        for (int i = centroid * dimension; i < (centroid + 1) * dimension; i++) {
            squares += (double) centroids[i] * centroids[i];
        }
        return (float) (squares / 2);
    }

    /**
     * Finds the nearest centroids of several vectors.
     *
     * @param vectors {@code [· × dimension]}, row-major
     * @param from first row
     * @param to one past the last row
     * @param nearest receives a centroid for each row, at the row's index
     */
    void find(float[] vectors, int from, int to, int[] nearest) {
        float[] transposed = new float[dimension * LANES.length()];
        float[] found = new float[LANES.length()];
        for (int row = from; row < to; row += LANES.length()) {
            int lanes = Math.min(LANES.length(), to - row);
            for (int lane = 0; lane < lanes; lane++) {
                for (int i = 0; i < dimension; i++) {
                    transposed[i * LANES.length() + lane] = vectors[(row + lane) * dimension + i];
                }
            }
            find(transposed).intoArray(found, 0);
            for (int lane = 0; lane < lanes; lane++) {
                nearest[row + lane] = (int) found[lane];
            }
        }
    }

    /** Indexes travel as floats, which hold them exactly and need no second kind of mask. */
    private FloatVector find(float[] transposed) {
        FloatVector best = FloatVector.broadcast(LANES, Float.NEGATIVE_INFINITY);
        FloatVector index = FloatVector.zero(LANES);
        float[] block = new float[BLOCK * LANES.length()];
        for (int first = 0; first < count; first += BLOCK) {
            scores(transposed, first, block);
            for (int c = 0; c < BLOCK; c++) {
                FloatVector score = FloatVector.fromArray(LANES, block, c * LANES.length());
                VectorMask<Float> better = score.compare(VectorOperators.GT, best);
                best = best.max(score);
                index = index.blend(first + c, better);
            }
        }
        return index;
    }

    private void scores(float[] transposed, int first, float[] block) {
        FloatVector s0 = FloatVector.broadcast(LANES, -halfSquares[first]);
        FloatVector s1 = FloatVector.broadcast(LANES, -halfSquares[first + 1]);
        FloatVector s2 = FloatVector.broadcast(LANES, -halfSquares[first + 2]);
        FloatVector s3 = FloatVector.broadcast(LANES, -halfSquares[first + 3]);
        FloatVector s4 = FloatVector.broadcast(LANES, -halfSquares[first + 4]);
        FloatVector s5 = FloatVector.broadcast(LANES, -halfSquares[first + 5]);
        FloatVector s6 = FloatVector.broadcast(LANES, -halfSquares[first + 6]);
        FloatVector s7 = FloatVector.broadcast(LANES, -halfSquares[first + 7]);
        for (int i = 0; i < dimension; i++) {
            FloatVector x = FloatVector.fromArray(LANES, transposed, i * LANES.length());
            int at = first * dimension + i;
            s0 = x.fma(FloatVector.broadcast(LANES, centroids[at]), s0);
            s1 = x.fma(FloatVector.broadcast(LANES, centroids[at + dimension]), s1);
            s2 = x.fma(FloatVector.broadcast(LANES, centroids[at + 2 * dimension]), s2);
            s3 = x.fma(FloatVector.broadcast(LANES, centroids[at + 3 * dimension]), s3);
            s4 = x.fma(FloatVector.broadcast(LANES, centroids[at + 4 * dimension]), s4);
            s5 = x.fma(FloatVector.broadcast(LANES, centroids[at + 5 * dimension]), s5);
            s6 = x.fma(FloatVector.broadcast(LANES, centroids[at + 6 * dimension]), s6);
            s7 = x.fma(FloatVector.broadcast(LANES, centroids[at + 7 * dimension]), s7);
        }
        s0.intoArray(block, 0);
        s1.intoArray(block, LANES.length());
        s2.intoArray(block, 2 * LANES.length());
        s3.intoArray(block, 3 * LANES.length());
        s4.intoArray(block, 4 * LANES.length());
        s5.intoArray(block, 5 * LANES.length());
        s6.intoArray(block, 6 * LANES.length());
        s7.intoArray(block, 7 * LANES.length());
    }
}

package dev.quarry.encoder.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * GeGLU (Shazeer, 2020): {@code Wo(gelu(input) · gate)} with {@code input, gate = Wi(x)}.
 *
 * @param wi hidden → 2 · intermediate
 * @param wo intermediate → hidden
 */
record GatedMlp(Gemm.Linear wi, Gemm.Linear wo) {

    private static final VectorSpecies<Float> SPECIES = MicroKernel.SPECIES;

    /**
     * Adds the output for {@code rows} rows of x to y.
     *
     * @param scratch working memory
     */
    void addTo(float[] x, int rows, float[] y, int yOffset, Floats scratch) {
        int width = wo.inputSize();
        float[] gated = scratch.atLeast(rows * width);
        wi.apply(x, 0, rows, (row, both, offset) -> gate(both, offset, gated, row * width, width));
        wo.apply(gated, 0, rows, y, yOffset, true);
    }

    private static void gate(float[] both, int from, float[] gated, int to, int width) {
        int bound = SPECIES.loopBound(width);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector input = FloatVector.fromArray(SPECIES, both, from + i);
            FloatVector gate = FloatVector.fromArray(SPECIES, both, from + width + i);
            VectorMath.gelu(input).mul(gate).intoArray(gated, to + i);
        }
        if (bound < width) {
            var rest = SPECIES.indexInRange(bound, width);
            FloatVector input = FloatVector.fromArray(SPECIES, both, from + bound, rest);
            FloatVector gate = FloatVector.fromArray(SPECIES, both, from + width + bound, rest);
            VectorMath.gelu(input).mul(gate).intoArray(gated, to + bound, rest);
        }
    }
}

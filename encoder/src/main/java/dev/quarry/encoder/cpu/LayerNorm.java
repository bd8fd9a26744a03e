package dev.quarry.encoder.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@code (x − mean) / √(variance + epsilon) · weight}, without bias.
 *
 * @param weight {@code [width]}
 * @param epsilon added to the variance
 */
record LayerNorm(float[] weight, float epsilon) {

    private static final VectorSpecies<Float> SPECIES = MicroKernel.SPECIES;

    /** Normalises {@code rows} rows from one array into another, which may be the same at the same place. */
    void apply(float[] x, int xOffset, int rows, float[] y, int yOffset) {
        int width = weight.length;
        for (int row = 0; row < rows; row++) {
            normalise(x, xOffset + row * width, y, yOffset + row * width);
        }
    }

    private void normalise(float[] x, int from, float[] y, int to) {
        int width = weight.length;
        float mean = sum(x, from, width) / width;
        float variance = squaredDeviations(x, from, width, mean) / width;
        float scale = (float) (1 / Math.sqrt(variance + epsilon));
        int bound = SPECIES.loopBound(width);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector.fromArray(SPECIES, x, from + i)
                    .sub(mean)
                    .mul(scale)
                    .mul(FloatVector.fromArray(SPECIES, weight, i))
                    .intoArray(y, to + i);
        }
        for (int i = bound; i < width; i++) {
            y[to + i] = (x[from + i] - mean) * scale * weight[i];
        }
    }

    private static float sum(float[] x, int from, int width) {
        FloatVector sums = FloatVector.zero(SPECIES);
        int bound = SPECIES.loopBound(width);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            sums = sums.add(FloatVector.fromArray(SPECIES, x, from + i));
        }
        float sum = VectorMath.sum(sums);
        for (int i = bound; i < width; i++) {
            sum += x[from + i];
        }
        return sum;
    }

    private static float squaredDeviations(float[] x, int from, int width, float mean) {
        FloatVector sums = FloatVector.zero(SPECIES);
        int bound = SPECIES.loopBound(width);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            FloatVector deviation = FloatVector.fromArray(SPECIES, x, from + i).sub(mean);
            sums = deviation.fma(deviation, sums);
        }
        float sum = VectorMath.sum(sums);
        for (int i = bound; i < width; i++) {
            sum += (x[from + i] - mean) * (x[from + i] - mean);
        }
        return sum;
    }
}

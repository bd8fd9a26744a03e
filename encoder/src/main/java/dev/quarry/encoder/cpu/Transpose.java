package dev.quarry.encoder.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Transposes square blocks of as many rows and columns as a vector has lanes, by exchanging ever smaller quarters: log₂ rounds of
 * two-vector permutations instead of a load and a store a number.
 */
final class Transpose {

    private static final VectorSpecies<Float> SPECIES = MicroKernel.SPECIES;
    private static final VectorSpecies<Integer> INDICES = VectorSpecies.of(int.class, SPECIES.vectorShape());

    /** Rows and columns of a block. */
    static final int SIZE = SPECIES.length();

    /**
     * Lanes that make the upper and the lower vector of a pair after a round, the second vector's counted from SIZE on: one row of
     * indices for each power of two.
     */
    private static final int[] UPPER = lanes(true);

    private static final int[] LOWER = lanes(false);

    private final float[] block = new float[SIZE * SIZE];

    /**
     * {@code to[toOffset + c · toStride + r] = from[fromOffset + r · fromStride + c]} for r, c below {@link #SIZE}.
     */
    void run(float[] from, int fromOffset, int fromStride, float[] to, int toOffset, int toStride) {
        exchange(from, fromOffset, fromStride, block, 0, SIZE, SIZE / 2);
        for (int half = SIZE / 4; half > 1; half /= 2) {
            exchange(block, 0, SIZE, block, 0, SIZE, half);
        }
        exchange(block, 0, SIZE, to, toOffset, toStride, 1);
    }

    private static void exchange(
            float[] from, int fromOffset, int fromStride, float[] to, int toOffset, int toStride, int half) {
        int indices = Integer.numberOfTrailingZeros(half) * SIZE;
        IntVector upper = IntVector.fromArray(INDICES, UPPER, indices);
        IntVector lower = IntVector.fromArray(INDICES, LOWER, indices);
        for (int pair = 0; pair < SIZE / 2; pair++) {
            int row = (pair & -half) * 2 + (pair & half - 1);
            IntVector a = FloatVector.fromArray(SPECIES, from, fromOffset + row * fromStride)
                    .reinterpretAsInts();
            IntVector b = FloatVector.fromArray(SPECIES, from, fromOffset + (row + half) * fromStride)
                    .reinterpretAsInts();
            upper.selectFrom(a, b).reinterpretAsFloats().intoArray(to, toOffset + row * toStride);
            lower.selectFrom(a, b).reinterpretAsFloats().intoArray(to, toOffset + (row + half) * toStride);
        }
    }

    private static int[] lanes(boolean upper) {
        int[] lanes = new int[Integer.numberOfTrailingZeros(SIZE) * SIZE];
        for (int half = 1; half < SIZE; half *= 2) {
            for (int lane = 0; lane < SIZE; lane++) {
                boolean first = (lane & half) == 0;
                int own = first ? lane : SIZE + lane;
                int other = first ? lane + half : SIZE + lane - half;
                // Upper: the first vector's first half stays, the second's comes beside it. Lower: the other two
                // quarters.
                boolean keeps = upper == first;
                lanes[Integer.numberOfTrailingZeros(half) * SIZE + lane] = keeps ? own : other;
            }
        }
        return lanes;
    }
}

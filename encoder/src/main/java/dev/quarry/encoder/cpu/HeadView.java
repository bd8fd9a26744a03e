package dev.quarry.encoder.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Queries, keys and values of one head of one sequence inside the packed {@code [tokens × 3 · hidden]} array.
 *
 * @param qkv the packed array
 * @param start first token of the sequence
 * @param hidden width of all heads together
 * @param offset first dimension of the head
 * @param size dimensions of the head
 */
record HeadView(float[] qkv, int start, int hidden, int offset, int size) {

    private static final VectorSpecies<Float> SPECIES = MicroKernel.SPECIES;
    private static final int COLUMNS = MicroKernel.COLUMNS;

    /** Distance between the rows of two tokens. */
    int stride() {
        return 3 * hidden;
    }

    int query(int token) {
        return (start + token) * 3 * hidden + offset;
    }

    /**
     * Lays keys {@code [from, to)} out in panels of {@link MicroKernel#COLUMNS} keys, one row a dimension. What the last panel has
     * beyond them is left as it is.
     */
    void packKeys(int from, int to, float[] panels, Transpose transpose) {
        int wholeKeys = (to - from) / Transpose.SIZE * Transpose.SIZE;
        int wholeSize = size / Transpose.SIZE * Transpose.SIZE;
        for (int key = 0; key < wholeKeys; key += Transpose.SIZE) {
            int row = query(from + key) + hidden;
            for (int i = 0; i < wholeSize; i += Transpose.SIZE) {
                transpose.run(qkv, row + i, stride(), panels, panel(key) + i * COLUMNS, COLUMNS);
            }
        }
        for (int key = 0; key < to - from; key++) {
            int row = query(from + key) + hidden;
            for (int i = key < wholeKeys ? wholeSize : 0; i < size; i++) {
                panels[panel(key) + i * COLUMNS] = qkv[row + i];
            }
        }
    }

    private int panel(int key) {
        return key / COLUMNS * COLUMNS * size + key % COLUMNS;
    }

    /**
     * Lays values {@code [from, to)} out in panels of {@link MicroKernel#COLUMNS} dimensions, {@code rows} rows (keys) each. What
     * lies beyond them is left as it is.
     */
    void packValues(int from, int to, float[] panels, int rows) {
        int keys = to - from;
        for (int column = 0; column < size; column += COLUMNS) {
            int width = Math.min(COLUMNS, size - column);
            int panel = column * rows;
            for (int key = 0; key < keys; key++) {
                int row = query(from + key) + 2 * hidden + column;
                if (width == COLUMNS) {
                    FloatVector.fromArray(SPECIES, qkv, row).intoArray(panels, panel + key * COLUMNS);
                    FloatVector.fromArray(SPECIES, qkv, row + SPECIES.length())
                            .intoArray(panels, panel + key * COLUMNS + SPECIES.length());
                } else {
                    System.arraycopy(qkv, row, panels, panel + key * COLUMNS, width);
                }
            }
        }
    }
}

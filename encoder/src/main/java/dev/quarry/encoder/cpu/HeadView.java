package dev.quarry.encoder.cpu;

import java.util.Arrays;

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

    /** Distance between the rows of two tokens. */
    int stride() {
        return 3 * hidden;
    }

    int query(int token) {
        return (start + token) * 3 * hidden + offset;
    }

    /**
     * Lays keys {@code [from, to)} out in panels of {@link MicroKernel#COLUMNS} keys, one row a dimension; absent
     * keys are zero.
     */
    void packKeys(int from, int to, float[] panels) {
        int columns = MicroKernel.COLUMNS;
        int padded = MicroKernel.padded(to - from);
        for (int key = 0; key < padded; key++) {
            int panel = key / columns * columns * size + key % columns;
            int row = (start + from + key) * 3 * hidden + hidden + offset;
            for (int i = 0; i < size; i++) {
                panels[panel + i * columns] = from + key < to ? qkv[row + i] : 0;
            }
        }
    }

    /**
     * Lays values {@code [from, to)} out in panels of {@link MicroKernel#COLUMNS} dimensions, {@code rows} rows
     * (keys) each; absent ones are zero.
     */
    void packValues(int from, int to, float[] panels, int rows) {
        int columns = MicroKernel.COLUMNS;
        for (int column = 0; column < size; column += columns) {
            int width = Math.min(columns, size - column);
            for (int key = 0; key < rows; key++) {
                int panel = (column / columns * rows + key) * columns;
                if (from + key < to) {
                    int row = (start + from + key) * 3 * hidden + 2 * hidden + offset + column;
                    System.arraycopy(qkv, row, panels, panel, width);
                } else {
                    Arrays.fill(panels, panel, panel + width, 0);
                }
            }
        }
    }
}

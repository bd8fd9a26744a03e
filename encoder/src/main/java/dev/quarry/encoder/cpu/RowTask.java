package dev.quarry.encoder.cpu;

/** Work on consecutive rows of a matrix. */
@FunctionalInterface
interface RowTask {

    void run(int firstRow, int rows);
}

package dev.quarry.encoder.cpu;

/**
 * Multiplies activations with weights. One implementation per way of computing; a single call runs on the calling
 * thread.
 */
public interface Gemm extends AutoCloseable {

    /**
     * Brings weights into the layout that this implementation likes best.
     *
     * @param weights {@code [outputSize × inputSize]}, row-major, as checkpoints store a linear layer
     */
    Linear prepare(float[] weights, int outputSize, int inputSize);

    /** Who computes, for people. */
    String description();

    /** Bytes of all weights that were prepared. */
    long weightBytes();

    /** Frees the weights; no linear layer may be used afterwards. */
    @Override
    void close();

    /** Takes rows of a product. */
    @FunctionalInterface
    interface RowConsumer {

        /**
         * Takes the next row.
         *
         * @param row its number among the rows that were multiplied
         * @param product {@code [outputSize]} from {@code offset} on, to be done with as one likes until this returns
         */
        void take(int row, float[] product, int offset);
    }

    /** A linear layer without bias. Safe for use by several threads. */
    interface Linear {

        int inputSize();

        int outputSize();

        /**
         * {@code y = x · Wᵀ}, or {@code y += x · Wᵀ}. The value of a row does not depend on which other rows are
         * computed in the same call.
         *
         * @param x {@code [rows × inputSize]}, row-major from {@code xOffset} on
         * @param y {@code [rows × outputSize]}, row-major from {@code yOffset} on
         * @param accumulate whether to add to what y holds
         */
        void apply(float[] x, int xOffset, int rows, float[] y, int yOffset, boolean accumulate);

        /** The same rows of {@code x · Wᵀ}, not kept but handed on one after the other, while they are in the nearest cache. */
        void apply(float[] x, int xOffset, int rows, RowConsumer consumer);
    }
}

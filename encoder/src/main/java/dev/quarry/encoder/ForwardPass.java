package dev.quarry.encoder;

/** The transformer itself: packed token ids in, hidden states out. One implementation per kind of machine. */
public interface ForwardPass extends AutoCloseable {

    /**
     * Runs all blocks and the final norm. A sequence's hidden states do not depend on what else is in the batch.
     *
     * @return {@code [tokens × hidden]}, row-major, in the order of the batch
     */
    float[] run(PackedBatch batch);

    /** Bytes that a batch of so many tokens takes while it runs, the result included. */
    long batchBytes(int tokens);

    @Override
    void close();
}

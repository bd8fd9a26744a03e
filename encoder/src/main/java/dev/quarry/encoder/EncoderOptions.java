package dev.quarry.encoder;

/**
 * How an encoder uses the machine. Vectors do not depend on it.
 *
 * @param threads threads that compute at the same time, the caller's included; at least 1
 * @param tokenBudget most tokens in one packed batch (one longer text still makes a batch of its own); at least 1
 */
public record EncoderOptions(int threads, int tokenBudget) {

    /** Enough tokens to keep every core busy, few enough for a base-sized model's activations to stay near 150 MB. */
    private static final int DEFAULT_TOKEN_BUDGET = 8192;

    public EncoderOptions {
        if (threads < 1 || tokenBudget < 1) {
            throw new IllegalArgumentException(
                    "threads and tokenBudget must be at least 1, got " + threads + " and " + tokenBudget);
        }
    }

    /** All processors that the JVM sees. */
    public static EncoderOptions defaults() {
        return withThreads(Runtime.getRuntime().availableProcessors());
    }

    /** A fixed number of threads. */
    public static EncoderOptions withThreads(int threads) {
        return new EncoderOptions(threads, DEFAULT_TOKEN_BUDGET);
    }
}

package dev.quarry.encoder;

import java.util.Optional;

/**
 * How an encoder uses the machine. Vectors do not depend on it, but for the rounding of the precision.
 *
 * @param threads threads that compute at the same time, the caller's included; at least 1
 * @param tokenBudget most tokens in one packed batch (one longer text still makes a batch of its own); at least 1
 * @param precision of the linear layers; empty for the fastest that costs the model no quality and works here
 */
public record EncoderOptions(int threads, int tokenBudget, Optional<Precision> precision) {

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
        return new EncoderOptions(threads, DEFAULT_TOKEN_BUDGET, Optional.empty());
    }

    /** The same with at most so many tokens in a batch. */
    public EncoderOptions withTokenBudget(int tokens) {
        return new EncoderOptions(threads, tokens, precision);
    }

    /** The same in a fixed precision. */
    public EncoderOptions with(Precision fixed) {
        return new EncoderOptions(threads, tokenBudget, Optional.of(fixed));
    }
}

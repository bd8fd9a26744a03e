package dev.quarry.cli;

import dev.quarry.encoder.Encoder;
import dev.quarry.encoder.EncoderOptions;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which model turns text into token embeddings, if any. */
final class ModelOption {
    private static final String NONE = "none";

    @Option(
            names = "--model",
            paramLabel = "DIR",
            defaultValue = NONE,
            description = "A ModernBERT-ColBERT model directory in PyLate's layout, or 'none' to rank by words alone "
                    + "(default: ${DEFAULT-VALUE}).")
    private String model;

    @Option(names = "--threads", paramLabel = "N", description = "Threads that encode (default: one a processor).")
    private Integer threads;

    /** Loads the chosen model; what comes back must be closed. */
    Loaded load() {
        if (threads != null && threads < 1) {
            throw new UserException("--threads must be at least 1, got " + threads);
        }
        if (model.equals(NONE)) {
            return new Loaded(Optional.empty());
        }
        if (model.isBlank()) {
            throw new UserException("--model is empty: name a model directory, or 'none'");
        }
        EncoderOptions options = threads == null ? EncoderOptions.defaults() : EncoderOptions.withThreads(threads);
        return new Loaded(Optional.of(Encoder.open(Path.of(model), options)));
    }

    /** The loaded model, or that there is none. */
    record Loaded(Optional<Encoder> encoder) implements AutoCloseable {
        @Override
        public void close() {
            encoder.ifPresent(Encoder::close);
        }
    }
}

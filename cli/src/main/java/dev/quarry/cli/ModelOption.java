package dev.quarry.cli;

import dev.quarry.encoder.Encoder;
import dev.quarry.encoder.EncoderOptions;
import dev.quarry.encoder.Precision;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which model turns text into token embeddings, if any. */
final class ModelOption {
    private static final String NONE = "none";
    private static final String AUTO = "auto";

    @Option(
            names = "--model",
            paramLabel = "DIR",
            defaultValue = NONE,
            description = "A ModernBERT-ColBERT model directory in PyLate's layout, or 'none' to rank by words alone "
                    + "(default: ${DEFAULT-VALUE}).")
    private String model;

    @Option(names = "--threads", paramLabel = "N", description = "Threads that encode (default: one a processor).")
    private Integer threads;

    @Option(
            names = "--precision",
            paramLabel = "P",
            defaultValue = AUTO,
            description =
                    "Numbers that the model's matrices are multiplied in: auto, f32, bf16 or int8; auto takes the fastest that "
                            + "costs no quality and works here (default: ${DEFAULT-VALUE}).")
    private String precision;

    /** Loads the chosen model; what comes back must be closed. */
    Loaded load() {
        if (threads != null && threads < 1) {
            throw new UserException("--threads must be at least 1, got " + threads);
        }
        Optional<Precision> fixed = precision();
        if (model.equals(NONE)) {
            return new Loaded(Optional.empty());
        }
        if (model.isBlank()) {
            throw new UserException("--model is empty: name a model directory, or 'none'");
        }
        EncoderOptions options = threads == null ? EncoderOptions.defaults() : EncoderOptions.withThreads(threads);
        return new Loaded(Optional.of(
                Encoder.open(Path.of(model), fixed.map(options::with).orElse(options))));
    }

    private Optional<Precision> precision() {
        if (precision.equals(AUTO)) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(Precision.values())
                .filter(candidate -> candidate.label().equals(precision))
                .findFirst()
                .orElseThrow(() -> new UserException("--precision must be auto, f32, bf16 or int8, got " + precision)));
    }

    /** The loaded model, or that there is none. */
    record Loaded(Optional<Encoder> encoder) implements AutoCloseable {
        @Override
        public void close() {
            encoder.ifPresent(Encoder::close);
        }
    }
}

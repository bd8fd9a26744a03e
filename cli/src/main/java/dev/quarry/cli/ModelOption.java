package dev.quarry.cli;

import dev.quarry.encoder.Encoder;
import dev.quarry.encoder.EncoderOptions;
import dev.quarry.encoder.Precision;
import dev.quarry.indexer.RepositoryIndexer;
import dev.quarry.lateinteraction.CodeSearcher;
import dev.quarry.lateinteraction.ModelStamp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which model turns text into token embeddings, if any. */
final class ModelOption {
    private static final String NONE = "none";
    private static final String AUTO = "auto";

    @Option(
            names = "--model",
            paramLabel = "DIR|NAME",
            description =
                    "A ModernBERT-ColBERT model directory in PyLate's layout, the name of a bundled model, or 'none' to "
                            + "rank by words alone (default: the model of the index, quarry-edge for a new one).")
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

    /**
     * Loads the chosen model, unless another is chosen the one that an index holds vectors of, or the bundled one where there is
     * no index yet; what comes back must be closed.
     */
    Loaded load(Path index) {
        EncoderOptions options = options();
        return model == null && CodeSearcher.isIndex(index) ? modelOf(index, options) : load(options);
    }

    /** Loads the chosen model, unless another is chosen the bundled one; what comes back must be closed. */
    Loaded load() {
        return load(options());
    }

    private Loaded load(EncoderOptions options) {
        if (model == null) {
            return open(BundledModels.named(BundledModels.DEFAULT), options);
        }
        if (model.isBlank()) {
            throw new UserException("--model is empty: name a model directory, or 'none'");
        }
        if (model.equals(NONE)) {
            return Loaded.NOTHING;
        }
        Path directory = Path.of(model);
        if (Files.exists(directory)) {
            return open(Optional.of(directory), options);
        }
        Optional<Path> bundled = BundledModels.named(model);
        if (bundled.isEmpty()) {
            throw new UserException(model + ": no such directory, nor a bundled model, which are "
                    + BundledModels.all().stream().map(Path::getFileName).toList() + ": give --model another");
        }
        return open(bundled, options);
    }

    /** Nothing where the index holds no vectors, or those of a model that is not bundled, which search tells. */
    private static Loaded modelOf(Path index, EncoderOptions options) {
        Optional<String> held;
        try (CodeSearcher searcher = CodeSearcher.open(index)) {
            held = searcher.model().map(ModelStamp::hash);
        }
        for (Path bundled : held.isPresent() ? BundledModels.all() : List.<Path>of()) {
            Loaded candidate = open(Optional.of(bundled), options);
            if (RepositoryIndexer.stamp(candidate.encoder().orElseThrow())
                    .hash()
                    .equals(held.get())) {
                return candidate;
            }
            candidate.close();
        }
        return Loaded.NOTHING;
    }

    private static Loaded open(Optional<Path> directory, EncoderOptions options) {
        return new Loaded(directory.map(path -> Encoder.open(path, options)));
    }

    private EncoderOptions options() {
        if (threads != null && threads < 1) {
            throw new UserException("--threads must be at least 1, got " + threads);
        }
        EncoderOptions options = threads == null ? EncoderOptions.defaults() : EncoderOptions.withThreads(threads);
        return precision().map(options::with).orElse(options);
    }

    private Optional<Precision> precision() {
        if (precision.equals(AUTO)) {
            return Optional.empty();
        }
        return Optional.of(Precision.of(precision)
                .orElseThrow(() -> new UserException("--precision must be auto, f32, bf16 or int8, got " + precision)));
    }

    /** The loaded model, or that there is none. */
    record Loaded(Optional<Encoder> encoder) implements AutoCloseable {
        private static final Loaded NOTHING = new Loaded(Optional.empty());

        @Override
        public void close() {
            encoder.ifPresent(Encoder::close);
        }
    }
}

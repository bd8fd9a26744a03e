package dev.quarry.encoder;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A model directory in PyLate / sentence-transformers / Hugging Face layout, read and checked. Nothing is converted;
 * the encoder's weights stay memory-mapped until this is closed.
 */
final class ModelDirectory implements AutoCloseable {

    private static final List<String> CONFIGURATIONS = List.of(
            "modules.json",
            "config.json",
            "config_sentence_transformers.json",
            "sentence_bert_config.json",
            "tokenizer.json",
            "tokenizer_config.json",
            "special_tokens_map.json",
            "model.safetensors");

    /** Not PyLate's, which counts every token of a question the same; other readers of the directory pass it over. */
    private static final String QUERY_WEIGHTS = "query_weights";

    private final Path path;
    private final Arena arena;
    private final ModernBertConfig config;
    private final ColbertConfig colbert;
    private final Safetensors weights;
    private final List<DenseLayer> projection;
    private final Optional<float[]> queryWeights;
    private final FastestPrecision fastestPrecision;
    private final String hash;

    private ModelDirectory(Path path, Arena arena) {
        this.path = path;
        this.arena = arena;
        List<Path> dense = denseFolders(JsonFile.read(path.resolve("modules.json")));
        this.config = ModernBertConfig.read(path.resolve("config.json"));
        this.colbert = ColbertConfig.read(path);
        this.weights = Safetensors.open(path.resolve("model.safetensors"), arena);
        this.projection = projection(dense);
        this.queryWeights = readQueryWeights();
        this.hash = hash(dense);
        this.fastestPrecision = FastestPrecision.read(path, hash);
        int longest = Math.max(colbert.queryLength(), colbert.documentLength());
        if (longest > config.maxPositions()) {
            throw new ModelException(
                    path.resolve("config_sentence_transformers.json"),
                    "queries or documents of " + longest + " tokens do not fit max_position_embeddings "
                            + config.maxPositions(),
                    "lower query_length or document_length");
        }
    }

    /**
     * Reads a directory.
     *
     * @throws ModelException if anything in it is missing, damaged or not supported
     */
    static ModelDirectory open(Path path) {
        if (!Files.isDirectory(path)) {
            throw new ModelException(path, "is no directory", "name the directory that holds the model's modules.json");
        }
        Arena arena = Arena.ofShared();
        try {
            return new ModelDirectory(path, arena);
        } catch (RuntimeException | Error e) {
            arena.close();
            throw e;
        }
    }

    Path path() {
        return path;
    }

    ModernBertConfig config() {
        return config;
    }

    ColbertConfig colbert() {
        return colbert;
    }

    Weights weights() {
        return weights;
    }

    /** The Dense chain, first to last, never empty. */
    List<DenseLayer> projection() {
        return projection;
    }

    /** {@code [vocabulary]}, see {@link Encoder#queryWeights}. */
    Optional<float[]> queryWeights() {
        return queryWeights;
    }

    FastestPrecision fastestPrecision() {
        return fastestPrecision;
    }

    ModelInfo info() {
        long parameters = weights.parameters()
                + projection.stream().mapToLong(DenseLayer::parameters).sum();
        return new ModelInfo(
                path.toAbsolutePath().normalize().getFileName().toString(),
                path,
                hash,
                projection.getLast().outputSize(),
                parameters,
                colbert.queryLength(),
                colbert.documentLength());
    }

    @Override
    public void close() {
        arena.close();
    }

    /** Checks the chain of modules and returns the folders of its Dense part. */
    private List<Path> denseFolders(JsonFile modules) {
        List<Path> folders = new ArrayList<>();
        if (!modules.root().isArray()) {
            throw modules.invalid("should be a list of modules");
        }
        for (JsonNode module : modules.root()) {
            String type = module.path("type").asText();
            switch (type.substring(type.lastIndexOf('.') + 1)) {
                case "Transformer" -> {
                    if (!module.path("path").asText().isEmpty()) {
                        throw modules.unsupported("a Transformer in a folder of its own is not supported");
                    }
                }
                case "Dense" -> folders.add(inside(modules, module.path("path").asText()));
                // PyLate leaves these out of the chain: it needs token embeddings, and normalises by itself.
                case "Pooling", "Normalize" -> {}
                default -> throw modules.unsupported("module type \"" + type + "\" is not supported");
            }
        }
        if (folders.isEmpty()) {
            throw new ModelException(modules.path(), "lists no Dense module", "use a ColBERT model saved by PyLate");
        }
        return folders;
    }

    private Path inside(JsonFile modules, String folder) {
        Path dense = path.resolve(folder).normalize();
        if (folder.isEmpty() || !dense.startsWith(path.normalize())) {
            throw modules.invalid("module path \"" + folder + "\" leads out of the model directory");
        }
        return dense;
    }

    private Optional<float[]> readQueryWeights() {
        Path file = path.resolve(QUERY_WEIGHTS + ".safetensors");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        float[] values = Safetensors.open(file, arena)
                .tensor(QUERY_WEIGHTS, config.vocabularySize())
                .toArray();
        for (float value : values) {
            if (!(value >= 0 && value <= Float.MAX_VALUE)) {
                throw new ModelException(file, "holds the weight " + value, "fetch the model again");
            }
        }
        return Optional.of(values);
    }

    private List<DenseLayer> projection(List<Path> folders) {
        List<DenseLayer> layers = new ArrayList<>();
        int width = config.hiddenSize();
        for (Path folder : folders) {
            DenseLayer layer = DenseLayer.read(folder, arena);
            if (layer.inputSize() != width) {
                throw new ModelException(
                        folder.resolve("config.json"),
                        "in_features should be " + width + ", is " + layer.inputSize(),
                        "fetch the model again");
            }
            width = layer.outputSize();
            layers.add(layer);
        }
        return List.copyOf(layers);
    }

    /** SHA-256 over every file that has a say in the vectors, each with its name and length. */
    private String hash(List<Path> denseFolders) {
        List<Path> files = new ArrayList<>();
        CONFIGURATIONS.forEach(name -> files.add(path.resolve(name)));
        for (Path folder : denseFolders) {
            files.add(folder.resolve("config.json"));
            files.add(folder.resolve("model.safetensors"));
        }
        MessageDigest digest = sha256();
        files.stream().filter(Files::exists).forEach(file -> update(digest, file));
        return HexFormat.of().formatHex(digest.digest());
    }

    private void update(MessageDigest digest, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            String name = path.relativize(file).toString().replace('\\', '/');
            digest.update((name + "\n" + Files.size(file) + "\n").getBytes(StandardCharsets.UTF_8));
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        } catch (IOException e) {
            throw new ModelException(file, "cannot be read (" + e + ")", "check its permissions", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

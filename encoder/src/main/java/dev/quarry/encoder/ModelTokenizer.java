package dev.quarry.encoder;

import ai.djl.engine.EngineException;
import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A {@code tokenizer.json} and what its companions say about special tokens. Safe for use by several threads. */
final class ModelTokenizer implements AutoCloseable {

    /** Truncation and padding are the encoder's business, whatever tokenizer.json says of them. */
    private static final Map<String, String> OPTIONS =
            Map.of("addSpecialTokens", "true", "truncation", "DO_NOT_TRUNCATE", "padding", "DO_NOT_PAD");

    private final Path file;
    private final HuggingFaceTokenizer tokenizer;
    private final Map<String, Integer> vocabulary;
    private final Map<String, String> specialTokens;

    private ModelTokenizer(
            Path file,
            HuggingFaceTokenizer tokenizer,
            Map<String, Integer> vocabulary,
            Map<String, String> specialTokens) {
        this.file = file;
        this.tokenizer = tokenizer;
        this.vocabulary = vocabulary;
        this.specialTokens = specialTokens;
    }

    static ModelTokenizer open(Path directory) {
        Path file = directory.resolve("tokenizer.json");
        JsonFile json = JsonFile.read(file);
        return new ModelTokenizer(file, load(json), vocabulary(json), specialTokens(directory));
    }

    /**
     * Splits text into tokens, with the tokenizer's own special tokens around them.
     *
     * @param text without unpaired surrogates
     * @return ids, and for each the code points that it stands for
     */
    Encoding encode(String text) {
        return tokenizer.encode(text);
    }

    OptionalInt id(String token) {
        Integer id = vocabulary.get(token);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /** Id of a token that the model cannot do without. */
    int requiredId(String token, String purpose) {
        return id(token)
                .orElseThrow(() -> new ModelException(
                        file, "has no token \"" + token + "\" (" + purpose + ")", "fetch the tokenizer of this model"));
    }

    /** Id of a role such as {@code mask_token}, empty where the tokenizer has none. */
    OptionalInt roleId(String role) {
        return Optional.ofNullable(specialTokens.get(role)).map(this::id).orElse(OptionalInt.empty());
    }

    /** Largest id that the tokenizer can give. */
    int largestId() {
        return vocabulary.values().stream().mapToInt(Integer::intValue).max().orElse(-1);
    }

    Path file() {
        return file;
    }

    @Override
    public void close() {
        tokenizer.close();
    }

    private static HuggingFaceTokenizer load(JsonFile json) {
        // The library reports its use over the network and looks for newer natives unless told that there is no
        // network.
        System.setProperty("ai.djl.offline", "true");
        try (InputStream in = Files.newInputStream(json.path())) {
            return HuggingFaceTokenizer.newInstance(in, OPTIONS);
        } catch (EngineException | LinkageError e) {
            throw new ModelException(
                    json.path(),
                    "the tokenizer's native library does not load (" + e.getMessage() + ")",
                    "use Linux, macOS (arm64) or Windows, or rank without a model",
                    e);
        } catch (IOException | RuntimeException e) {
            throw new ModelException(
                    json.path(), "is no usable tokenizer (" + e.getMessage() + ")", "fetch the model again", e);
        }
    }

    private static Map<String, Integer> vocabulary(JsonFile json) {
        Map<String, Integer> ids = new HashMap<>();
        JsonNode model = json.root().path("model").path("vocab");
        if (model.isArray()) {
            // Unigram: a list of [token, score]; the position is the id.
            for (int i = 0; i < model.size(); i++) {
                ids.put(model.get(i).path(0).asText(), i);
            }
        } else {
            model.properties()
                    .forEach(entry -> ids.put(entry.getKey(), entry.getValue().asInt()));
        }
        json.root()
                .path("added_tokens")
                .forEach(token ->
                        ids.put(token.path("content").asText(), token.path("id").asInt()));
        return ids;
    }

    /** Roles as transformers reads them: tokenizer_config.json before special_tokens_map.json. */
    private static Map<String, String> specialTokens(Path directory) {
        Map<String, String> roles = new HashMap<>();
        for (String name : new String[] {"special_tokens_map.json", "tokenizer_config.json"}) {
            JsonFile json = JsonFile.readIfPresent(directory.resolve(name));
            for (String role : new String[] {"mask_token", "eos_token", "pad_token", "unk_token"}) {
                json.find(role)
                        .map(token -> token.isObject() ? token.path("content").asText() : token.asText())
                        .ifPresent(token -> roles.put(role, token));
            }
        }
        return roles;
    }
}

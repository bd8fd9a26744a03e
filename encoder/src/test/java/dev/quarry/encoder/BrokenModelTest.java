package dev.quarry.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every damaged model gives one line with the path, the reason and a remedy. */
class BrokenModelTest {

    @TempDir
    Path temporary;

    private Path model;

    @BeforeEach
    void copyModel() throws IOException {
        model = temporary.resolve("model");
        Path source = Golden.model("chain");
        try (var files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Path target = model.resolve(source.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    @Test
    void theCopyItselfLoads() {
        try (Encoder encoder = Encoder.open(model, EncoderOptions.withThreads(1))) {
            assertThat(encoder.model().dimension()).isEqualTo(20);
        }
    }

    @Test
    void missingDirectory() {
        assertFails(temporary.resolve("nowhere"), "nowhere", "is no directory", "modules.json");
    }

    @Test
    void emptyDirectory() throws IOException {
        Path empty = Files.createDirectory(temporary.resolve("empty"));
        assertFails(empty, "modules.json", "file is missing", "fetch the model again");
    }

    @ParameterizedTest
    @CsvSource({
        "config.json, file is missing",
        "config_sentence_transformers.json, file is missing",
        "tokenizer.json, file is missing",
        "model.safetensors, file is missing",
        "2_Dense/config.json, file is missing",
        "2_Dense/model.safetensors, file is missing"
    })
    void missingFile(String name, String reason) throws IOException {
        Files.delete(model.resolve(name));
        assertFails(model, name, reason);
    }

    @Test
    void weightsThatAreNoNumbers() throws IOException {
        Path file = model.resolve("model.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, bytes.length / 2, bytes.length, (byte) 0xff);
        Files.write(file, bytes);
        try (Encoder encoder = Encoder.open(model, EncoderOptions.withThreads(1))) {
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> encoder.encodeQuery("any question"))
                    .withMessage(model + ": its weights give vectors that are no numbers; fetch the model again");
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "5", "8", "100", "3000"})
    void truncatedWeights(int length) throws IOException {
        Path file = model.resolve("model.safetensors");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));
        assertFails(model, "model.safetensors", "truncated", "fetch the model again");
    }

    @Test
    void weightsCutAtTheLastByte() throws IOException {
        Path file = model.resolve("model.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
        assertFails(model, "model.safetensors", "truncated", "fetch the model again");
    }

    @Test
    void weightsThatAreSomethingElse() throws IOException {
        Files.writeString(model.resolve("model.safetensors"), "<html>404: not found, sorry for that</html>");
        assertFails(model, "model.safetensors", "is no safetensors file");
    }

    @ParameterizedTest
    @CsvSource({
        "modules.json, '[', is not valid JSON",
        "modules.json, '{}', should be a list of modules",
        "modules.json, '[]', lists no Dense module",
        "config.json, '{\"model_type\": \"bert\"}', model_type \"bert\" is not supported",
        "config.json, '{\"model_type\": \"modernbert\"}', hidden_size is missing",
        "tokenizer.json, '{\"model\": 7}', is no usable tokenizer"
    })
    void otherContent(String name, String content, String reason) throws IOException {
        Files.writeString(model.resolve(name), content);
        assertFails(model, name, reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "config.json | \"hidden_size\": 36 | \"hidden_size\": 35 | does not split into 3 heads",
                "config.json | \"hidden_size\": 36 | \"hidden_size\": \"wide\" | should be a whole number, is \"wide\"",
                "config.json | \"hidden_size\": 36 | \"hidden_size\": 0 | should be at least 1, is 0",
                "config.json | \"hidden_activation\": \"gelu\" | \"hidden_activation\": \"relu\" | \"relu\" is not supported",
                "config.json | \"norm_eps\": 1e-05 | \"norm_bias\": true | norm_bias is not supported",
                "config.json | \"global_rope_theta\": 160000.0 | \"global_rope_theta\": -1 | should be positive",
                "config.json | \"max_position_embeddings\": 8192 | \"max_position_embeddings\": 50 | 60 tokens do not fit",
                "modules.json | pylate.models.Dense.Dense | pylate.models.LSTM | \"pylate.models.LSTM\" is not supported",
                "modules.json | 1_Dense | ../1_Dense | leads out of the model directory",
                "1_Dense/config.json | \"in_features\": 36 | \"in_features\": 35 | [52, 35], has [52, 36]",
                "1_Dense/config.json | activation.GELU | activation.Mish | activation.Mish\" is not supported",
                "2_Dense/config.json | \"bias\": false | \"bias\": true | linear.bias is missing",
                "config_sentence_transformers.json | [Q] | [Query] | has no token \"[Query] \"",
                "config_sentence_transformers.json | 24 | 3 | leaves no room for text",
                "config_sentence_transformers.json | \"skiplist_words\": [] | \"skiplist_words\": 5 | should be a list",
            })
    void contradictoryConfiguration(String name, String from, String to, String reason) throws IOException {
        edit(name, from, to);
        assertFails(model, reason);
    }

    @Test
    void wrongShapeNamesBothShapes() throws IOException {
        edit("config.json", "\"intermediate_size\": 40", "\"intermediate_size\": 44");
        assertFails(
                model,
                "model.safetensors",
                "tensor layers.0.mlp.Wi.weight should have shape [88, 36], has [80, 36]",
                "do not belong to this configuration");
    }

    @Test
    void missingTensorIsNamed() throws IOException {
        edit("config.json", "\"num_hidden_layers\": 4", "\"num_hidden_layers\": 5");
        assertFails(model, "model.safetensors", "tensor layers.4.attn_norm.weight is missing");
    }

    @Test
    void tokenizerOfALargerModel() throws IOException {
        edit("tokenizer.json", "\"[unused", "\"another vocabulary\": 160,\n\"[unused");
        assertFails(model, "tokenizer.json", "has token id 160, the embedding table only 160 rows");
    }

    @Test
    void tokenizerWithoutSpecialTokens() throws IOException {
        Path file = model.resolve("tokenizer.json");
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode tokenizer = (ObjectNode) mapper.readTree(file.toFile());
        mapper.writeValue(file.toFile(), tokenizer.putNull("post_processor"));
        assertFails(model, "tokenizer.json", "adds no special tokens");
    }

    private void edit(String name, String from, String to) throws IOException {
        Path file = model.resolve(name);
        String content = Files.readString(file, StandardCharsets.UTF_8);
        int at = content.indexOf(from);
        assertThat(at).as("%s in %s", from, name).isNotNegative();
        Files.writeString(file, content.substring(0, at) + to + content.substring(at + from.length()));
    }

    private static void assertFails(Path directory, String... parts) {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> Encoder.open(directory, EncoderOptions.withThreads(1)))
                .satisfies(e -> assertThat(e.getMessage())
                        .contains(List.of(parts))
                        .startsWith(directory.toString())
                        .contains("; ")
                        .hasLineCount(1));
    }
}

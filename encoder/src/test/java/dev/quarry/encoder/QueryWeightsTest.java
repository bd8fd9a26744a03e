package dev.quarry.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model may say how much each token of a question counts. */
class QueryWeightsTest {
    @TempDir
    Path model;

    @BeforeEach
    void copyModel() throws IOException {
        Path source = Golden.model("plain");
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = model.resolve(source.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    @Test
    void aModelWithoutWeightsHasNone() {
        try (Encoder encoder = open()) {
            assertThat(encoder.queryWeights(encoder.encodeQuery("close the file")))
                    .isEmpty();
        }
    }

    @Test
    void everyTokenOfAQuestionHasTheWeightOfItsId() throws IOException {
        float[] weights = new float[vocabulary()];
        for (int id = 0; id < weights.length; id++) {
            weights[id] = id / 8f;
        }
        write(weights);

        try (Encoder encoder = open()) {
            TokenEmbeddings question = encoder.encodeQuery("close the file");
            float[] picked = encoder.queryWeights(question).orElseThrow();

            assertThat(picked).hasSize(question.count());
            for (int i = 0; i < picked.length; i++) {
                assertThat(picked[i]).isEqualTo(question.tokenIds()[i] / 8f);
            }
        }
    }

    @Test
    void weightsOfAnotherVocabularyOrBelowZeroAreRefused() throws IOException {
        write(new float[vocabulary() - 1]);
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(this::open)
                .withMessageContaining("query_weights.safetensors")
                .withMessageContaining("should have shape");

        float[] negative = new float[vocabulary()];
        negative[7] = -1;
        write(negative);
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(this::open)
                .withMessageContaining("query_weights.safetensors")
                .withMessageContaining("-1.0");
    }

    private Encoder open() {
        return Encoder.open(model, EncoderOptions.withThreads(1));
    }

    private int vocabulary() {
        return ModernBertConfig.read(model.resolve("config.json")).vocabularySize();
    }

    private void write(float[] weights) throws IOException {
        byte[] header = ("{\"query_weights\":{\"dtype\":\"F32\",\"shape\":[" + weights.length + "],\"data_offsets\":[0,"
                        + 4 * weights.length + "]}}")
                .getBytes(StandardCharsets.UTF_8);
        ByteBuffer file =
                ByteBuffer.allocate(8 + header.length + 4 * weights.length).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(header.length).put(header);
        file.asFloatBuffer().put(weights);
        Files.write(model.resolve("query_weights.safetensors"), file.array());
    }
}

package dev.quarry.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tiny models against the vectors that PyLate computed with them ({@code encoder/parity/make_golden.py}). */
class GoldenTest {

    private static final double MIN_COSINE = 0.9999;
    private static final double MAX_DIFFERENCE = 1e-3;

    @ParameterizedTest
    @ValueSource(strings = {"plain", "attend", "chain", "cased"})
    void agreesWithPyLate(String name) throws IOException {
        Path directory = Golden.model(name);
        List<JsonNode> cases = StreamSupport.stream(
                        new ObjectMapper()
                                .readTree(directory.resolve("golden.json").toFile())
                                .spliterator(),
                        false)
                .toList();
        try (Arena arena = Arena.ofConfined();
                Encoder encoder =
                        Encoder.open(directory, EncoderOptions.withThreads(2).with(Precision.F32))) {
            Safetensors golden = Safetensors.open(directory.resolve("golden.safetensors"), arena);
            List<TokenEmbeddings> embeddings = encode(encoder, cases);
            for (int i = 0; i < cases.size(); i++) {
                JsonNode expected = cases.get(i);
                TokenEmbeddings actual = embeddings.get(i);
                assertThat(actual.tokenIds()).containsExactly(ints(expected.get("ids")));
                assertSpans(expected, actual);
                float[] vectors = golden.tensor("case." + i, actual.count(), actual.dimension())
                        .toArray();
                assertClose(vectors, actual);
            }
        }
    }

    /** Queries one by one, documents all in one pack, in the order of the cases. */
    private static List<TokenEmbeddings> encode(Encoder encoder, List<JsonNode> cases) {
        List<String> documents = cases.stream()
                .filter(node -> !node.get("query").booleanValue())
                .map(node -> node.get("text").textValue())
                .toList();
        List<TokenEmbeddings> encoded = encoder.encodeDocuments(documents);
        int queries = cases.size() - documents.size();
        return IntStream.range(0, cases.size())
                .mapToObj(i -> i < queries
                        ? encoder.encodeQuery(cases.get(i).get("text").textValue())
                        : encoded.get(i - queries))
                .toList();
    }

    private static void assertSpans(JsonNode expected, TokenEmbeddings actual) {
        for (int i = 0; i < actual.count(); i++) {
            assertThat(new int[] {actual.starts()[i], actual.ends()[i]})
                    .as("span of token %d of %s", i, expected.get("text"))
                    .containsExactly(ints(expected.get("spans").get(i)));
        }
    }

    private static void assertClose(float[] expected, TokenEmbeddings actual) {
        int dimension = actual.dimension();
        for (int token = 0; token < actual.count(); token++) {
            double cosine = 0;
            for (int i = token * dimension; i < (token + 1) * dimension; i++) {
                cosine += (double) expected[i] * actual.vectors()[i];
                assertThat((double) actual.vectors()[i])
                        .as("value %d", i)
                        .isCloseTo(expected[i], within(MAX_DIFFERENCE));
            }
            assertThat(cosine).as("cosine of token %d", token).isGreaterThanOrEqualTo(MIN_COSINE);
        }
    }

    private static int[] ints(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToInt(JsonNode::intValue)
                .toArray();
    }
}

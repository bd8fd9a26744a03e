package dev.quarry.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far the vectors of the bundled model move when its matrices are multiplied in smaller numbers. */
class PrecisionParityTest {

    private static final Path MODEL = Path.of("models", "quarry-edge");
    private static final Path CODE = Path.of("src", "main", "java", "dev", "quarry", "encoder");

    @ParameterizedTest
    @CsvSource({"BF16, 0.999, 0.9995", "INT8, 0.9, 0.99"})
    void vectorsStayWhereTheyAre(Precision precision, double atWorst, double inTheMean) throws IOException {
        assumeTrue(
                Arithmetic.ofThisMachine().stream().anyMatch(arithmetic -> arithmetic.precision() == precision),
                "this machine does not compute in " + precision.label());
        List<String> texts = code();
        List<TokenEmbeddings> exact = encode(texts, Precision.F32);
        List<TokenEmbeddings> rounded = encode(texts, precision);
        double worst = 1;
        double sum = 0;
        int count = 0;
        for (int text = 0; text < texts.size(); text++) {
            for (int token = 0; token < exact.get(text).count(); token++) {
                double cosine = cosine(exact.get(text), rounded.get(text), token);
                worst = Math.min(worst, cosine);
                sum += cosine;
                count++;
            }
        }
        assertThat(count).isGreaterThan(3000);
        assertThat(worst).as("worst cosine").isBetween(atWorst, 1 - 1e-7);
        assertThat(sum / count).as("mean cosine").isGreaterThan(inTheMean);
    }

    /** Both vectors have length 1. */
    private static double cosine(TokenEmbeddings a, TokenEmbeddings b, int token) {
        double sum = 0;
        for (int i = token * a.dimension(); i < (token + 1) * a.dimension(); i++) {
            sum += (double) a.vectors()[i] * b.vectors()[i];
        }
        return sum;
    }

    private static List<TokenEmbeddings> encode(List<String> texts, Precision precision) {
        try (Encoder encoder = Encoder.open(MODEL, EncoderOptions.withThreads(2).with(precision))) {
            return encoder.encodeDocuments(texts);
        }
    }

    private static List<String> code() throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.list(CODE)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                texts.add(Files.readString(file));
            }
        }
        return texts;
    }
}

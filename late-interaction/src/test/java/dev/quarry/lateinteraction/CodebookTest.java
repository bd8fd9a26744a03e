package dev.quarry.lateinteraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;

class CodebookTest {

    private static Codebook trained(Random random, int dimension, int bits, int centroids) {
        float[] sample =
                Fixtures.vectors(random, dimension, Math.max(centroids, 200)).values();
        return CodebookTrainer.train(7, sample, dimension, bits, centroids);
    }

    @Property(tries = 60)
    void scoresOfCodesArePlainMaxSimOfTheRestoredVectors(
            @ForAll @IntRange(min = 1, max = 131) int dimension,
            @ForAll @IntRange(min = 1, max = 3) int logBits,
            @ForAll @IntRange(min = 1, max = 70) int centroids,
            @ForAll @IntRange(min = 1, max = 37) int queryTokens,
            @ForAll @IntRange(max = 67) int documentTokens,
            @ForAll @IntRange(max = 5) int offset,
            @ForAll long seed) {
        Random random = new Random(seed);
        Codebook codebook = trained(random, dimension, 1 << logBits, centroids);
        TokenVectors query = Fixtures.vectors(random, dimension, queryTokens);
        float[] weights = new float[queryTokens];
        for (int i = 0; i < queryTokens; i++) {
            weights[i] = 0.1f + random.nextFloat();
        }
        EncodedVectors encoded = MaxSimTest.shifted(
                codebook.encode(Fixtures.vectors(random, dimension, documentTokens))
                        .document(),
                offset);
        float[] restored = codebook.restore(encoded);
        MaxSim maxSim = new MaxSim(query, weights, codebook);

        assertThat(codebook.tokens(encoded)).isEqualTo(documentTokens);
        double expected = documentTokens == 0
                ? 0
                : MaxSimTest.plain(
                        query,
                        new TokenVectors(dimension, restored, new int[documentTokens], new int[documentTokens]),
                        weights);
        assertThat((double) maxSim.score(encoded)).isCloseTo(expected, within(1e-4));
    }

    @Test
    void moreBitsLoseLess() {
        Random random = new Random(3);
        TokenVectors document = Fixtures.vectors(random, 48, 500);

        double[] errors = new double[3];
        for (int i = 0; i < 3; i++) {
            Codebook codebook = CodebookTrainer.train(1, document.values(), 48, 2 << i, 16);
            VectorEncoding.Encoded encoded = codebook.encode(document);
            float[] restored = codebook.restore(encoded.document());
            for (int j = 0; j < restored.length; j++) {
                float original = document.values()[encoded.order()[j / 48] * 48 + j % 48];
                errors[i] += Math.pow(restored[j] - original, 2) / document.count();
            }
        }

        // Of a residual, about 12%, 1.2% and 0.01% of the energy is lost at 2, 4 and 8 bits.
        assertThat(errors[0]).isBetween(0.02, 0.13);
        assertThat(errors[1]).isBetween(0.002, 0.013);
        assertThat(errors[2]).isBetween(0.00001, 0.0003);
    }

    @Test
    void fourBitsOf48DimensionsTake24BytesAndTheCentroidsOneMore() {
        Codebook codebook = trained(new Random(5), 48, 4, 64);

        EncodedVectors document =
                codebook.encode(Fixtures.vectors(new Random(6), 48, 100)).document();

        assertThat(document.tokens().length).isEqualTo(1 + 100 * 24);
        assertThat(document.centroids().length).isLessThan(100);
    }

    @Test
    void theCentroidsOfADocumentAreTheNearestOnes() {
        Random random = new Random(11);
        Codebook codebook = trained(random, 10, 4, 33);
        TokenVectors document = Fixtures.vectors(random, 10, 50);

        int[] nearest = IntStream.range(0, 50)
                .map(token -> nearest(codebook, document, token))
                .sorted()
                .distinct()
                .toArray();

        assertThat(codebook.encode(document).centroids()).isEqualTo(nearest);
    }

    private static int nearest(Codebook codebook, TokenVectors document, int token) {
        double[] distances = new double[codebook.count()];
        for (int i = 0; i < codebook.centroids().length; i++) {
            float value = document.values()[token * codebook.dimension() + i % codebook.dimension()];
            distances[i / codebook.dimension()] += Math.pow(codebook.centroids()[i] - value, 2);
        }
        double least = Arrays.stream(distances).min().orElseThrow();
        return IntStream.range(0, distances.length)
                .filter(c -> distances[c] == least)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aStoredCodebookEncodesAndScoresAsBefore() {
        Random random = new Random(2);
        Codebook codebook = trained(random, 13, 4, 20);
        TokenVectors document = Fixtures.vectors(random, 13, 9);
        TokenVectors query = Fixtures.vectors(random, 13, 3);

        Codebook read = Codebook.of(new BytesRef(codebook.toBytes()));

        EncodedVectors encoded = codebook.encode(document).document();
        assertThat(read.version()).isEqualTo(7);
        assertThat(read.encode(document).document()).isEqualTo(encoded);
        assertThat(new MaxSim(query, MaxSim.uniformWeights(query), read).score(encoded))
                .isEqualTo(new MaxSim(query, MaxSim.uniformWeights(query), codebook).score(encoded));
    }

    @Test
    void equalVectorsMakeACodebookToo() {
        float[] sample = new float[100 * 8];
        for (int i = 0; i < sample.length; i += 8) {
            sample[i] = 1;
        }
        Codebook codebook = CodebookTrainer.train(1, sample, 8, 2, 4);

        EncodedVectors encoded = codebook.encode(new TokenVectors(8, Arrays.copyOf(sample, 16), new int[2], new int[2]))
                .document();

        assertThat(codebook.restore(encoded)[0]).isCloseTo(1, within(1e-3f));
    }

    @Test
    void whatIsNoValueIsRefused() {
        Codebook codebook = trained(new Random(1), 8, 4, 20);

        EncodedVectors encoded =
                codebook.encode(Fixtures.vectors(new Random(2), 8, 3)).document();
        EncodedVectors cut = new EncodedVectors(encoded.centroids(), new BytesRef(new byte[12]));

        assertThatThrownBy(() -> codebook.tokens(cut)).hasMessageContaining("3 rows of 4 bytes");
        assertThatThrownBy(() -> new ResidualCodes(8, 3)).hasMessageContaining("2, 4 or 8 bits");
    }
}

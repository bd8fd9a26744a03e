package dev.quarry.lateinteraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MaxSimTest {

    /**
     * Half floats of values below 1 are off by at most 2⁻¹¹; products of normalised vectors add up to no more than
     * that.
     */
    private static final double TOLERANCE = 1e-3;

    @Property(tries = 300)
    void equalsThePlainDoubleDefinition(
            @ForAll @IntRange(min = 1, max = 131) int dimension,
            @ForAll @IntRange(min = 1, max = 37) int queryTokens,
            @ForAll @IntRange(min = 1, max = 67) int documentTokens,
            @ForAll @IntRange(max = 5) int offset,
            @ForAll long seed) {
        Random random = new Random(seed);
        TokenVectors query = Fixtures.vectors(random, dimension, queryTokens);
        TokenVectors document = Fixtures.vectors(random, dimension, documentTokens);
        float[] weights = new float[queryTokens];
        for (int i = 0; i < queryTokens; i++) {
            weights[i] = 0.1f + random.nextFloat();
        }
        byte[] encoded = HalfFloats.encode(document.values());
        byte[] bytes = new byte[offset + encoded.length];
        System.arraycopy(encoded, 0, bytes, offset, encoded.length);

        MaxSim maxSim = new MaxSim(query, weights);

        assertThat((double) maxSim.score(bytes, offset, encoded.length))
                .isCloseTo(plain(query, document, weights), within(TOLERANCE));
        float[] similarities = maxSim.similarities(bytes, offset, encoded.length);
        for (int d = 0; d < documentTokens; d++) {
            for (int q = 0; q < queryTokens; q++) {
                assertThat((double) similarities[d * maxSim.width() + q])
                        .isCloseTo(dot(query, q, document, d), within(TOLERANCE));
            }
        }
    }

    @Test
    void scratchOfALongDocumentDoesNotLeakIntoAShortOne() {
        Random random = new Random(7);
        TokenVectors query = Fixtures.vectors(random, 13, 5);
        byte[] brief = HalfFloats.encode(Fixtures.vectors(random, 13, 2).values());
        byte[] lengthy = HalfFloats.encode(Fixtures.vectors(random, 13, 40).values());
        MaxSim used = new MaxSim(query, MaxSim.uniformWeights(query));
        float fresh = used.copy().score(brief, 0, brief.length);

        used.score(lengthy, 0, lengthy.length);

        assertThat(used.score(brief, 0, brief.length)).isEqualTo(fresh);
    }

    @Test
    void aDocumentWithoutTokensAnswersNothing() {
        TokenVectors query = Fixtures.vectors(new Random(1), 4, 3);

        assertThat(new MaxSim(query, MaxSim.uniformWeights(query)).score(new byte[0], 0, 0))
                .isZero();
    }

    @Test
    void theAlignmentIsTheMaximumOfEachQueryToken() {
        float[] question = {1, 0, 0, 1};
        float[] answer = {0, 1, 0.6f, 0.8f, 1, 0};
        TokenVectors query = new TokenVectors(2, question, new int[2], new int[2]);
        MaxSim maxSim = new MaxSim(query, MaxSim.uniformWeights(query));
        byte[] bytes = HalfFloats.encode(answer);
        TokenSpans spans = new TokenSpans(new int[] {0, 4, 9}, new int[] {3, 8, 12});

        List<TokenAlignment> alignment =
                new TokenSimilarities(maxSim, maxSim.similarities(bytes, 0, bytes.length), spans).alignment();

        assertThat(alignment).containsExactly(new TokenAlignment(0, 2, 1f, 9, 12), new TokenAlignment(1, 0, 1f, 0, 3));
    }

    @Test
    void weightsMustFitTheQuestion() {
        TokenVectors query = Fixtures.vectors(new Random(1), 4, 3);

        assertThatThrownBy(() -> new MaxSim(query, new float[] {1, 1})).hasMessage("expected 3 weights, got 2");
        assertThatThrownBy(() -> new MaxSim(query, new float[3])).hasMessageContaining("sum to 0.0");
    }

    private static double plain(TokenVectors query, TokenVectors document, float[] weights) {
        double sum = 0;
        double weightSum = 0;
        for (int q = 0; q < query.count(); q++) {
            double best = Double.NEGATIVE_INFINITY;
            for (int d = 0; d < document.count(); d++) {
                best = Math.max(best, dot(query, q, document, d));
            }
            sum += weights[q] * best;
            weightSum += weights[q];
        }
        return sum / weightSum;
    }

    private static double dot(TokenVectors query, int q, TokenVectors document, int d) {
        double sum = 0;
        for (int i = 0; i < query.dimension(); i++) {
            sum += (double) query.values()[q * query.dimension() + i] * document.values()[d * query.dimension() + i];
        }
        return sum;
    }
}

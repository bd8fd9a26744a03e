package dev.quarry.lateinteraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.lucene.util.BytesRef;
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
        HalfFloatEncoding encoding = new HalfFloatEncoding(dimension);
        EncodedVectors encoded = shifted(encoding.encode(document).document(), offset);

        MaxSim maxSim = new MaxSim(query, weights, encoding);

        assertThat((double) maxSim.score(encoded)).isCloseTo(plain(query, document, weights), within(TOLERANCE));
        float[] similarities = maxSim.similarities(encoded);
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
        HalfFloatEncoding encoding = new HalfFloatEncoding(13);
        EncodedVectors brief = encoding.encode(Fixtures.vectors(random, 13, 2)).document();
        EncodedVectors lengthy =
                encoding.encode(Fixtures.vectors(random, 13, 40)).document();
        MaxSim used = new MaxSim(query, MaxSim.uniformWeights(query), encoding);
        float fresh = used.copy().score(brief);

        used.score(lengthy);

        assertThat(used.score(brief)).isEqualTo(fresh);
    }

    @Test
    void aDocumentWithoutTokensAnswersNothing() {
        TokenVectors query = Fixtures.vectors(new Random(1), 4, 3);

        MaxSim maxSim = new MaxSim(query, MaxSim.uniformWeights(query), new HalfFloatEncoding(4));

        assertThat(maxSim.score(new EncodedVectors(new BytesRef(new byte[1]), new BytesRef(new byte[1]))))
                .isZero();
    }

    @Test
    void theAlignmentIsTheMaximumOfEachQueryToken() {
        float[] question = {1, 0, 0, 1};
        float[] answer = {0, 1, 0.6f, 0.8f, 1, 0};
        TokenVectors query = new TokenVectors(2, question, new int[2], new int[2]);
        HalfFloatEncoding encoding = new HalfFloatEncoding(2);
        MaxSim maxSim = new MaxSim(query, MaxSim.uniformWeights(query), encoding);
        EncodedVectors document = encoding.encode(new TokenVectors(2, answer, new int[3], new int[3]))
                .document();
        TokenSpans spans = new TokenSpans(new int[] {0, 4, 9}, new int[] {3, 8, 12});

        List<TokenAlignment> alignment =
                new TokenSimilarities(maxSim, maxSim.similarities(document), spans).alignment();

        assertThat(alignment).containsExactly(new TokenAlignment(0, 2, 1f, 9, 12), new TokenAlignment(1, 0, 1f, 0, 3));
    }

    @Test
    void weightsMustFitTheQuestion() {
        TokenVectors query = Fixtures.vectors(new Random(1), 4, 3);

        HalfFloatEncoding encoding = new HalfFloatEncoding(4);
        assertThatThrownBy(() -> new MaxSim(query, new float[] {1, 1}, encoding))
                .hasMessage("expected 3 weights, got 2");
        assertThatThrownBy(() -> new MaxSim(query, new float[3], encoding)).hasMessageContaining("sum to 0.0");
    }

    /** The same doc values somewhere in larger arrays. */
    static EncodedVectors shifted(EncodedVectors document, int offset) {
        return new EncodedVectors(shifted(document.centroids(), offset), shifted(document.tokens(), offset));
    }

    private static BytesRef shifted(BytesRef value, int offset) {
        byte[] bytes = new byte[offset + value.length];
        System.arraycopy(value.bytes, value.offset, bytes, offset, value.length);
        return new BytesRef(bytes, offset, value.length);
    }

    static double plain(TokenVectors query, TokenVectors document, float[] weights) {
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

    static double dot(TokenVectors query, int q, TokenVectors document, int d) {
        double sum = 0;
        for (int i = 0; i < query.dimension(); i++) {
            sum += (double) query.values()[q * query.dimension() + i] * document.values()[d * query.dimension() + i];
        }
        return sum;
    }
}

package dev.quarry.lateinteraction;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Late interaction of one question with documents (Khattab and Zaharia, 2020):
 *
 * <pre>  MaxSim(q, d) = Σᵢ wᵢ · maxⱼ qᵢ·dⱼ / Σᵢ wᵢ</pre>
 *
 * <p>The question is transposed, so that the lanes of a SIMD vector are query tokens: nothing is summed across lanes,
 * maxima are taken lane by lane, and any dimension works without a tail. Scoring allocates nothing once the scratch
 * has grown to the longest document. For use by one thread; {@link #copy} gives another thread its own scratch.
 */
final class MaxSim {

    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    /** Document tokens scored together: enough independent sums to hide the latency of a fused multiply-add. */
    private static final int BLOCK = 8;

    private final int dimension;
    private final int tokens;
    private final int width;
    /** {@code [dimension × width]}: the question, transposed, padded with zeros to whole SIMD vectors. */
    private final float[] transposed;

    private final float[] weights;
    private final float weightSum;

    private final float[] best;
    private float[] document = new float[0];

    /**
     * @param query the question's vectors
     * @param weights one for each token of the question, not negative, not all zero
     */
    MaxSim(TokenVectors query, float[] weights) {
        this(
                query.dimension(),
                query.count(),
                LANES.loopBound(query.count() + LANES.length() - 1),
                transpose(query),
                weights.clone(),
                sum(weights));
        if (weights.length != tokens) {
            throw new IllegalArgumentException("expected " + tokens + " weights, got " + weights.length);
        }
        if (!(weightSum > 0)) {
            throw new IllegalArgumentException(
                    "the weights of the query tokens sum to " + weightSum + ", expected more than 0");
        }
    }

    private MaxSim(int dimension, int tokens, int width, float[] transposed, float[] weights, float weightSum) {
        this.dimension = dimension;
        this.tokens = tokens;
        this.width = width;
        this.transposed = transposed;
        this.weights = weights;
        this.weightSum = weightSum;
        this.best = new float[width];
    }

    /** Equal weights for a question's tokens. */
    static float[] uniformWeights(TokenVectors query) {
        float[] weights = new float[query.count()];
        Arrays.fill(weights, 1f);
        return weights;
    }

    /** The same question with scratch of its own. */
    MaxSim copy() {
        return new MaxSim(dimension, tokens, width, transposed, weights, weightSum);
    }

    /** Number of SIMD-padded query tokens: the row length of {@link #similarities}. */
    int width() {
        return width;
    }

    int dimension() {
        return dimension;
    }

    float weight(int queryToken) {
        return weights[queryToken];
    }

    float weightSum() {
        return weightSum;
    }

    int tokens() {
        return tokens;
    }

    /**
     * Scores a document.
     *
     * @param bytes holds the document's half floats, {@code [tokens × dimension]}, row-major
     * @param offset first byte
     * @param length number of bytes
     * @return weighted mean of the best similarities; 0 for a document without tokens
     */
    float score(byte[] bytes, int offset, int length) {
        int count = widen(bytes, offset, length);
        if (count == 0) {
            return 0;
        }
        for (int lane = 0; lane < width; lane += LANES.length()) {
            maxima(lane, count).intoArray(best, lane);
        }
        float sum = 0;
        for (int i = 0; i < tokens; i++) {
            sum += weights[i] * best[i];
        }
        return sum / weightSum;
    }

    /**
     * Every similarity of a document.
     *
     * @return {@code [document tokens × width]}, row-major; columns from the number of query tokens on are padding
     */
    float[] similarities(byte[] bytes, int offset, int length) {
        int count = widen(bytes, offset, length);
        float[] similarities = new float[count * width];
        for (int token = 0; token < count; token++) {
            for (int lane = 0; lane < width; lane += LANES.length()) {
                dot(token * dimension, lane).intoArray(similarities, token * width + lane);
            }
        }
        return similarities;
    }

    private int widen(byte[] bytes, int offset, int length) {
        int values = length / 2;
        if (length % (2 * dimension) != 0) {
            throw new IllegalArgumentException(
                    length + " bytes are no whole number of half-float vectors of dimension " + dimension);
        }
        if (document.length < values) {
            document = new float[values];
        }
        HalfFloats.decode(bytes, offset, document, values);
        return values / dimension;
    }

    private FloatVector maxima(int lane, int count) {
        FloatVector max = FloatVector.broadcast(LANES, Float.NEGATIVE_INFINITY);
        int token = 0;
        for (; token + BLOCK <= count; token += BLOCK) {
            max = max.max(maximaOfBlock(lane, token * dimension));
        }
        for (; token < count; token++) {
            max = max.max(dot(token * dimension, lane));
        }
        return max;
    }

    /** The maxima of eight neighbouring document tokens: one load of the question serves eight multiply-adds. */
    private FloatVector maximaOfBlock(int lane, int first) {
        FloatVector s0 = FloatVector.zero(LANES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        FloatVector s4 = s0;
        FloatVector s5 = s0;
        FloatVector s6 = s0;
        FloatVector s7 = s0;
        for (int i = 0; i < dimension; i++) {
            FloatVector q = FloatVector.fromArray(LANES, transposed, i * width + lane);
            int at = first + i;
            s0 = q.fma(FloatVector.broadcast(LANES, document[at]), s0);
            s1 = q.fma(FloatVector.broadcast(LANES, document[at + dimension]), s1);
            s2 = q.fma(FloatVector.broadcast(LANES, document[at + 2 * dimension]), s2);
            s3 = q.fma(FloatVector.broadcast(LANES, document[at + 3 * dimension]), s3);
            s4 = q.fma(FloatVector.broadcast(LANES, document[at + 4 * dimension]), s4);
            s5 = q.fma(FloatVector.broadcast(LANES, document[at + 5 * dimension]), s5);
            s6 = q.fma(FloatVector.broadcast(LANES, document[at + 6 * dimension]), s6);
            s7 = q.fma(FloatVector.broadcast(LANES, document[at + 7 * dimension]), s7);
        }
        return s0.max(s1).max(s2.max(s3)).max(s4.max(s5).max(s6.max(s7)));
    }

    private FloatVector dot(int first, int lane) {
        FloatVector sum = FloatVector.zero(LANES);
        for (int i = 0; i < dimension; i++) {
            FloatVector q = FloatVector.fromArray(LANES, transposed, i * width + lane);
            sum = q.fma(FloatVector.broadcast(LANES, document[first + i]), sum);
        }
        return sum;
    }

    private static float[] transpose(TokenVectors query) {
        int width = LANES.loopBound(query.count() + LANES.length() - 1);
        float[] transposed = new float[query.dimension() * width];
        for (int token = 0; token < query.count(); token++) {
            for (int i = 0; i < query.dimension(); i++) {
                transposed[i * width + token] = query.values()[token * query.dimension() + i];
            }
        }
        return transposed;
    }

    private static float sum(float[] weights) {
        float sum = 0;
        for (float weight : weights) {
            sum += weight;
        }
        return sum;
    }
}

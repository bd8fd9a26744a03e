package dev.quarry.lateinteraction;

import java.util.Arrays;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.apache.lucene.util.BytesRef;

/**
 * Late interaction of one question with documents (Khattab and Zaharia, 2020):
 *
 * <pre>  MaxSim(q, d) = Σᵢ wᵢ · maxⱼ qᵢ·dⱼ / Σᵢ wᵢ</pre>
 *
 * <p>The question is transposed, so that the lanes of a SIMD vector are query tokens: nothing is summed across lanes,
 * maxima are taken lane by lane, and any dimension works without a tail. What a document's encoding splits off, the
 * products of the question with its centroids, comes out of a table. Scoring allocates nothing once the scratch has
 * grown to the longest document. For use by one thread; {@link #copy} gives another thread its own scratch.
 */
final class MaxSim {

    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    /** Document tokens scored together: enough independent sums to hide the latency of a fused multiply-add. */
    private static final int BLOCK = 8;
    /** Centroids of the table that one task computes. */
    private static final int TABLE_CHUNK = 1024;

    private final VectorEncoding encoding;
    private final int dimension;
    private final int tokens;
    private final int width;
    /** {@code [dimension × width]}: the question, transposed, padded with zeros to whole SIMD vectors, times factors. */
    private final float[] transposed;
    /** {@code [centroids × width]}: the products of the question with the centroids of the encoding. */
    private final float[] table;
    /** {@code [width]}: what the middle of all values makes of the products. */
    private final float[] shifts;

    private final float[] weights;
    private final float weightSum;

    private final float[] best;
    private final float[] values;
    private int[] rows = new int[BLOCK];

    /**
     * @param query the question's vectors
     * @param weights one for each token of the question, not negative, not all zero
     * @param encoding how the documents are encoded
     */
    MaxSim(TokenVectors query, float[] weights, VectorEncoding encoding) {
        this.encoding = encoding;
        this.dimension = query.dimension();
        this.tokens = query.count();
        this.width = LANES.loopBound(tokens + LANES.length() - 1);
        this.weights = weights.clone();
        this.weightSum = sum(weights);
        this.best = new float[width];
        this.values = new float[BLOCK * dimension];
        this.shifts = new float[width];
        if (weights.length != tokens) {
            throw new IllegalArgumentException("expected " + tokens + " weights, got " + weights.length);
        }
        if (!(weightSum > 0)) {
            throw new IllegalArgumentException(
                    "the weights of the query tokens sum to " + weightSum + ", expected more than 0");
        }
        this.transposed = transpose(query);
        this.table = table();
        for (int i = 0; i < transposed.length; i++) {
            transposed[i] *= encoding.factor(i / width);
            shifts[i % width] -= encoding.middle() * transposed[i];
        }
    }

    private MaxSim(MaxSim other) {
        this.encoding = other.encoding;
        this.dimension = other.dimension;
        this.tokens = other.tokens;
        this.width = other.width;
        this.transposed = other.transposed;
        this.table = other.table;
        this.shifts = other.shifts;
        this.values = new float[BLOCK * dimension];
        this.weights = other.weights;
        this.weightSum = other.weightSum;
        this.best = new float[width];
    }

    /** Equal weights for a question's tokens. */
    static float[] uniformWeights(TokenVectors query) {
        float[] weights = new float[query.count()];
        Arrays.fill(weights, 1f);
        return weights;
    }

    /** The products of the question with the centroids, on all cores. */
    private float[] table() {
        float[] centroids = encoding.centroids();
        int count = centroids.length / dimension;
        float[] products = new float[count * width];
        IntStream.range(0, (count + TABLE_CHUNK - 1) / TABLE_CHUNK).parallel().forEach(chunk -> {
            int first = chunk * TABLE_CHUNK;
            multiply(centroids, first, Math.min(count, first + TABLE_CHUNK), products);
        });
        return products;
    }

    /** The same question with scratch of its own. */
    MaxSim copy() {
        return new MaxSim(this);
    }

    /** Number of SIMD-padded query tokens: the row length of {@link #similarities}. */
    int width() {
        return width;
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

    /** Product of a token of the question with a centroid of the encoding. */
    float centroidSimilarity(int centroid, int queryToken) {
        return table[centroid * width + queryToken];
    }

    /**
     * Scores a document.
     *
     * @param stored the document as it was encoded
     * @return weighted mean of the best similarities; 0 for a document without tokens
     */
    float score(EncodedVectors stored) {
        int count = decodeCentroids(stored);
        if (count == 0) {
            return 0;
        }
        Arrays.fill(best, Float.NEGATIVE_INFINITY);
        for (int token = 0; token < count; token += BLOCK) {
            // The last block reaches back over tokens that were scored before: a maximum does not mind.
            int first = Math.max(0, Math.min(token, count - BLOCK));
            decodeBlock(stored, first, Math.min(BLOCK, count));
            for (int lane = 0; lane < width; lane += LANES.length()) {
                FloatVector.fromArray(LANES, best, lane)
                        .max(maximaOfBlock(lane, first))
                        .intoArray(best, lane);
            }
        }
        return mean();
    }

    /** Decodes a block of tokens; where a document has fewer, its first one stands for those that it lacks. */
    private void decodeBlock(EncodedVectors stored, int first, int count) {
        encoding.decodeValues(stored, first, count, values);
        for (int token = count; token < BLOCK; token++) {
            System.arraycopy(values, 0, values, token * dimension, dimension);
            rows[token] = rows[0];
        }
    }

    private float mean() {
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
    float[] similarities(EncodedVectors stored) {
        int count = decodeCentroids(stored);
        float[] similarities = new float[count * width];
        for (int token = 0; token < count; token++) {
            encoding.decodeValues(stored, token, 1, values);
            for (int lane = 0; lane < width; lane += LANES.length()) {
                dot(token, lane).intoArray(similarities, token * width + lane);
            }
        }
        return similarities;
    }

    /**
     * Scores a document as if its tokens were their centroids: an estimate for a tenth of the work.
     *
     * @param centroids a {@link CentroidList}
     * @return weighted mean of the best similarities; 0 for a document without tokens
     */
    float scoreOfCentroids(BytesRef centroids) {
        int tokensStored = CentroidList.tokens(centroids);
        if (rows.length < tokensStored) {
            rows = new int[tokensStored];
        }
        int count = CentroidList.distinct(centroids, rows);
        if (count == 0) {
            return 0;
        }
        for (int lane = 0; lane < width; lane += LANES.length()) {
            FloatVector max = FloatVector.fromArray(LANES, table, rows[0] * width + lane);
            for (int i = 1; i < count; i++) {
                max = max.max(FloatVector.fromArray(LANES, table, rows[i] * width + lane));
            }
            max.intoArray(best, lane);
        }
        return mean();
    }

    private int decodeCentroids(EncodedVectors stored) {
        int count = encoding.tokens(stored);
        if (rows.length < count) {
            rows = new int[count];
        }
        encoding.decodeCentroids(stored, rows);
        return count;
    }

    /** The maxima of eight neighbouring document tokens: one load of the question serves eight multiply-adds. */
    private FloatVector maximaOfBlock(int lane, int token) {
        FloatVector s0 = FloatVector.fromArray(LANES, shifts, lane);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        FloatVector s4 = s0;
        FloatVector s5 = s0;
        FloatVector s6 = s0;
        FloatVector s7 = s0;
        for (int i = 0; i < dimension; i++) {
            FloatVector q = FloatVector.fromArray(LANES, transposed, i * width + lane);
            s0 = q.fma(FloatVector.broadcast(LANES, values[i]), s0);
            s1 = q.fma(FloatVector.broadcast(LANES, values[i + dimension]), s1);
            s2 = q.fma(FloatVector.broadcast(LANES, values[i + 2 * dimension]), s2);
            s3 = q.fma(FloatVector.broadcast(LANES, values[i + 3 * dimension]), s3);
            s4 = q.fma(FloatVector.broadcast(LANES, values[i + 4 * dimension]), s4);
            s5 = q.fma(FloatVector.broadcast(LANES, values[i + 5 * dimension]), s5);
            s6 = q.fma(FloatVector.broadcast(LANES, values[i + 6 * dimension]), s6);
            s7 = q.fma(FloatVector.broadcast(LANES, values[i + 7 * dimension]), s7);
        }
        FloatVector left = similarity(s0, token, lane)
                .max(similarity(s1, token + 1, lane))
                .max(similarity(s2, token + 2, lane).max(similarity(s3, token + 3, lane)));
        FloatVector right = similarity(s4, token + 4, lane)
                .max(similarity(s5, token + 5, lane))
                .max(similarity(s6, token + 6, lane).max(similarity(s7, token + 7, lane)));
        return left.max(right);
    }

    /** A product with values, scaled and added to the product with the centroid. */
    private FloatVector similarity(FloatVector product, int token, int lane) {
        int row = rows[token];
        return product.fma(
                FloatVector.broadcast(LANES, encoding.scale(row)),
                FloatVector.fromArray(LANES, table, row * width + lane));
    }

    private FloatVector dot(int token, int lane) {
        FloatVector sum = FloatVector.fromArray(LANES, shifts, lane);
        for (int i = 0; i < dimension; i++) {
            FloatVector q = FloatVector.fromArray(LANES, transposed, i * width + lane);
            sum = q.fma(FloatVector.broadcast(LANES, values[i]), sum);
        }
        return similarity(sum, token, lane);
    }

    /** Products of the question with vectors, four at a time: fewer are left over than of eight, and these are many. */
    private void multiply(float[] vectors, int from, int to, float[] products) {
        for (int lane = 0; lane < width; lane += LANES.length()) {
            int row = from;
            for (; row + 4 <= to; row += 4) {
                multiplyFour(vectors, row, lane, products);
            }
            for (; row < to; row++) {
                FloatVector sum = FloatVector.zero(LANES);
                for (int i = 0; i < dimension; i++) {
                    FloatVector q = FloatVector.fromArray(LANES, transposed, i * width + lane);
                    sum = q.fma(FloatVector.broadcast(LANES, vectors[row * dimension + i]), sum);
                }
                sum.intoArray(products, row * width + lane);
            }
        }
    }

    private void multiplyFour(float[] vectors, int row, int lane, float[] products) {
        FloatVector s0 = FloatVector.zero(LANES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        for (int i = 0; i < dimension; i++) {
            FloatVector q = FloatVector.fromArray(LANES, transposed, i * width + lane);
            int at = row * dimension + i;
            s0 = q.fma(FloatVector.broadcast(LANES, vectors[at]), s0);
            s1 = q.fma(FloatVector.broadcast(LANES, vectors[at + dimension]), s1);
            s2 = q.fma(FloatVector.broadcast(LANES, vectors[at + 2 * dimension]), s2);
            s3 = q.fma(FloatVector.broadcast(LANES, vectors[at + 3 * dimension]), s3);
        }
        s0.intoArray(products, row * width + lane);
        s1.intoArray(products, (row + 1) * width + lane);
        s2.intoArray(products, (row + 2) * width + lane);
        s3.intoArray(products, (row + 3) * width + lane);
    }

    private float[] transpose(TokenVectors query) {
        float[] columns = new float[dimension * width];
        for (int token = 0; token < tokens; token++) {
            for (int i = 0; i < dimension; i++) {
                columns[i * width + token] = query.values()[token * dimension + i];
            }
        }
        return columns;
    }

    private static float sum(float[] weights) {
        float sum = 0;
        for (float weight : weights) {
            sum += weight;
        }
        return sum;
    }
}

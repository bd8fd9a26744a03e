package dev.quarry.encoder.cpu;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A block of queries of one head, with what an online softmax keeps for each: the largest score so far, the sum of
 * weights, and the weighted sum of values. Its memory serves one block after another.
 */
final class AttentionBlock {

    /**
     * Keys in one step: packed, with their values, they stay in the second-level cache. A multiple of every panel's
     * width.
     */
    static final int KEYS = 256;

    private static final VectorSpecies<Float> SPECIES = MicroKernel.SPECIES;
    private static final int ROWS = MicroKernel.ROWS;
    private static final int COLUMNS = MicroKernel.COLUMNS;
    /** Far below any score, yet finite: differences stay numbers. */
    private static final float UNSEEN = -1e30f;

    /** A vector of what hides a score, one of zeros, and one of the former again: a window at any place hides some first or last lanes. */
    private static final float[] EDGES = edges();

    private final int valueWidth;
    private final float scale;
    private final float[] largest;
    private final float[] sums;
    private final float[] values;
    private final float[] keyPanels;
    private final float[] valuePanels;
    private final float[] scores = new float[ROWS * KEYS];
    private final Transpose transpose = new Transpose();

    private HeadView head;
    private int from;
    private int to;
    private int window;

    /**
     * @param size dimensions of a head
     * @param queries most queries at a time
     */
    AttentionBlock(int size, int queries) {
        this.scale = (float) (VectorMath.LOG2_E / Math.sqrt(size));
        this.valueWidth = MicroKernel.padded(size);
        this.largest = new float[queries];
        this.sums = new float[queries];
        this.values = new float[queries * valueWidth];
        this.keyPanels = new float[KEYS * size];
        this.valuePanels = new float[KEYS * valueWidth];
    }

    /**
     * Turns to other queries, which have not seen any key.
     *
     * @param from first query
     * @param to one past the last query
     * @param window largest distance that is seen
     */
    void start(HeadView head, int from, int to, int window) {
        this.head = head;
        this.from = from;
        this.to = to;
        this.window = window;
        Arrays.fill(largest, 0, to - from, UNSEEN);
        Arrays.fill(sums, 0, to - from, 0);
        Arrays.fill(values, 0, (to - from) * valueWidth, 0);
    }

    /** Lets the queries see keys {@code [firstKey, lastKey)}, at most {@link #KEYS} of them. */
    void add(int firstKey, int lastKey) {
        head.packKeys(firstKey, lastKey, keyPanels, transpose);
        head.packValues(firstKey, lastKey, valuePanels, KEYS);
        for (int query = from; query < to; query += ROWS) {
            int rows = Math.min(ROWS, to - query);
            int low = Math.max(firstKey, query - window);
            int high = Math.min(lastKey, query + rows + window);
            if (low < high) {
                addTile(query, rows, firstKey, lastKey, low - firstKey, high - firstKey);
            }
        }
    }

    /** Divides by the sums and writes row after row, {@code stride} apart. */
    void write(float[] out, int offset, int stride) {
        for (int query = 0; query < to - from; query++) {
            float factor = sums[query] > 0 ? 1 / sums[query] : 0;
            int bound = SPECIES.loopBound(head.size());
            for (int i = 0; i < bound; i += SPECIES.length()) {
                FloatVector.fromArray(SPECIES, values, query * valueWidth + i)
                        .mul(factor)
                        .intoArray(out, offset + query * stride + i);
            }
            for (int i = bound; i < head.size(); i++) {
                out[offset + query * stride + i] = values[query * valueWidth + i] * factor;
            }
        }
    }

    /** Up to six queries and those of the current keys that any of them sees, {@code [firstSeen, lastSeen)}. */
    private void addTile(int query, int rows, int firstKey, int lastKey, int firstSeen, int lastSeen) {
        int firstPanel = firstSeen / COLUMNS;
        int lastPanel = (lastSeen - 1) / COLUMNS + 1;
        for (int panel = firstPanel; panel < lastPanel; panel++) {
            MicroKernel.tile(
                    head.qkv(),
                    head.query(query),
                    head.stride(),
                    keyPanels,
                    panel * COLUMNS * head.size(),
                    head.size(),
                    scores,
                    panel * COLUMNS,
                    KEYS,
                    rows,
                    false);
        }
        int begin = SPECIES.loopBound(firstSeen);
        int end = SPECIES.loopBound(lastSeen - 1) + SPECIES.length();
        for (int row = 0; row < rows; row++) {
            int low = Math.max(firstKey, query + row - window) - firstKey;
            int high = Math.min(lastKey, query + row + window + 1) - firstKey;
            weigh(query - from + row, row * KEYS, begin, Math.max(low, begin), Math.min(high, end), end);
        }
        for (int column = 0; column < valueWidth; column += COLUMNS) {
            MicroKernel.tile(
                    scores,
                    firstSeen,
                    KEYS,
                    valuePanels,
                    (column * KEYS) + firstSeen * COLUMNS,
                    lastSeen - firstSeen,
                    values,
                    (query - from) * valueWidth + column,
                    valueWidth,
                    rows,
                    true);
        }
    }

    /**
     * Turns one row of scores into weights relative to the largest score so far; what lies outside {@code [low,
     * high)} weighs nothing.
     */
    private void weigh(int query, int row, int begin, int low, int high, int end) {
        if (low >= high) {
            Arrays.fill(scores, row + begin, row + end, 0);
            return;
        }
        hide(row, begin, low, high, end);
        float before = largest[query];
        float now = Math.max(before, max(scores, row + begin, row + end) * scale);
        if (before == UNSEEN) {
            largest[query] = now;
        } else if (now > before) {
            float factor = (float) Math.pow(2, before - now);
            largest[query] = now;
            sums[query] *= factor;
            multiply(values, query * valueWidth, valueWidth, factor);
        }
        sums[query] += exponentiate(scores, row + begin, row + end, scale, now);
    }

    /** Makes scores outside {@code [low, high)} such that nothing is left of them. */
    private void hide(int row, int begin, int low, int high, int end) {
        int lanes = SPECIES.length();
        for (int i = begin; i < low; i += lanes) {
            hideLanes(row + i, Math.max(0, lanes - (low - i)));
        }
        for (int i = SPECIES.loopBound(high); i < end; i += lanes) {
            hideLanes(row + i, Math.min(2 * lanes, 2 * lanes - (high - i)));
        }
    }

    private void hideLanes(int at, int edge) {
        FloatVector.fromArray(SPECIES, scores, at)
                .add(FloatVector.fromArray(SPECIES, EDGES, edge))
                .intoArray(scores, at);
    }

    private static float[] edges() {
        float[] edges = new float[3 * SPECIES.length()];
        Arrays.fill(edges, UNSEEN);
        Arrays.fill(edges, SPECIES.length(), 2 * SPECIES.length(), 0);
        return edges;
    }

    private static float max(float[] x, int from, int to) {
        FloatVector largest = FloatVector.fromArray(SPECIES, x, from);
        for (int i = from + SPECIES.length(); i < to; i += SPECIES.length()) {
            largest = VectorMath.larger(largest, FloatVector.fromArray(SPECIES, x, i));
        }
        return VectorMath.largestLane(largest);
    }

    private static void multiply(float[] x, int from, int count, float factor) {
        for (int i = from; i < from + count; i += SPECIES.length()) {
            FloatVector.fromArray(SPECIES, x, i).mul(factor).intoArray(x, i);
        }
    }

    /** {@code x = 2^(x · scale − shift)}; returns the sum. */
    private static float exponentiate(float[] x, int from, int to, float scale, float shift) {
        FloatVector sum = FloatVector.zero(SPECIES);
        FloatVector factor = FloatVector.broadcast(SPECIES, scale);
        FloatVector summand = FloatVector.broadcast(SPECIES, -shift);
        for (int i = from; i < to; i += SPECIES.length()) {
            FloatVector weight =
                    VectorMath.exp2(FloatVector.fromArray(SPECIES, x, i).fma(factor, summand));
            weight.intoArray(x, i);
            sum = sum.add(weight);
        }
        return VectorMath.sum(sum);
    }
}

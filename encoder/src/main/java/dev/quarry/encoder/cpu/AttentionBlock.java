package dev.quarry.encoder.cpu;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * A block of queries of one head, with what an online softmax keeps for each: the largest score so far, the sum of
 * weights, and the weighted sum of values.
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

    private final HeadView head;
    private final int from;
    private final int to;
    private final int window;
    private final float scale;
    private final int valueWidth;
    private final int capacity;
    private final float[] largest;
    private final float[] sums;
    private final float[] values;
    private final float[] keyPanels;
    private final float[] valuePanels;
    private final float[] scores;

    /**
     * @param from first query
     * @param to one past the last query
     * @param window largest distance that is seen
     * @param keys number of keys that will be added, at most
     */
    AttentionBlock(HeadView head, int from, int to, int window, int keys) {
        this.head = head;
        this.from = from;
        this.to = to;
        this.window = window;
        this.scale = (float) (1 / Math.sqrt(head.size()));
        this.valueWidth = MicroKernel.padded(head.size());
        this.capacity = MicroKernel.padded(Math.min(keys, KEYS));
        this.largest = new float[to - from];
        this.sums = new float[to - from];
        this.values = new float[(to - from) * valueWidth];
        this.keyPanels = new float[capacity * head.size()];
        this.valuePanels = new float[capacity * valueWidth];
        this.scores = new float[ROWS * capacity];
        Arrays.fill(largest, UNSEEN);
    }

    /** Lets the queries see keys {@code [firstKey, lastKey)}, at most {@link #KEYS} of them. */
    void add(int firstKey, int lastKey) {
        head.packKeys(firstKey, lastKey, keyPanels);
        head.packValues(firstKey, lastKey, valuePanels, capacity);
        for (int query = from; query < to; query += ROWS) {
            int rows = Math.min(ROWS, to - query);
            int low = Math.max(firstKey, query - window);
            int high = Math.min(lastKey, query + rows + window);
            if (low < high) {
                addTile(
                        query,
                        rows,
                        firstKey,
                        lastKey,
                        (low - firstKey) / COLUMNS,
                        (high - firstKey - 1) / COLUMNS + 1);
            }
        }
    }

    /** Divides by the sums and writes row after row, {@code stride} apart. */
    void write(float[] out, int offset, int stride) {
        for (int query = 0; query < to - from; query++) {
            float factor = sums[query] > 0 ? 1 / sums[query] : 0;
            for (int i = 0; i < head.size(); i++) {
                out[offset + query * stride + i] = values[query * valueWidth + i] * factor;
            }
        }
    }

    /** Up to six queries and the panels {@code [firstPanel, lastPanel)} of the current keys. */
    private void addTile(int query, int rows, int firstKey, int lastKey, int firstPanel, int lastPanel) {
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
                    capacity,
                    rows,
                    false);
        }
        int begin = firstPanel * COLUMNS;
        int end = lastPanel * COLUMNS;
        for (int row = 0; row < rows; row++) {
            int low = Math.max(firstKey, query + row - window) - firstKey;
            int high = Math.min(lastKey, query + row + window + 1) - firstKey;
            weigh(query - from + row, row * capacity, begin, Math.max(low, begin), Math.min(high, end), end);
        }
        for (int column = 0; column < valueWidth; column += COLUMNS) {
            MicroKernel.tile(
                    scores,
                    begin,
                    capacity,
                    valuePanels,
                    (column * capacity) + begin * COLUMNS,
                    end - begin,
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
        Arrays.fill(scores, row + begin, row + low, UNSEEN);
        Arrays.fill(scores, row + high, row + end, UNSEEN);
        float before = largest[query];
        float now = Math.max(before, max(scores, row + begin, row + end) * scale);
        if (now > before) {
            float factor = (float) Math.exp(before - now);
            largest[query] = now;
            sums[query] *= factor;
            multiply(values, query * valueWidth, valueWidth, factor);
        }
        sums[query] += exponentiate(scores, row + begin, row + end, scale, now);
    }

    private static float max(float[] x, int from, int to) {
        FloatVector largest = FloatVector.fromArray(SPECIES, x, from);
        for (int i = from + SPECIES.length(); i < to; i += SPECIES.length()) {
            largest = largest.max(FloatVector.fromArray(SPECIES, x, i));
        }
        return largest.reduceLanes(VectorOperators.MAX);
    }

    private static void multiply(float[] x, int from, int count, float factor) {
        for (int i = from; i < from + count; i += SPECIES.length()) {
            FloatVector.fromArray(SPECIES, x, i).mul(factor).intoArray(x, i);
        }
    }

    /** {@code x = exp(x · scale − shift)}; returns the sum. */
    private static float exponentiate(float[] x, int from, int to, float scale, float shift) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int i = from; i < to; i += SPECIES.length()) {
            FloatVector weight = VectorMath.exp(
                    FloatVector.fromArray(SPECIES, x, i).mul(scale).sub(shift));
            weight.intoArray(x, i);
            sum = sum.add(weight);
        }
        return sum.reduceLanes(VectorOperators.ADD);
    }
}

package dev.quarry.eval.run;

import java.util.Arrays;

/**
 * How long answers take as people ask: ten hits with their lines, one question after the other, the index and the code warm.
 * Milliseconds, with the encoding of the question where there is a model.
 *
 * @param questions number of questions that were timed, spread evenly over the set
 * @param k hits asked for
 * @param p50 half of the questions were answered within this
 * @param p90 90 % were
 * @param p95 95 % were
 * @param p99 99 % were
 * @param max all were
 */
public record Latency(int questions, int k, double p50, double p90, double p95, double p99, double max) {

    static Latency of(int k, long... nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Latency(
                sorted.length,
                k,
                percentile(sorted, 50),
                percentile(sorted, 90),
                percentile(sorted, 95),
                percentile(sorted, 99),
                percentile(sorted, 100));
    }

    /** Nearest rank: the smallest time that so many questions in a hundred do not exceed. */
    private static double percentile(long[] sorted, int percent) {
        int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
        return Math.round(sorted[Math.max(0, rank - 1)] / 1e4) / 100.0;
    }
}

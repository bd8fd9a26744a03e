package dev.quarry.eval.report;

import dev.quarry.eval.Interval;
import dev.quarry.eval.Metric;
import dev.quarry.eval.Scores;
import dev.quarry.eval.run.JudgedRun;
import dev.quarry.eval.run.Latency;
import dev.quarry.eval.run.RunResult;
import dev.quarry.eval.run.SavedEvaluation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The numbers behind the plots of a report, as its script reads them. */
final class ChartData {
    /** Ranks of the first relevant document that are told apart: each up to this one. */
    private static final int[] RANKS = {1, 2, 3, 5, 10, 20, 50, 100, 1000};

    private ChartData() {}

    /** A score of each configuration of each evaluation, with its interval. */
    record Bars(String metric, List<String> labels, List<Double> scores, List<List<Double>> intervals) {}

    /** Some numbers for each of several configurations over the same labels. */
    record Series(List<String> labels, Map<String, List<Double>> values) {}

    static Bars bars(List<SavedEvaluation> evaluations, String metric) {
        List<String> labels = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        List<List<Double>> intervals = new ArrayList<>();
        for (SavedEvaluation evaluation : evaluations) {
            for (RunResult run : evaluation.result().runs()) {
                String variant = evaluation.result().variant();
                labels.add(variant.isEmpty() ? run.ranking() : run.ranking() + ", " + variant);
                scores.add(run.scores().get(metric));
                Interval interval = run.intervals().get(metric);
                intervals.add(List.of(interval.low(), interval.high()));
            }
        }
        return new Bars(metric, labels, scores, intervals);
    }

    /** Share of the questions, in percent, by the rank of their first relevant document. */
    static Series ranks(SavedEvaluation evaluation) {
        int depth = evaluation.result().depth();
        List<String> labels = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        int from = 1;
        for (int rank : RANKS) {
            if (from <= depth) {
                int to = Math.min(rank, depth);
                labels.add(from == to ? String.valueOf(from) : from + "–" + to);
                ends.add(to);
                from = to + 1;
            }
        }
        labels.add("> " + depth);
        Map<String, List<Double>> values = new LinkedHashMap<>();
        for (String ranking : evaluation.runs().keySet()) {
            values.put(ranking, shares(evaluation.judged(ranking), ends));
        }
        return new Series(labels, values);
    }

    private static List<Double> shares(JudgedRun run, List<Integer> ends) {
        int[] counts = new int[ends.size() + 1];
        double[] reciprocals =
                Scores.of(Metric.of("mrr"), run.qrels(), run.run()).values();
        for (double reciprocal : reciprocals) {
            int rank = reciprocal == 0 ? Integer.MAX_VALUE : (int) Math.round(1 / reciprocal);
            int bucket = 0;
            while (bucket < ends.size() && rank > ends.get(bucket)) {
                bucket++;
            }
            counts[bucket]++;
        }
        List<Double> shares = new ArrayList<>();
        for (int count : counts) {
            shares.add(100.0 * count / Math.max(1, reciprocals.length));
        }
        return shares;
    }

    /** How long answers take, in milliseconds. */
    static Series latencies(SavedEvaluation evaluation) {
        Map<String, List<Double>> values = new LinkedHashMap<>();
        for (RunResult run : evaluation.result().runs()) {
            Latency latency = run.latency();
            values.put(
                    run.ranking(), List.of(latency.p50(), latency.p90(), latency.p95(), latency.p99(), latency.max()));
        }
        return new Series(List.of("p50", "p90", "p95", "p99", "max"), values);
    }
}

package dev.quarry.eval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How one run differs from a baseline by one metric, over the same questions.
 *
 * @param run name of the run
 * @param metric the metric
 * @param baseline mean of the baseline
 * @param score mean of the run
 * @param interval 95 % interval of the difference of the means
 * @param better number of questions that the run answers better
 * @param worse number of questions that it answers worse
 * @param p p-value of the paired randomisation test
 * @param corrected the same, corrected for all comparisons that were made together
 */
public record Comparison(
        String run,
        Metric metric,
        double baseline,
        double score,
        Interval interval,
        int better,
        int worse,
        double p,
        double corrected) {

    /** p-values below this are called significant. */
    public static final double LEVEL = 0.05;

    /** The score less the baseline's. */
    public double difference() {
        return score - baseline;
    }

    /** Whether the difference is more than chance explains, all comparisons made together considered. */
    public boolean significant() {
        return corrected < LEVEL;
    }

    /**
     * Compares runs with a baseline by several metrics; all those comparisons are one family for the correction.
     *
     * @param baseline scores of the baseline, by metric
     * @param runs scores of each run by its name, by the same metrics over the same questions
     */
    public static List<Comparison> of(Map<Metric, Scores> baseline, Map<String, Map<Metric, Scores>> runs) {
        List<Comparison> alone = new ArrayList<>();
        runs.forEach((name, scores) ->
                baseline.forEach((metric, before) -> alone.add(single(name, metric, before, scores.get(metric)))));
        double[] corrected = PairedRandomisation.holm(
                alone.stream().mapToDouble(Comparison::p).toArray());
        List<Comparison> together = new ArrayList<>();
        for (int i = 0; i < corrected.length; i++) {
            together.add(alone.get(i).corrected(corrected[i]));
        }
        return together;
    }

    private static Comparison single(String name, Metric metric, Scores before, Scores after) {
        double[] differences = differences(before, after).values().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        int better = 0;
        int worse = 0;
        for (double difference : differences) {
            better += difference > 0 ? 1 : 0;
            worse += difference < 0 ? 1 : 0;
        }
        double p = PairedRandomisation.p(differences);
        return new Comparison(
                name, metric, before.mean(), after.mean(), Bootstrap.ofMean(differences), better, worse, p, p);
    }

    /**
     * How much the value of each question changed, in the order of the questions.
     *
     * @throws IllegalArgumentException when the scores are of other questions
     */
    public static Map<String, Double> differences(Scores before, Scores after) {
        if (!before.byQuery().keySet().equals(after.byQuery().keySet())) {
            throw new IllegalArgumentException("runs over different questions cannot be compared");
        }
        Map<String, Double> differences = new LinkedHashMap<>();
        before.byQuery()
                .forEach(
                        (query, value) -> differences.put(query, after.byQuery().get(query) - value));
        return differences;
    }

    private Comparison corrected(double value) {
        return new Comparison(run, metric, baseline, score, interval, better, worse, p, value);
    }
}

package dev.quarry.eval;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The values of one metric for every judged query of a run.
 *
 * @param metric the metric
 * @param byQuery its value for each query, in the order of the judgements
 */
public record Scores(Metric metric, Map<String, Double> byQuery) {

    public Scores {
        byQuery = Collections.unmodifiableMap(new LinkedHashMap<>(byQuery));
    }

    /**
     * Judges a run. Every judged query counts, also one that the run has nothing for: it scores 0 (trec_eval's option
     * {@code -c}). Queries that have not been judged are left out.
     */
    public static Scores of(Metric metric, Qrels qrels, Run run) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (String query : qrels.queries()) {
            values.put(query, metric.of(run.ranking(query), qrels.of(query)));
        }
        return new Scores(metric, values);
    }

    /** Judges a run by several metrics, in their order. */
    public static Map<Metric, Scores> of(Collection<Metric> metrics, Qrels qrels, Run run) {
        Map<Metric, Scores> scores = new LinkedHashMap<>();
        for (Metric metric : metrics) {
            scores.put(metric, of(metric, qrels, run));
        }
        return scores;
    }

    /** The values alone, in the order of the judgements. */
    public double[] values() {
        return byQuery.values().stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Mean over the queries, 0 where there is none. */
    public double mean() {
        return byQuery.values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
    }
}

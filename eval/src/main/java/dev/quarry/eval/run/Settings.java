package dev.quarry.eval.run;

import dev.quarry.eval.Metric;
import java.util.List;

/**
 * How to evaluate.
 *
 * @param configurations ways to rank, each judged on its own; the last live one is the main one
 * @param metrics what to measure
 * @param depth documents to take of each ranking
 * @param quarry version of Quarry, for the result
 * @param fresh whether to begin anew instead of going on with a run that was stopped
 */
public record Settings(
        List<Configuration> configurations, List<Metric> metrics, int depth, String quarry, boolean fresh) {

    /** Documents that are taken where nothing else is asked for. */
    public static final int DEPTH = 100;

    /** What is measured where nothing else is asked for. */
    public static final List<Metric> METRICS =
            List.of("ndcg@10", "mrr@10", "mrr", "map", "recall@10", "recall@100", "success@1", "success@10").stream()
                    .map(Metric::of)
                    .toList();

    public Settings {
        configurations = configurations.stream().distinct().sorted().toList();
        metrics = List.copyOf(metrics);
        if (configurations.isEmpty() || depth < 1) {
            throw new IllegalArgumentException("needs a configuration and a depth of at least 1, got " + depth);
        }
    }

    /** The ranking that people get: the last that is live, or the last of all. */
    Configuration main() {
        return configurations.stream()
                .filter(Configuration::isLive)
                .reduce((first, second) -> second)
                .orElse(configurations.getLast());
    }
}

package dev.quarry.eval.report;

import dev.quarry.eval.Comparison;
import dev.quarry.eval.Metric;
import dev.quarry.eval.Scores;
import dev.quarry.eval.run.JudgedRun;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A question that two runs answer differently well.
 *
 * @param id id of the question
 * @param question its text, or its id where that is not known
 * @param before value of the metric in the first run
 * @param after value in the second
 * @param hitsBefore best hits of the first run
 * @param hitsAfter best hits of the second
 */
public record QuestionChange(
        String id,
        String question,
        double before,
        double after,
        List<RankedHit> hitsBefore,
        List<RankedHit> hitsAfter) {

    private static final int HITS = 5;

    /**
     * A hit as people look at it.
     *
     * @param rank 1 for the best
     * @param document its id
     * @param label a line of it; empty where that is not known
     * @param grade its grade, 0 where it is not relevant
     */
    public record RankedHit(int rank, String document, String label, int grade) {}

    /** How much the value changed. */
    public double difference() {
        return after - before;
    }

    /**
     * The questions that changed most.
     *
     * @param worse whether those that got worse, or those that got better
     * @param most number of them
     */
    public static List<QuestionChange> most(JudgedRun before, JudgedRun after, Metric metric, boolean worse, int most) {
        Scores first = Scores.of(metric, before.qrels(), before.run());
        Scores second = Scores.of(metric, after.qrels(), after.run());
        Comparator<Map.Entry<String, Double>> byChange = Map.Entry.comparingByValue();
        return Comparison.differences(first, second).entrySet().stream()
                .filter(change -> worse ? change.getValue() < 0 : change.getValue() > 0)
                .sorted(worse ? byChange : byChange.reversed())
                .limit(most)
                .map(change -> new QuestionChange(
                        change.getKey(),
                        after.question(change.getKey()),
                        first.byQuery().get(change.getKey()),
                        second.byQuery().get(change.getKey()),
                        hits(before, change.getKey()),
                        hits(after, change.getKey())))
                .toList();
    }

    private static List<RankedHit> hits(JudgedRun run, String question) {
        List<RankedHit> hits = new ArrayList<>();
        for (String document : run.run().ranking(question)) {
            if (hits.size() == HITS) {
                break;
            }
            hits.add(new RankedHit(
                    hits.size() + 1,
                    document,
                    run.labels().getOrDefault(document, ""),
                    Math.max(0, run.qrels().of(question).getOrDefault(document, 0))));
        }
        return hits;
    }
}

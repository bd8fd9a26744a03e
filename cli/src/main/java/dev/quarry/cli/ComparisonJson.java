package dev.quarry.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quarry.eval.Comparison;
import dev.quarry.eval.Interval;
import dev.quarry.eval.Metric;
import dev.quarry.eval.report.QuestionChange;
import dev.quarry.eval.run.JudgedRun;
import java.util.List;

/**
 * What {@code eval compare --json} prints.
 *
 * @param baseline the first run
 * @param comparisons how the others differ from it
 */
record ComparisonJson(String baseline, List<Item> comparisons) {

    /** One run by one metric; the questions that changed most are those of the first metric. */
    record Item(
            String run,
            String metric,
            double baseline,
            double score,
            double difference,
            Interval interval,
            int better,
            int worse,
            double p,
            @JsonProperty("p_corrected") double corrected,
            boolean significant,
            @JsonProperty("worst_questions") List<QuestionChange> worst,
            @JsonProperty("best_questions") List<QuestionChange> best) {}

    static ComparisonJson of(
            JudgedRun baseline, List<JudgedRun> others, List<Comparison> comparisons, Metric shown, int questions) {
        List<Item> items = comparisons.stream()
                .map(comparison -> {
                    JudgedRun run = others.stream()
                            .filter(other -> other.name().equals(comparison.run()))
                            .findFirst()
                            .orElseThrow();
                    int most = comparison.metric().equals(shown) ? questions : 0;
                    return item(
                            comparison,
                            QuestionChange.most(baseline, run, shown, true, most),
                            QuestionChange.most(baseline, run, shown, false, most));
                })
                .toList();
        return new ComparisonJson(baseline.name(), items);
    }

    private static Item item(Comparison comparison, List<QuestionChange> worst, List<QuestionChange> best) {
        return new Item(
                comparison.run(),
                comparison.metric().toString(),
                comparison.baseline(),
                comparison.score(),
                comparison.difference(),
                comparison.interval(),
                comparison.better(),
                comparison.worse(),
                comparison.p(),
                comparison.corrected(),
                comparison.significant(),
                worst,
                best);
    }
}

package dev.quarry.cli;

import dev.quarry.eval.Comparison;
import dev.quarry.eval.Interval;
import dev.quarry.eval.Metric;
import dev.quarry.eval.Scores;
import dev.quarry.eval.run.EvaluationResult;
import dev.quarry.eval.run.RunResult;
import dev.quarry.eval.run.SavedEvaluation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Prints what an evaluation found for people. Scores that must not be compared never stand in one table. */
final class EvalTable {
    private static final Metric PRIMARY = Metric.of("ndcg@10");

    /** In JSON and the report alone, for the table to fit a terminal. */
    private static final Set<String> LEFT_OUT = Set.of("mrr", "success@10");

    private final Terminal terminal;

    EvalTable(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(SavedEvaluation evaluation) {
        EvaluationResult result = evaluation.result();
        line(String.format(
                Locale.ROOT,
                "%s: %,d questions, %,d judgements, %,d files indexed%s",
                Printable.of(evaluation.name()),
                result.questions(),
                result.judgements(),
                result.index().files(),
                result.index().model() == null
                        ? ""
                        : ", model " + result.index().model()));
        printScores(result.runs());
        printBatches(result.runs());
        printChallenge(result.runs());
        printDifferences(evaluation);
        result.notes().forEach(note -> line("note: " + Printable.of(note)));
        terminal.out().println();
    }

    private void printScores(List<RunResult> runs) {
        List<String> metrics = runs.getFirst().scores().keySet().stream()
                .filter(metric -> !LEFT_OUT.contains(metric))
                .toList();
        StringBuilder head = new StringBuilder(String.format(Locale.ROOT, "%-15s", "ranking"));
        for (String metric : metrics) {
            head.append(String.format(Locale.ROOT, "%" + width(metric) + "s", metric));
            if (metric.equals(PRIMARY.toString())) {
                head.append("  95 % interval");
            }
        }
        line(terminal.style("faint", head + "  p50 ms"));
        for (RunResult run : runs) {
            StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-15s", run.ranking()));
            for (String metric : metrics) {
                row.append(String.format(
                        Locale.ROOT, "%" + width(metric) + ".4f", run.scores().get(metric)));
                if (metric.equals(PRIMARY.toString())) {
                    row.append(interval(run.intervals().get(metric)));
                }
            }
            line(String.format(Locale.ROOT, "%s%8.1f", row, run.latency().p50()));
        }
    }

    private static int width(String metric) {
        return Math.max(8, metric.length() + 2);
    }

    private static String interval(Interval interval) {
        return String.format(Locale.ROOT, "    %.3f–%.3f", interval.low(), interval.high());
    }

    private void printBatches(List<RunResult> runs) {
        RunResult.BatchScore first = runs.getFirst().batches();
        if (first == null) {
            return;
        }
        line("");
        line(String.format(
                Locale.ROOT,
                "CodeSearchNet's protocol, not comparable with the scores above: MRR of the right document among the %,d of its "
                        + "batch (%,d batches, %,d pairs left out)",
                first.batchSize(),
                first.batches(),
                first.leftOut()));
        line(terminal.style("faint", String.format(Locale.ROOT, "%-15s%10s", "ranking", "batch mrr")));
        runs.forEach(run -> line(String.format(
                Locale.ROOT, "%-15s%10.4f", run.ranking(), run.batches().mrr())));
    }

    private void printChallenge(List<RunResult> runs) {
        if (runs.getFirst().challenge() == null) {
            return;
        }
        line("");
        line(String.format(
                Locale.ROOT,
                "CodeSearchNet challenge, not comparable with the scores above: its own nDCG of the best 300"));
        line(terminal.style("faint", String.format(Locale.ROOT, "%-15s%10s%10s", "ranking", "within", "all")));
        runs.forEach(run -> line(String.format(
                Locale.ROOT,
                "%-15s%10.4f%10.4f",
                run.ranking(),
                run.challenge().ndcgWithin(),
                run.challenge().ndcgAll())));
    }

    private void printDifferences(SavedEvaluation evaluation) {
        if (evaluation.runs().size() < 2) {
            return;
        }
        Map<String, Map<Metric, Scores>> others = new LinkedHashMap<>();
        evaluation
                .runs()
                .forEach((name, run) -> others.put(name, Scores.of(List.of(PRIMARY), evaluation.qrels(), run)));
        String baseline = evaluation.result().runs().getFirst().ranking();
        Map<Metric, Scores> before = others.remove(baseline);
        line("");
        Comparison.of(before, others).forEach(comparison -> line(sentence(baseline, comparison)));
    }

    /** A comparison in a sentence. */
    static String sentence(String baseline, Comparison comparison) {
        return String.format(
                Locale.ROOT,
                "%s against %s: %s %+.4f (%+.4f to %+.4f), %,d questions better, %,d worse, p %s, %s",
                comparison.run(),
                baseline,
                comparison.metric(),
                comparison.difference(),
                comparison.interval().low(),
                comparison.interval().high(),
                comparison.better(),
                comparison.worse(),
                probability(comparison.corrected()),
                comparison.significant() ? "significant" : "not significant");
    }

    /** A p-value with as many digits as it is worth. */
    private static String probability(double p) {
        return p < 0.0001 ? "< 0.0001" : String.format(Locale.ROOT, "= %.4f", p);
    }

    private void line(String line) {
        terminal.out().println(line);
    }
}

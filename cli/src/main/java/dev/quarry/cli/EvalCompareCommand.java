package dev.quarry.cli;

import dev.quarry.eval.Comparison;
import dev.quarry.eval.Metric;
import dev.quarry.eval.Scores;
import dev.quarry.eval.report.Contrast;
import dev.quarry.eval.report.HtmlReport;
import dev.quarry.eval.report.QuestionChange;
import dev.quarry.eval.run.JudgedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quarry eval compare}. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        header = "Say what got better and worse between runs, and whether it is more than chance.",
        description = {
            "",
            "The first run is the baseline of the others. Whether a difference is significant is told by the paired randomisation test, "
                    + "corrected (Holm) for all the differences that are printed.",
            "",
            "A run is a directory that 'quarry eval run' wrote (its main ranking), one of the RANKING.run files in it, or any TREC run.",
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:an error; one line on stderr says what and what to do"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  quarry eval compare yesterday today",
            "  quarry eval compare results/lexical.run results/hybrid.run --questions 20",
            "  quarry eval compare a.run b.run --qrels qrels.txt --json",
        })
final class EvalCompareCommand implements Callable<Integer> {
    private static final int QUESTION_CHARACTERS = 100;

    private final Terminal terminal;

    @Parameters(arity = "2..*", paramLabel = "RUN", description = "The baseline, then the runs to compare with it.")
    private List<Path> paths;

    @Option(
            names = "--qrels",
            paramLabel = "FILE",
            description = "TREC judgements for runs that have no qrels.txt beside them.")
    private Path qrels;

    @Option(
            names = "--metric",
            paramLabel = "METRIC",
            defaultValue = "ndcg@10",
            description =
                    "What to compare; the first decides which questions are shown. May be repeated (default: ${DEFAULT-VALUE}).")
    private List<String> metrics;

    @Option(
            names = "--questions",
            paramLabel = "N",
            defaultValue = "5",
            description = "Questions to show of those that changed most, each way (default: ${DEFAULT-VALUE}).")
    private int questions;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Also write a page with the questions and hits side by side.")
    private Path html;

    @Option(names = "--json", description = "Print one JSON object, for programs.")
    private boolean json;

    EvalCompareCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        try {
            List<Metric> measured = metrics.stream().map(Metric::of).toList();
            List<JudgedRun> runs = read();
            JudgedRun baseline = runs.getFirst();
            List<JudgedRun> others = runs.subList(1, runs.size());
            List<Comparison> comparisons = compare(baseline, others, measured);
            if (json) {
                Json.print(terminal, ComparisonJson.of(baseline, others, comparisons, measured.getFirst(), questions));
            } else {
                print(baseline, others, comparisons, measured.getFirst());
            }
            if (html != null) {
                List<Contrast> contrasts = others.stream()
                        .map(run -> new Contrast(run.name() + " against " + baseline.name(), baseline, run))
                        .toList();
                HtmlReport.write("Compared with " + baseline.name(), List.of(), comparisons, contrasts, html);
                terminal.note("report: " + html);
            }
            return Quarry.FOUND;
        } catch (IllegalArgumentException malformed) {
            throw new UserException(malformed.getMessage());
        }
    }

    /** Runs of the same name are told apart by their paths. */
    private List<JudgedRun> read() throws IOException {
        List<JudgedRun> runs = new ArrayList<>();
        for (Path path : paths) {
            JudgedRun run = JudgedRun.read(path, Optional.ofNullable(qrels));
            runs.add(new JudgedRun(path.toString(), run.run(), run.qrels(), run.questions(), run.labels()));
            if (!run.qrels().equals(runs.getFirst().qrels())) {
                throw new UserException(path + ": was judged by other questions or judgements than " + paths.getFirst()
                        + ": compare runs over the same ones");
            }
        }
        return runs;
    }

    /** Compares runs with a baseline; all comparisons together are corrected for being several. */
    static List<Comparison> compare(JudgedRun baseline, List<JudgedRun> others, List<Metric> metrics) {
        Map<String, Map<Metric, Scores>> scores = new LinkedHashMap<>();
        for (JudgedRun run : others) {
            if (scores.put(run.name(), run.scores(metrics)) != null) {
                throw new UserException(run.name() + ": is given twice: compare it once");
            }
        }
        return Comparison.of(baseline.scores(metrics), scores);
    }

    private void print(JudgedRun baseline, List<JudgedRun> others, List<Comparison> comparisons, Metric metric) {
        comparisons.forEach(
                comparison -> terminal.out().println(Printable.of(EvalTable.sentence(baseline.name(), comparison))));
        for (JudgedRun run : others) {
            print("worse with " + run.name(), QuestionChange.most(baseline, run, metric, true, questions));
            print("better with " + run.name(), QuestionChange.most(baseline, run, metric, false, questions));
        }
    }

    private void print(String title, List<QuestionChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        terminal.out().println();
        terminal.out().println(terminal.style("bold", Printable.of(title)));
        for (QuestionChange change : changes) {
            terminal.out()
                    .println(String.format(
                            Locale.ROOT,
                            "  %.3f → %.3f  %s  %s",
                            change.before(),
                            change.after(),
                            Printable.of(change.id()),
                            Printable.of(shortened(change.question()))));
        }
    }

    private static String shortened(String question) {
        String line = question.replaceAll("\\s+", " ").strip();
        return line.length() > QUESTION_CHARACTERS ? line.substring(0, QUESTION_CHARACTERS) + "…" : line;
    }
}

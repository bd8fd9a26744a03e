package dev.quarry.cli;

import dev.quarry.eval.Comparison;
import dev.quarry.eval.Metric;
import dev.quarry.eval.run.JudgedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quarry eval gate}. */
@Command(
        name = "gate",
        mixinStandardHelpOptions = true,
        header = "Fail where a result is not good enough, for CI.",
        description = {
            "",
            "Looks at a result that 'quarry eval run' wrote: at floors that its main ranking must reach, and at a baseline that it must not be significantly worse than.",
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:good enough",
            "1:a score is below its --min, or significantly worse than --against",
            "2:an error; one line on stderr says what and what to do"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  quarry eval gate --min ndcg@10=0.60",
            "  quarry eval gate results --min ndcg@10=0.60 --min recall@100=0.9",
            "  quarry eval gate today --against yesterday",
        })
final class EvalGateCommand implements Callable<Integer> {
    private static final String RESULT = "result.json";

    private final Terminal terminal;

    @Parameters(
            arity = "0..1",
            paramLabel = "RUN",
            description =
                    "A result directory, one of its RANKING.run files, or any TREC run (default: the newest result "
                            + "under QUARRY_HOME).")
    private Path result;

    @Option(
            names = "--qrels",
            paramLabel = "FILE",
            description = "TREC judgements for a run that has no qrels.txt beside it.")
    private Path qrels;

    @Mixin
    private Floors floors;

    @Option(
            names = "--against",
            paramLabel = "RUN",
            description = "Fail where the run is significantly worse than this one, by the metrics of --metric.")
    private Path baseline;

    @Option(
            names = "--metric",
            paramLabel = "METRIC",
            defaultValue = "ndcg@10",
            description = "What --against compares. May be repeated (default: ${DEFAULT-VALUE}).")
    private List<String> metrics;

    EvalGateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Map<Metric, Double> least = floors.read();
        if (least.isEmpty() && baseline == null) {
            throw new UserException("nothing to look at: give --min METRIC=SCORE or --against RUN");
        }
        try {
            JudgedRun run = JudgedRun.read(result == null ? newest() : result, Optional.ofNullable(qrels));
            run.scores(least.keySet())
                    .forEach((metric, scores) -> terminal.out()
                            .println(String.format(
                                    Locale.ROOT,
                                    "%s: %s %.4f, floor %s",
                                    Printable.of(run.name()),
                                    metric,
                                    scores.mean(),
                                    least.get(metric))));
            int missed = Floors.tell(terminal, least, run) + (baseline == null ? 0 : regressions(run));
            return missed == 0 ? Quarry.FOUND : Quarry.NOTHING_FOUND;
        } catch (IllegalArgumentException malformed) {
            throw new UserException(malformed.getMessage());
        }
    }

    private int regressions(JudgedRun run) throws IOException {
        JudgedRun before = JudgedRun.read(baseline, Optional.ofNullable(qrels));
        if (!before.qrels().equals(run.qrels())) {
            throw new UserException(baseline + ": was judged by other questions or judgements than " + run.name()
                    + ": compare runs over the same ones");
        }
        int missed = 0;
        for (Comparison comparison : EvalCompareCommand.compare(
                before, List.of(run), metrics.stream().map(Metric::of).toList())) {
            String sentence = EvalTable.sentence(baseline.toString(), comparison);
            if (comparison.significant() && comparison.difference() < 0) {
                terminal.fail(sentence);
                missed++;
            } else {
                terminal.out().println(Printable.of(sentence));
            }
        }
        return missed;
    }

    /** The result that was written last. */
    private static Path newest() throws IOException {
        Path results = Places.evaluations().resolve("results");
        Map<Path, Long> written = new LinkedHashMap<>();
        if (Files.isDirectory(results)) {
            try (Stream<Path> files = Files.walk(results, 3)) {
                for (Path file : files.filter(path -> path.endsWith(RESULT)).toList()) {
                    written.put(
                            file.getParent(), Files.getLastModifiedTime(file).toMillis());
                }
            }
        }
        return written.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElseThrow(() -> new UserException(
                        results + ": holds no result: run 'quarry eval run' first, or name a result directory"));
    }
}

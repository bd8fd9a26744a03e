package dev.quarry.cli;

import dev.quarry.encoder.Encoder;
import dev.quarry.eval.JudgedQuestion;
import dev.quarry.eval.JudgedRun;
import dev.quarry.eval.Metric;
import dev.quarry.eval.Qrels;
import dev.quarry.eval.Run;
import dev.quarry.eval.Scores;
import dev.quarry.eval.pairs.Coordinate;
import dev.quarry.lateinteraction.CodeSearcher;
import dev.quarry.lateinteraction.SearchFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code quarry eval run}. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        header = "Ask judged questions and say how well they are answered.",
        description = {
            "",
            "The questions go to the same index and ranking that people search. Metrics are trec_eval's: a question that finds nothing counts as 0.",
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:a score is below its --min",
            "2:an error; one line on stderr says what and what to do"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  quarry eval run --judged sample-repos/questions.jsonl --in sample-repos",
            "  quarry eval run --judged questions.jsonl --min ndcg@10=0.5 --json",
            "  quarry eval run --javadoc held-out --model DIR",
        })
final class EvalRunCommand implements Callable<Integer> {
    private static final List<Metric> METRICS =
            List.of("ndcg@10", "mrr@10", "precision@1", "recall@10", "recall@100").stream()
                    .map(Metric::of)
                    .toList();
    private static final int DEPTH = 300; // overloads fold into one document, so more than the 100 that count

    private final Terminal terminal;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Questions from;

    /** Where questions come from. */
    private static final class Questions {
        @Option(
                names = "--judged",
                paramLabel = "FILE",
                description =
                        "JSON lines: {\"id\", \"question\", \"relevant\": [{\"repository\", \"path\", \"unit\", \"grade\"}]}.")
        private Path judged;

        @Option(
                names = "--javadoc",
                paramLabel = "COORDINATE",
                description =
                        "Ask the Javadoc sentences of this library for its methods, names visible and masked; "
                                + "'held-out' stands for the libraries that the bundled model is developed on. May be repeated.")
        private List<String> javadoc;
    }

    @Option(
            names = "--questions",
            paramLabel = "N",
            defaultValue = "2147483647",
            description = "Most questions to draw for --javadoc (default: all).")
    private int questions;

    @Option(
            names = "--in",
            paramLabel = "SOURCE",
            description = "Search this source alone, indexing first what is new or changed. May be repeated.")
    private List<String> sources = List.of();

    @Option(
            names = "--min",
            paramLabel = "METRIC=SCORE",
            description = "Fail with exit code 1 where a score is lower, for example ndcg@10=0.5. May be repeated.")
    private Map<String, Double> floors = new LinkedHashMap<>();

    @Option(names = "--json", description = "Print one JSON object, for programs.")
    private boolean json;

    @Mixin
    private IndexOption index;

    @Mixin
    private ModelOption model;

    EvalRunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        try (ModelOption.Loaded loaded = model.load()) {
            return from.judged != null
                    ? run(JudgedQuestion.read(from.judged), loaded.encoder())
                    : javadoc(loaded.encoder());
        } catch (IllegalArgumentException malformed) {
            throw new UserException(malformed.getMessage());
        }
    }

    private int javadoc(Optional<Encoder> encoder) throws IOException {
        if (questions < 1) {
            throw new UserException("--questions must be at least 1, got " + questions);
        }
        List<Coordinate> libraries = from.javadoc.equals(List.of("held-out"))
                ? Coordinate.heldOut()
                : from.javadoc.stream().map(Coordinate::of).toList();
        JavadocScores scores = new JavadocScores(terminal, encoder, METRICS);
        JavadocScores.Table table = scores.of(libraries, questions);
        if (json) {
            Json.print(terminal, table);
        } else {
            scores.print(table);
        }
        return Quarry.FOUND;
    }

    private int run(List<JudgedQuestion> questions, Optional<Encoder> encoder) throws IOException {
        Set<String> repositories = sources.isEmpty()
                ? Set.of()
                : new Indexing(terminal, index.directory(), encoder).bringUpToDate(sources);
        try (CodeSearcher searcher = CodeSearcher.open(index.directory())) {
            Ranking ranking = new Ranking(index.directory(), searcher, encoder);
            SearchFilter filter = SearchFilter.everything().withRepositories(repositories);
            Run run = JudgedRun.of(
                    ranking.name(),
                    questions,
                    question -> searcher.search(ranking.request(question)
                            .withK(DEPTH)
                            .withFilter(filter)
                            .withoutDetails()));
            return report(questions.size(), run, JudgedRun.qrels(questions));
        }
    }

    private int report(int questions, Run run, Qrels qrels) throws IOException {
        Map<String, Double> scores = new LinkedHashMap<>();
        METRICS.forEach(metric ->
                scores.put(metric.toString(), Scores.of(metric, qrels, run).mean()));
        if (json) {
            Json.print(terminal, new ScoresJson(questions, run.name(), scores));
        } else {
            terminal.out().println(questions + " questions, " + run.name() + " ranking");
            scores.forEach(
                    (metric, score) -> terminal.out().println(String.format(Locale.ROOT, "%-12s %.4f", metric, score)));
        }
        int exitCode = Quarry.FOUND;
        for (Map.Entry<String, Double> floor : floors.entrySet()) {
            double score = Scores.of(Metric.of(floor.getKey()), qrels, run).mean();
            if (score < floor.getValue()) {
                terminal.fail(String.format(
                        Locale.ROOT, "%s is %.4f, below its floor of %s", floor.getKey(), score, floor.getValue()));
                exitCode = Quarry.NOTHING_FOUND;
            }
        }
        return exitCode;
    }

    /** What {@code eval run --json} prints. */
    record ScoresJson(int questions, String ranking, Map<String, Double> scores) {}
}

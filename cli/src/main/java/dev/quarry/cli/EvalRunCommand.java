package dev.quarry.cli;

import dev.quarry.encoder.Encoder;
import dev.quarry.eval.Metric;
import dev.quarry.eval.data.DataSet;
import dev.quarry.eval.data.DataSetException;
import dev.quarry.eval.data.JudgedPlaces;
import dev.quarry.eval.data.JudgedQuestion;
import dev.quarry.eval.report.HtmlReport;
import dev.quarry.eval.report.MtebResult;
import dev.quarry.eval.run.Configuration;
import dev.quarry.eval.run.Evaluation;
import dev.quarry.eval.run.EvaluationResult;
import dev.quarry.eval.run.SavedEvaluation;
import dev.quarry.eval.run.Settings;
import dev.quarry.eval.run.StoppedException;
import dev.quarry.eval.run.Target;
import dev.quarry.indexer.RepositoryIndexer;
import dev.quarry.lateinteraction.CodeSearcher;
import dev.quarry.lateinteraction.SearchFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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
            "The questions go to the same index and ranking that people search; a data set's documents are indexed for that first, "
                    + "apart from your own index. Metrics are trec_eval's; a question that finds nothing counts as 0.",
            "",
            "It can be stopped at any time (Ctrl-C): the same command goes on from there. The result directory gets result.json, "
                    + "report.html, and TREC's qrels.txt and RANKING.run.",
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
            "  quarry eval run --javadoc held-out",
            "  quarry eval run --beir stackoverflow-qa --exact --output results",
            "  quarry eval run --csn java_test_0.jsonl.gz --model none",
        })
final class EvalRunCommand implements Callable<Integer> {
    private static final String ALL = "2147483647";

    private final Terminal terminal;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private EvalQuestions from;

    @Option(
            names = "--split",
            paramLabel = "NAME",
            defaultValue = "test",
            description = "Which judgements of a --beir data set: test, dev or train (default: ${DEFAULT-VALUE}).")
    private String split;

    @Option(
            names = "--questions",
            paramLabel = "N",
            defaultValue = ALL,
            description = "Most questions to draw for --javadoc (default: all).")
    private int questions;

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            defaultValue = "unit",
            description =
                    "What --judged judges: unit, as finely as each answer says, or file (default: ${DEFAULT-VALUE}).")
    private JudgedQuestion.Level level;

    @Option(
            names = "--existing",
            paramLabel = "INDEX",
            description = "Ask this index as it is, instead of indexing the data set's documents.")
    private Path existing;

    @Mixin
    private RankingOptions rankings;

    @Option(
            names = "--metric",
            paramLabel = "METRIC",
            description = "Measure this too: ndcg, mrr, recall, precision, success or map, with a depth as in ndcg@20. "
                    + "May be repeated.")
    private List<String> metrics = List.of();

    @Option(
            names = "--depth",
            paramLabel = "N",
            defaultValue = "" + Settings.DEPTH,
            description = "Documents to take of each ranking (default: ${DEFAULT-VALUE}).")
    private int depth;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Directory for the result (default: eval/results/NAME under QUARRY_HOME).")
    private Path output;

    @Option(
            names = "--task",
            paramLabel = "NAME",
            description =
                    "Also write MTEB's result file, as this task (default: the task that a --beir directory is called by).")
    private String task;

    @Option(names = "--fresh", description = "Begin anew instead of going on with a run that was stopped.")
    private boolean fresh;

    @Mixin
    private Floors floors;

    @Option(names = "--json", description = "Print one JSON object, for programs.")
    private boolean json;

    @Mixin
    private SearchedIndex index;

    EvalRunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        check();
        Map<Metric, Double> least = floors.read();
        try (ModelOption.Loaded loaded = loadModel()) {
            List<Configuration> configurations =
                    rankings.configurations(loaded.encoder().isPresent());
            Settings settings = new Settings(configurations, metrics(least.keySet()), depth, Version.number(), fresh);
            List<SavedEvaluation> evaluations = from.judged() == null
                    ? ofDataSets(settings, loaded.encoder())
                    : List.of(ofLiveIndex(settings, loaded.encoder()));
            return report(evaluations, least);
        } catch (DataSetException malformed) {
            malformed.problems().forEach(terminal::fail);
            return Quarry.ERROR;
        } catch (StoppedException stopped) {
            return Quarry.ERROR;
        }
    }

    private ModelOption.Loaded loadModel() {
        if (existing != null) {
            return index.loadModelOf(existing);
        }
        return from.judged() == null ? index.loadModelOfNewIndex() : index.loadModel();
    }

    private void check() {
        if (questions < 1 || depth < 1) {
            throw new UserException("--questions and --depth must be at least 1, got " + questions + " and " + depth);
        }
        if (index.hasSources() && (from.judged() == null || existing != null)) {
            throw new UserException(
                    "--in goes with --judged alone: a data set brings its documents, and --existing is not changed");
        }
        if (task != null && depth < MtebResult.LEAST_DEPTH) {
            throw new UserException("--task needs a --depth of at least " + MtebResult.LEAST_DEPTH + ", got " + depth);
        }
        if (existing != null && index.chosenDirectory().isPresent()) {
            throw new UserException("--existing and --index both name an index: give one of them");
        }
    }

    private List<Metric> metrics(Set<Metric> floored) {
        Set<Metric> all = new LinkedHashSet<>(Settings.METRICS);
        for (String metric : metrics) {
            try {
                all.add(Metric.of(metric));
            } catch (IllegalArgumentException e) {
                throw new UserException("--metric: " + e.getMessage());
            }
        }
        all.addAll(floored);
        return List.copyOf(all);
    }

    private SavedEvaluation ofLiveIndex(Settings settings, Optional<Encoder> encoder) throws IOException {
        List<JudgedQuestion> judged = JudgedQuestion.read(from.judged());
        Set<String> repositories = index.bringUpToDate(terminal, encoder);
        Path directory = existing == null ? index.directory() : existing;
        try (CodeSearcher searcher = CodeSearcher.open(directory)) {
            JudgedPlaces.check(judged, searcher);
        }
        DataSet set = EvalQuestions.dataSet(from.judged(), judged, level);
        SearchFilter filter = SearchFilter.everything().withRepositories(repositories);
        return evaluate(settings, new Target(directory, true, filter, encoder), set, resultDirectory(set));
    }

    private List<SavedEvaluation> ofDataSets(Settings settings, Optional<Encoder> encoder) throws IOException {
        List<SavedEvaluation> evaluations = new ArrayList<>();
        for (DataSet set : from.read(split, questions)) {
            Path documents = (existing == null ? indexDirectory(encoder) : existing).resolve(set.variant());
            Target target = new Target(documents, existing != null, SearchFilter.everything(), encoder);
            evaluations.add(evaluate(settings, target, set, resultDirectory(set).resolve(set.variant())));
        }
        return evaluations;
    }

    /** Documents are encoded once for each model: the index stays for the next run. */
    private Path indexDirectory(Optional<Encoder> encoder) {
        String model = encoder.map(RepositoryIndexer::stamp)
                .map(stamp -> stamp.hash().substring(0, 12))
                .orElse("words");
        return index.chosenDirectory()
                .orElseGet(() -> Places.evaluations().resolve("indexes").resolve(from.key() + "-" + model));
    }

    private Path resultDirectory(DataSet set) {
        return output == null ? Places.evaluations().resolve("results").resolve(set.name()) : output;
    }

    private SavedEvaluation evaluate(Settings settings, Target target, DataSet set, Path directory) throws IOException {
        if (target.existing()) {
            try (CodeSearcher searcher = CodeSearcher.open(target.index())) {
                Ranking.checkSameModel(target.index(), searcher, target.encoder());
                if (set.corpus().isPresent() && set.challenge().isEmpty()) {
                    JudgedPlaces.check(set, searcher, target.index());
                }
            }
        }
        ProgressLine progress = new ProgressLine(terminal, System::nanoTime);
        String[] step = {""};
        try (OrderlyStop stop = new OrderlyStop(terminal, progress, "stopping: the same command goes on from there")) {
            Evaluation evaluation = new Evaluation(settings, target, (doing, done, count) -> {
                if (!doing.equals(step[0])) {
                    step[0] = doing;
                    progress.restart();
                }
                progress.update(set.variant().isEmpty() ? doing : doing + ", names " + set.variant(), done, count);
            });
            stop.cancelWith(evaluation::stop);
            return evaluation.run(set, directory);
        }
    }

    private int report(List<SavedEvaluation> evaluations, Map<Metric, Double> least) throws IOException {
        Path directory = output == null
                ? Places.evaluations()
                        .resolve("results")
                        .resolve(evaluations.getFirst().result().dataset())
                : output;
        HtmlReport.write(evaluations, directory.resolve("report.html"));
        Optional<Path> mteb = mteb(evaluations, directory);
        if (json) {
            Json.print(
                    terminal,
                    new Printed(
                            evaluations.stream().map(SavedEvaluation::result).toList()));
        } else {
            evaluations.forEach(evaluation -> new EvalTable(terminal).print(evaluation));
        }
        terminal.out().flush();
        terminal.note("report: " + directory.resolve("report.html"));
        mteb.ifPresent(file -> terminal.note("MTEB result: " + file));
        int missed = 0;
        for (SavedEvaluation evaluation : evaluations) {
            missed += Floors.tell(
                    terminal, least, evaluation.judged(evaluation.result().main()));
        }
        return missed == 0 ? Quarry.FOUND : Quarry.NOTHING_FOUND;
    }

    private Optional<Path> mteb(List<SavedEvaluation> evaluations, Path directory) throws IOException {
        SavedEvaluation evaluation = evaluations.getFirst();
        Optional<String> name =
                task == null ? MtebResult.task(evaluation.result().dataset()) : Optional.of(task);
        if (name.isEmpty() || evaluations.size() > 1 || depth < MtebResult.LEAST_DEPTH) {
            return Optional.empty();
        }
        return Optional.of(MtebResult.write(name.get(), split, evaluation, directory));
    }

    /** What {@code eval run --json} prints. */
    record Printed(List<EvaluationResult> evaluations) {}
}

package dev.quarry.eval.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quarry.encoder.ModelInfo;
import dev.quarry.eval.Bootstrap;
import dev.quarry.eval.Interval;
import dev.quarry.eval.Metric;
import dev.quarry.eval.Run;
import dev.quarry.eval.Scores;
import dev.quarry.eval.data.Batches;
import dev.quarry.eval.data.DataSet;
import dev.quarry.lateinteraction.CodeSearcher;
import dev.quarry.lateinteraction.FileRecord;
import dev.quarry.lateinteraction.IndexStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Judges an index by a data set: brings the documents in, asks every question in every configuration, and scores what comes back.
 * It can be stopped at any time and goes on where it was.
 *
 * <p>Used by one thread; {@link #stop} may be called from any.
 */
public final class Evaluation {
    private static final int TIMED_QUESTIONS = 200;

    private final Settings settings;
    private final Target target;
    private final Progress progress;
    private volatile boolean stopped;

    /**
     * @param settings how to evaluate
     * @param target what is asked
     * @param progress told how far it is
     */
    public Evaluation(Settings settings, Target target, Progress progress) {
        this.settings = settings;
        this.target = target;
        this.progress = progress;
    }

    /** Stops after what is being done; {@link #run} then throws {@link StoppedException}. */
    public void stop() {
        stopped = true;
    }

    /**
     * Runs it.
     *
     * @param set questions and documents
     * @param output directory for the result, and for what is needed to go on with a run that was stopped
     * @return the result, written to the directory
     * @throws IOException when a file cannot be read or written
     * @throws StoppedException when it was told to stop
     */
    public SavedEvaluation run(DataSet set, Path output) throws IOException {
        Files.createDirectories(output);
        Batches batches = Batches.of(set.pairs());
        List<String> notes = new ArrayList<>(set.notes());
        if (set.corpus().isPresent() && !target.existing()) {
            new CorpusIndex(target.index(), target.encoder(), batches.batchOfDocument(), progress, () -> stopped)
                    .bring(set.corpus().get());
        }
        try (CodeSearcher searcher = CodeSearcher.open(target.index())) {
            IndexStatus status = searcher.status();
            Optional<Batches> askable = askable(batches, searcher, set, notes);
            String fingerprint = Fingerprints.ofRun(set, settings, target, status);
            Asking asking = new Asking(searcher, target, set, settings.configurations());
            Answers answers = ask(asking, set, output.resolve("answers.log"), fingerprint);
            Map<Configuration, Double> batchScores = askable.isPresent()
                    ? askInBatches(asking, askable.get(), output.resolve("batches.log"), fingerprint)
                    : Map.of();
            Map<Configuration, Latency> latencies = time(asking, set);
            metricsCutShort().ifPresent(notes::add);
            notes.addAll(answers.notes(set, target));
            cutDocuments(searcher).ifPresent(notes::add);
            SavedEvaluation saved = new SavedEvaluation(
                    output,
                    result(set, status, answers, batches, batchScores, latencies, notes),
                    set.questions(),
                    set.qrels(),
                    answers.runs(),
                    answers.labels());
            saved.write();
            Files.deleteIfExists(output.resolve("answers.log"));
            Files.deleteIfExists(output.resolve("batches.log"));
            return saved;
        }
    }

    /** An index that something else made has no batches to search in. */
    private Optional<Batches> askable(Batches batches, CodeSearcher searcher, DataSet set, List<String> notes) {
        if (batches.batches().isEmpty()) {
            return Optional.empty();
        }
        boolean there = searcher.status().repositories().stream()
                .anyMatch(repository ->
                        repository.name().equals(Batches.name(0)) && repository.unitCount() >= batches.size());
        if (!there) {
            notes.add(target.index() + " was not made for " + set.name()
                    + ": CodeSearchNet's protocol is left out, for its batches are not in there");
        }
        return there ? Optional.of(batches) : Optional.empty();
    }

    private Answers ask(Asking asking, DataSet set, Path file, String fingerprint) throws IOException {
        Answers answers = new Answers(settings.configurations());
        try (AnswerLog log = log(file, fingerprint, answers::add)) {
            int held = log.size();
            progress.at("asking", 0, set.questions().size() - held);
            for (String id : set.questions().keySet()) {
                if (!log.holds(id)) {
                    checkStopped();
                    long started = System.nanoTime();
                    ObjectNode answer = asking.ask(id, settings.depth());
                    log.append(answer.put(Answers.MILLIS, (System.nanoTime() - started) / 1e6));
                    progress.at("asking", log.size() - held, set.questions().size() - held);
                }
            }
        }
        return answers;
    }

    private Map<Configuration, Double> askInBatches(Asking asking, Batches batches, Path file, String fingerprint)
            throws IOException {
        Map<Configuration, Double> sums = new EnumMap<>(Configuration.class);
        int count = batches.batches().size() * batches.size();
        Consumer<JsonNode> sum = answer -> settings.configurations()
                .forEach(configuration -> sums.merge(
                        configuration,
                        1.0
                                / answer.path("ranks")
                                        .path(configuration.toString())
                                        .asInt(),
                        Double::sum));
        try (AnswerLog log = log(file, fingerprint, sum)) {
            int held = log.size();
            progress.at("ranking in batches", 0, count - held);
            for (int batch = 0; batch < batches.batches().size(); batch++) {
                for (DataSet.Pair pair : batches.batches().get(batch)) {
                    if (!log.holds(pair.question())) {
                        checkStopped();
                        log.append(asking.askInBatch(pair, batch, batches.size()));
                        progress.at("ranking in batches", log.size() - held, count - held);
                    }
                }
            }
        }
        sums.replaceAll((configuration, total) -> total / count);
        return sums;
    }

    private AnswerLog log(Path file, String fingerprint, Consumer<JsonNode> taker) throws IOException {
        if (settings.fresh()) {
            Files.deleteIfExists(file);
        }
        return AnswerLog.open(file, fingerprint, taker);
    }

    private Map<Configuration, Latency> time(Asking asking, DataSet set) {
        List<String> ids = new ArrayList<>(set.questions().keySet());
        int timed = Math.min(TIMED_QUESTIONS, ids.size());
        Map<Configuration, long[]> nanos = new EnumMap<>(Configuration.class);
        settings.configurations().forEach(configuration -> nanos.put(configuration, new long[timed]));
        for (int i = 0; i < timed; i++) {
            checkStopped();
            int at = i;
            asking.time(ids.get((int) ((long) i * ids.size() / timed)))
                    .forEach((configuration, time) -> nanos.get(configuration)[at] = time);
            progress.at("timing", i + 1, timed);
        }
        Map<Configuration, Latency> latencies = new EnumMap<>(Configuration.class);
        nanos.forEach((configuration, times) -> latencies.put(configuration, Latency.of(Asking.LATENCY_HITS, times)));
        return latencies;
    }

    private void checkStopped() {
        if (stopped) {
            throw new StoppedException();
        }
    }

    /** A recall@100 of 20 documents is not what its name says. */
    private Optional<String> metricsCutShort() {
        String deeper = settings.metrics().stream()
                .filter(metric -> metric.depth() != Metric.WHOLE && metric.depth() > settings.depth())
                .map(Metric::toString)
                .collect(Collectors.joining(", "));
        return deeper.isEmpty()
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%s: no more than %,d documents are taken of each ranking: give a greater --depth",
                        deeper,
                        settings.depth()));
    }

    private static Optional<String> cutDocuments(CodeSearcher searcher) {
        long cut = searcher.files(FileRecord.Outcome.WINDOWED).stream()
                .filter(file -> file.reason().equals(CorpusIndex.CUT))
                .count();
        return cut == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%,d documents are longer than the model reads: their ends are ranked by words alone",
                        cut));
    }

    private EvaluationResult result(
            DataSet set,
            IndexStatus status,
            Answers answers,
            Batches batches,
            Map<Configuration, Double> batchScores,
            Map<Configuration, Latency> latencies,
            List<String> notes) {
        List<RunResult> runs = new ArrayList<>();
        for (Configuration configuration : settings.configurations()) {
            Run run = answers.runs().get(configuration.toString());
            Map<String, Double> scores = new LinkedHashMap<>();
            Map<String, Interval> intervals = new LinkedHashMap<>();
            for (Map.Entry<Metric, Scores> scored :
                    Scores.of(settings.metrics(), set.qrels(), run).entrySet()) {
                scores.put(scored.getKey().toString(), scored.getValue().mean());
                intervals.put(
                        scored.getKey().toString(),
                        Bootstrap.ofMean(scored.getValue().values()));
            }
            runs.add(new RunResult(
                    configuration.toString(),
                    scores,
                    intervals,
                    latencies.get(configuration),
                    batchScore(batches, batchScores.get(configuration)),
                    challengeScore(set, run)));
        }
        return new EvaluationResult(
                set.name(),
                set.variant(),
                set.questions().size(),
                set.judgements(),
                Fingerprints.of(set),
                settings.depth(),
                settings.main().toString(),
                settings.quarry(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                answers.seconds(),
                stamp(status),
                runs,
                notes);
    }

    private static RunResult.BatchScore batchScore(Batches batches, Double mrr) {
        return mrr == null
                ? null
                : new RunResult.BatchScore(
                        mrr, batches.size(), batches.batches().size(), batches.leftOut());
    }

    private static RunResult.ChallengeScore challengeScore(DataSet set, Run run) {
        return set.challenge()
                .map(grades ->
                        new RunResult.ChallengeScore(grades.ndcg(run::ranking, true), grades.ndcg(run::ranking, false)))
                .orElse(null);
    }

    private EvaluationResult.IndexStamp stamp(IndexStatus status) {
        Optional<ModelInfo> model = target.encoder().map(encoder -> encoder.model());
        return new EvaluationResult.IndexStamp(
                status.index().toString(),
                status.fileCount(),
                status.unitCount(),
                status.tokens(),
                status.bytes(),
                status.committed().toString(),
                status.model().orElse(null),
                model.map(ModelInfo::queryLength).orElse(null),
                model.map(ModelInfo::documentLength).orElse(null),
                target.encoder().map(encoder -> encoder.arithmetic().toString()).orElse(null));
    }
}

package dev.quarry.eval.run;

import dev.quarry.eval.Metric;
import dev.quarry.eval.Qrels;
import dev.quarry.eval.Run;
import dev.quarry.eval.Scores;
import dev.quarry.eval.TrecFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * One run with the judgements of its questions.
 *
 * @param name what people call it
 * @param run what was returned
 * @param qrels the judgements
 * @param questions texts of the questions, as far as they are known
 * @param labels a line of each of the best documents, as far as they are known
 */
public record JudgedRun(String name, Run run, Qrels qrels, Map<String, String> questions, Map<String, String> labels) {

    private static final String RUN_FILE = ".run";

    /**
     * Reads a run.
     *
     * @param path a directory that an evaluation wrote, for its main ranking; one of its {@code RANKING.run} files; or any TREC run
     * @param qrels TREC judgements for a run that has none beside it
     * @throws IOException when a file is missing or cannot be read; the message names it
     * @throws IllegalArgumentException when a file has another form; the message names it
     */
    public static JudgedRun read(Path path, Optional<Path> qrels) throws IOException {
        if (Files.isDirectory(path)) {
            SavedEvaluation saved = SavedEvaluation.read(path);
            return saved.judged(saved.result().main());
        }
        if (!Files.isRegularFile(path)) {
            throw new NoSuchFileException(path + ": no such file or directory: give a result directory or a TREC run");
        }
        String file = String.valueOf(path.getFileName());
        Path directory = path.toAbsolutePath().getParent();
        if (qrels.isEmpty() && file.endsWith(RUN_FILE) && SavedEvaluation.isIn(directory)) {
            return SavedEvaluation.read(directory).judged(file.substring(0, file.length() - RUN_FILE.length()));
        }
        Path judgements = qrels.orElse(directory.resolve(SavedEvaluation.QRELS));
        if (!Files.isRegularFile(judgements)) {
            throw new NoSuchFileException(judgements + ": no such file: name the run's judgements with --qrels");
        }
        return new JudgedRun(file, TrecFiles.run(path), TrecFiles.qrels(judgements), Map.of(), Map.of());
    }

    /** Its scores by some metrics. */
    public Map<Metric, Scores> scores(Collection<Metric> metrics) {
        return Scores.of(metrics, qrels, run);
    }

    /** The text of a question, or its id where the text is not known. */
    public String question(String id) {
        return questions.getOrDefault(id, id);
    }
}

package dev.quarry.eval.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.quarry.eval.Qrels;
import dev.quarry.eval.Run;
import dev.quarry.eval.TrecFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An evaluation with everything that later looks at it need, and its form on disk: {@code result.json}, TREC's {@code qrels.txt}
 * and {@code RANKING.run}, and the texts of the questions and of the best hits in {@code questions.json} and {@code labels.json}.
 *
 * @param directory where it is
 * @param result what came of it
 * @param questions text of each question
 * @param qrels the judgements
 * @param runs what each configuration returned, by its name
 * @param labels a line of each of the best documents
 */
public record SavedEvaluation(
        Path directory,
        EvaluationResult result,
        Map<String, String> questions,
        Qrels qrels,
        Map<String, Run> runs,
        Map<String, String> labels) {

    private static final String RESULT = "result.json";
    static final String QRELS = "qrels.txt";
    private static final String QUESTIONS = "questions.json";
    private static final String LABELS = "labels.json";
    private static final String RUN = ".run";

    /**
     * Writes it.
     *
     * @throws IOException when a file cannot be written
     */
    public void write() throws IOException {
        Files.createDirectories(directory);
        ObjectMapper json = mapper();
        TrecFiles.write(qrels, directory.resolve(QRELS));
        for (Map.Entry<String, Run> run : runs.entrySet()) {
            TrecFiles.write(run.getValue(), directory.resolve(run.getKey() + RUN));
        }
        json.writeValue(directory.resolve(QUESTIONS).toFile(), questions);
        json.writeValue(directory.resolve(LABELS).toFile(), labels);
        json.writeValue(directory.resolve(RESULT).toFile(), result);
    }

    /**
     * Reads it back.
     *
     * @throws IOException when a file is missing or cannot be read; the message names it
     * @throws IllegalArgumentException when a file has another form; the message names it
     */
    public static SavedEvaluation read(Path directory) throws IOException {
        if (!isIn(directory)) {
            throw new NoSuchFileException(directory
                    + ": holds no " + RESULT
                    + " of one evaluation: give a directory that 'quarry eval run --output' wrote, one of its"
                    + " variants where it has several");
        }
        EvaluationResult result = json(directory.resolve(RESULT), new TypeReference<>() {});
        Map<String, Run> runs = new LinkedHashMap<>();
        for (RunResult run : result.runs()) {
            runs.put(run.ranking(), TrecFiles.run(directory.resolve(run.ranking() + RUN)));
        }
        return new SavedEvaluation(
                directory,
                result,
                json(directory.resolve(QUESTIONS), new TypeReference<>() {}),
                TrecFiles.qrels(directory.resolve(QRELS)),
                runs,
                json(directory.resolve(LABELS), new TypeReference<>() {}));
    }

    /** Whether a directory holds an evaluation. */
    static boolean isIn(Path directory) {
        return Files.isRegularFile(directory.resolve(RESULT));
    }

    /**
     * One of its runs.
     *
     * @param ranking name of the configuration
     * @throws IllegalArgumentException when there is none of that name
     */
    public JudgedRun judged(String ranking) {
        if (!runs.containsKey(ranking)) {
            throw new IllegalArgumentException(
                    directory + ": holds no run " + ranking + ", only " + String.join(", ", runs.keySet()));
        }
        return new JudgedRun(name() + " (" + ranking + ")", runs.get(ranking), qrels, questions, labels);
    }

    /** What people call it. */
    public String name() {
        return result.dataset() + (result.variant().isEmpty() ? "" : ", names " + result.variant());
    }

    private static <T> T json(Path file, TypeReference<T> type) throws IOException {
        try {
            return mapper().readValue(file.toFile(), type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    file + ": is no result of this version of Quarry (" + e.getOriginalMessage()
                            + "): run the evaluation again",
                    e);
        }
    }

    private static ObjectMapper mapper() {
        return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    }
}

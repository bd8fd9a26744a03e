package dev.quarry.eval.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.quarry.eval.Metric;
import dev.quarry.eval.Metric.Measure;
import dev.quarry.eval.Scores;
import dev.quarry.eval.run.EvaluationResult;
import dev.quarry.eval.run.JudgedRun;
import dev.quarry.eval.run.SavedEvaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A result in the shape of MTEB's result files ({@code TaskResult}), so that its tools and tables can take it. */
public final class MtebResult {
    /** Documents of a ranking that MTEB's main score looks at. */
    public static final int LEAST_DEPTH = 10;

    private static final List<Integer> DEPTHS = List.of(1, 3, 5, 10, 20, 100, 1000);

    /** MTEB's measures by their names there; its MRR, MAP and the others are trec_eval's, as ours are. */
    private static final Map<String, Measure> MEASURES = measures();

    /** MTEB's retrieval tasks over code: CoIR's and its own. */
    private static final List<String> TASKS = List.of(
            "AppsRetrieval",
            "COIRCodeSearchNetRetrieval",
            "CodeEditSearchRetrieval",
            "CodeFeedbackMT",
            "CodeFeedbackST",
            "CodeSearchNetCCRetrieval",
            "CodeSearchNetRetrieval",
            "CodeTransOceanContest",
            "CodeTransOceanDL",
            "CosQA",
            "StackOverflowQA",
            "SyntheticText2SQL");

    private MtebResult() {}

    private static Map<String, Measure> measures() {
        Map<String, Measure> measures = new LinkedHashMap<>();
        measures.put("ndcg", Measure.NDCG);
        measures.put("map", Measure.MAP);
        measures.put("recall", Measure.RECALL);
        measures.put("precision", Measure.PRECISION);
        measures.put("mrr", Measure.MRR);
        return measures;
    }

    /** The task that a data set's name means, however it is written: {@code stackoverflow-qa} is StackOverflowQA. */
    public static Optional<String> task(String dataSet) {
        String plain = plain(dataSet);
        return TASKS.stream().filter(task -> plain(task).equals(plain)).findFirst();
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /**
     * Writes the result of the main ranking.
     *
     * @param task name of the task
     * @param split which judgements were used
     * @param directory directory for {@code mteb/TASK.json}
     * @return the file
     */
    public static Path write(String task, String split, SavedEvaluation evaluation, Path directory) throws IOException {
        Map<String, Object> scores = scores(evaluation);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("dataset_revision", "sha256:" + evaluation.result().fingerprint());
        result.put("task_name", task);
        result.put("mteb_version", null);
        result.put("scores", Map.of(split, List.of(scores)));
        result.put("evaluation_time", evaluation.result().seconds());
        result.put("kg_co2_emissions", null);
        Path file = directory.resolve("mteb").resolve(task + ".json");
        Files.createDirectories(file.getParent());
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), result);
        return file;
    }

    /** A depth that was not looked to is left out: its number would be too low. */
    private static Map<String, Object> scores(SavedEvaluation evaluation) {
        EvaluationResult result = evaluation.result();
        JudgedRun run = evaluation.judged(result.main());
        Map<String, Object> scores = new LinkedHashMap<>();
        MEASURES.forEach((name, measure) -> {
            for (int depth : DEPTHS) {
                if (depth <= result.depth()) {
                    Scores values = Scores.of(new Metric(measure, depth), run.qrels(), run.run());
                    scores.put(name + "_at_" + depth, values.mean());
                }
            }
        });
        scores.put("main_score", scores.get("ndcg_at_10"));
        scores.put("hf_subset", "default");
        scores.put("languages", List.of("eng-Latn"));
        return scores;
    }
}

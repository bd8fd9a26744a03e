package dev.quarry.eval.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quarry.eval.Comparison;
import dev.quarry.eval.Interval;
import dev.quarry.eval.Metric;
import dev.quarry.eval.Qrels;
import dev.quarry.eval.Run;
import dev.quarry.eval.run.EvaluationResult;
import dev.quarry.eval.run.JudgedRun;
import dev.quarry.eval.run.Latency;
import dev.quarry.eval.run.RunResult;
import dev.quarry.eval.run.SavedEvaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final Qrels QRELS = new Qrels(Map.of("q1", Map.of("a", 2), "q2", Map.of("b", 1)));

    @TempDir
    private Path directory;

    @Test
    void thePageNeedsNothingBesideItselfAndEscapesWhatItShows() throws IOException {
        Path page = directory.resolve("report.html");
        HtmlReport.write(List.of(evaluation()), page);
        String html = Files.readString(page);

        String own = html.replaceAll("(?s)<script>/\\*!.*?</script>", ""); // without the library
        assertThat(own.length()).isLessThan(html.length() - 100_000);
        assertThat(own).doesNotContain("src=").doesNotContain("http").doesNotContain("@import");
        assertThat(html).doesNotContain("sourceMappingURL").doesNotContain("<img onerror");
        assertThat(own)
                .contains("&lt;img onerror=x&gt; &amp; how")
                .contains("more @DATA@")
                .contains("1.000 → 0.000")
                .contains("grade 2");
        assertThat(own).contains("CodeSearchNet&#39;s protocol");
    }

    @Test
    void thePlotsHaveTheNumbersOfTheResult() throws IOException {
        Path page = directory.resolve("report.html");
        HtmlReport.write(List.of(evaluation()), page);
        Matcher data = Pattern.compile("(?s)id=\"charts\">(.*?)</script>").matcher(Files.readString(page));
        assertThat(data.find()).isTrue();
        JsonNode charts = new ObjectMapper().readTree(data.group(1));

        JsonNode bars = charts.path("chart-1").path("data");
        assertThat(bars.path("labels")).extracting(JsonNode::asText).containsExactly("lexical", "hybrid");
        assertThat(bars.path("intervals").path(0))
                .extracting(JsonNode::asDouble)
                .containsExactly(0.1, 0.9);
        JsonNode ranks = charts.path("chart-2").path("data");
        assertThat(ranks.path("labels"))
                .extracting(JsonNode::asText)
                .containsExactly("1", "2", "3", "4–5", "6–10", "> 10");
        assertThat(ranks.path("values").path("lexical"))
                .extracting(JsonNode::asDouble)
                .containsExactly(50.0, 50.0, 0.0, 0.0, 0.0, 0.0);
        assertThat(ranks.path("values").path("hybrid"))
                .extracting(JsonNode::asDouble)
                .containsExactly(50.0, 0.0, 0.0, 0.0, 0.0, 50.0);
        assertThat(charts.path("chart-3").path("data").path("values").path("hybrid"))
                .hasSize(5);
    }

    @Test
    void scoresOfTheTwoProtocolsNeverStandInOneTable() throws IOException {
        Path page = directory.resolve("report.html");
        HtmlReport.write(List.of(evaluation()), page);
        Matcher tables = Pattern.compile("(?s)<table.*?</table>").matcher(Files.readString(page));
        int batchTables = 0;
        while (tables.find()) {
            boolean batch = tables.group().contains("batch mrr");
            assertThat(batch && tables.group().contains("ndcg@10")).isFalse();
            batchTables += batch ? 1 : 0;
        }
        assertThat(batchTables).isEqualTo(1);
    }

    @Test
    void comparisonsAreTold() throws IOException {
        JudgedRun before = evaluation().judged("lexical");
        JudgedRun after = evaluation().judged("hybrid");
        List<Metric> metrics = List.of(Metric.of("ndcg@10"));
        List<Comparison> comparisons = Comparison.of(before.scores(metrics), Map.of("after", after.scores(metrics)));
        Path page = directory.resolve("compare.html");
        HtmlReport.write(
                "t", List.of(), comparisons, List.of(new Contrast("after against before", before, after)), page);
        assertThat(Files.readString(page))
                .contains("Differences to the baseline")
                .contains("after against before")
                .contains("Worst regressions");
    }

    @Test
    void changesAreSortedByHowMuchWasLost() {
        List<QuestionChange> worst = QuestionChange.most(
                evaluation().judged("lexical"), evaluation().judged("hybrid"), Metric.of("mrr"), true, 5);
        assertThat(worst).extracting(QuestionChange::id).containsExactly("q1");
        assertThat(worst.getFirst().hitsBefore().getFirst())
                .isEqualTo(new QuestionChange.RankedHit(1, "a", "label of a", 2));
        List<QuestionChange> best = QuestionChange.most(
                evaluation().judged("lexical"), evaluation().judged("hybrid"), Metric.of("mrr"), false, 5);
        assertThat(best).extracting(QuestionChange::id).containsExactly("q2");
    }

    @Test
    void theResultHasMtebsShape() throws IOException {
        Path file = MtebResult.write("StackOverflowQA", "test", evaluation(), directory);
        JsonNode result = new ObjectMapper().readTree(file.toFile());
        assertThat(file).isEqualTo(directory.resolve("mteb/StackOverflowQA.json"));
        assertThat(result.path("task_name").asText()).isEqualTo("StackOverflowQA");
        assertThat(result.path("dataset_revision").asText()).isEqualTo("sha256:abc");
        assertThat(result.path("evaluation_time").asDouble()).isEqualTo(1.5);
        JsonNode scores = result.path("scores").path("test").path(0);
        assertThat(scores.path("main_score").asDouble()).isCloseTo(0.5, within(1e-9));
        assertThat(scores.path("ndcg_at_10").asDouble())
                .isEqualTo(scores.path("main_score").asDouble());
        assertThat(scores.path("recall_at_1").asDouble()).isCloseTo(0.5, within(1e-9));
        assertThat(scores.has("ndcg_at_100")).isFalse();
        assertThat(scores.path("hf_subset").asText()).isEqualTo("default");
        assertThat(scores.path("languages").isArray()).isTrue();
    }

    @Test
    void aTaskIsKnownHoweverItIsWritten() {
        assertThat(MtebResult.task("stackoverflow-qa")).contains("StackOverflowQA");
        assertThat(MtebResult.task("CosQA")).contains("CosQA");
        assertThat(MtebResult.task("my-questions")).isEmpty();
    }

    /** Words find a at rank 1 and b at rank 2; both together lose a and bring b up. */
    private SavedEvaluation evaluation() {
        Map<String, Run> runs = new LinkedHashMap<>();
        runs.put(
                "lexical",
                new Run(
                        "lexical",
                        Map.of(
                                "q1", List.of(new Run.Hit("a", 2)),
                                "q2", List.of(new Run.Hit("x", 2), new Run.Hit("b", 1)))));
        runs.put(
                "hybrid",
                new Run("hybrid", Map.of("q1", List.of(new Run.Hit("x", 2)), "q2", List.of(new Run.Hit("b", 1)))));
        EvaluationResult result = new EvaluationResult(
                "set",
                "",
                2,
                2,
                "abc",
                10,
                "hybrid",
                "0",
                "2026-01-01T00:00:00Z",
                1.5,
                new EvaluationResult.IndexStamp("index", 3, 3, 0, 10, "2026-01-01T00:00:00Z", null, null, null, null),
                List.of(run("lexical"), run("hybrid")),
                List.of("a note"));
        return new SavedEvaluation(
                directory,
                result,
                Map.of("q1", "<img onerror=x> & how\nmore @DATA@", "q2", "why"),
                QRELS,
                runs,
                Map.of("a", "label of a"));
    }

    private static RunResult run(String ranking) {
        return new RunResult(
                ranking,
                Map.of("ndcg@10", 0.5),
                Map.of("ndcg@10", new Interval(0.1, 0.9)),
                new Latency(2, 10, 1, 2, 3, 4, 5),
                new RunResult.BatchScore(0.25, 2, 1, 0),
                null);
    }
}

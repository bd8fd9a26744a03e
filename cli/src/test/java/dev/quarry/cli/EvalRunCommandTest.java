package dev.quarry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evaluations from the command line: the judged questions of the samples, and a small data set. */
final class EvalRunCommandTest {
    @TempDir
    static Path shared;

    @TempDir
    Path scratch;

    private static Path samplesIndex;

    @BeforeAll
    static void indexSamples() {
        samplesIndex = shared.resolve("index");
        assertThat(new Shell(samplesIndex)
                        .run("index", Shell.SAMPLES.toString())
                        .exitCode())
                .isZero();
    }

    @Test
    void scoresTheSamplesAndFailsBelowAFloor() throws IOException {
        Shell.Result result = samples("--json", "--min", "ndcg@10=0.2", "--min", "recall@100=0.999");
        JsonNode printed =
                new ObjectMapper().readTree(result.out()).path("evaluations").path(0);

        assertThat(printed.path("questions").asInt()).isEqualTo(60);
        assertThat(printed.path("main").asText()).isEqualTo("lexical");
        JsonNode run = printed.path("runs").path(0);
        double ndcg = run.path("scores").path("ndcg@10").asDouble();
        assertThat(ndcg).isBetween(0.2, 1.0);
        assertThat(run.path("intervals").path("ndcg@10").path("low").asDouble()).isLessThan(ndcg);
        assertThat(run.path("latency_ms").path("p95").asDouble()).isPositive();
        assertThat(run.has("codesearchnet_batches")).isFalse();
        assertThat(result.exitCode()).isEqualTo(Quarry.NOTHING_FOUND);
        assertThat(result.err()).contains("recall@100 is 0.").doesNotContain("ndcg@10 is");
        assertThat(scratch.resolve("out")).isDirectoryContaining("glob:**/{report.html,lexical.run,qrels.txt}");
    }

    @Test
    void filesAreEasierToFindThanUnits() throws IOException {
        double units = primary(samples("--json", "--depth", "20"));
        double files = primary(samples("--json", "--level", "file", "--depth", "20"));
        assertThat(files).isGreaterThan(units);
    }

    private static double primary(Shell.Result result) throws IOException {
        return new ObjectMapper()
                .readTree(result.out())
                .at("/evaluations/0/runs/0/scores")
                .path("ndcg@10")
                .asDouble();
    }

    private Shell.Result samples(String... more) {
        String[] run = {
            "eval",
            "run",
            "--index",
            samplesIndex.toString(),
            "--judged",
            Shell.SAMPLES + "/questions.jsonl",
            "--in",
            Shell.SAMPLES.toString(),
            "--output",
            scratch.resolve("out").toString()
        };
        return new Shell(scratch).raw(concat(run, more));
    }

    @Test
    void aDataSetIsIndexedAndJudgedInOneCommand() throws IOException {
        Path beir = beir("");
        Shell.Result first = run("--beir", beir.toString(), "--task", "CosQA");

        assertThat(first.exitCode()).isZero();
        assertThat(first.out()).contains("zoo: 1 questions").containsPattern("lexical +1\\.0000 +1\\.000–1\\.000");
        assertThat(first.err()).contains("report.html").contains("CosQA.json");
        Shell.Result again =
                new Shell(scratch).raw("eval", "gate", scratch.resolve("out").toString(), "--min", "mrr=0.9");
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).contains("mrr 1.0000, floor 0.9");
        Shell.Result tooLow = new Shell(scratch)
                .raw("eval", "gate", scratch.resolve("out/lexical.run").toString(), "--min", "precision@10=0.9");
        assertThat(tooLow.exitCode()).isEqualTo(Quarry.NOTHING_FOUND);
        assertThat(tooLow.errorLines()).singleElement().asString().contains("precision@10 is 0.1000, below");
    }

    @Test
    void everyProblemOfADataSetIsALine() throws IOException {
        Shell.Result result = run("--beir", beir("q1\tnosuch\t1\nq7\tdog\t1\n").toString());
        assertThat(result.exitCode()).isEqualTo(Quarry.ERROR);
        assertThat(result.errorLines()).hasSize(2);
        assertThat(result.errorLines().getFirst()).contains("test.tsv:2: judges the document nosuch");
        assertThat(result.errorLines().getLast()).contains("test.tsv:3: judges the question q7");
    }

    @Test
    void malformedQuestionsAreToldWithFileAndLine() throws IOException {
        Path broken = Files.writeString(
                scratch.resolve("broken.jsonl"), "{\"id\":\"a\",\"question\":\"q\",\"relevant\":[]}\n");
        Shell.Result result = run("--judged", broken.toString());
        assertThat(result.exitCode()).isEqualTo(Quarry.ERROR);
        assertThat(result.errorLines()).singleElement().asString().contains("broken.jsonl:1: no answer");
    }

    @Test
    void judgementsThatTheCodeHasLeftBehindAreTold() throws IOException {
        Path gone = Files.writeString(scratch.resolve("gone.jsonl"), """
                {"id":"a","question":"q","relevant":[{"repository":"courier","path":"src/main/java/dev/sample/courier/policy/Fuse.java","unit":"Fuse.gone"}]}
                {"id":"b","question":"q","relevant":[{"repository":"courier","path":"src/main/java/dev/sample/courier/policy/Fuse.java","unit":"Fuse.admit"}]}
                {"id":"c","question":"q","relevant":[{"repository":"courier","path":"nosuch.java"}]}
                """);
        Shell.Result result = new Shell(scratch)
                .raw(
                        "eval",
                        "run",
                        "--judged",
                        gone.toString(),
                        "--existing",
                        samplesIndex.toString(),
                        "--output",
                        scratch.resolve("out").toString());
        assertThat(result.exitCode()).isEqualTo(Quarry.ERROR);
        assertThat(result.errorLines()).hasSize(2);
        assertThat(result.errorLines().getFirst()).contains("gone.jsonl:1: question a is answered by");
        assertThat(result.errorLines().getLast()).contains("gone.jsonl:3: question c is answered by courier/nosuch");
    }

    @Test
    void badOptionsAreToldBeforeAnythingRuns() throws IOException {
        String beir = beir("").toString();
        for (String[] options : new String[][] {
            {"--min", "ndgc@10=0.5"},
            {"--min", "ndcg@10=5"},
            {"--metric", "nosuch"},
            {"--semantic"},
            {"--exact"},
            {"--depth", "0"},
            {"--in", "x"},
            {"--existing", "x", "--index", "y"},
            {"--judged", "x"},
            {"--split", "nosuch"},
            {"--existing", "nosuch"},
            {"--existing", samplesIndex.toString()},
            {"--task", "CosQA", "--depth", "5"},
        }) {
            Shell.Result result = new Shell(scratch)
                    .raw(concat(
                            new String[] {
                                "eval",
                                "run",
                                "--beir",
                                beir,
                                "--output",
                                scratch.resolve("none").toString()
                            },
                            options));
            assertThat(result.exitCode()).as(String.join(" ", options)).isEqualTo(Quarry.ERROR);
            assertThat(result.errorLines())
                    .as(String.join(" ", options))
                    .singleElement()
                    .asString()
                    .startsWith("quarry: ");
            assertThat(result.out()).isEmpty();
        }
    }

    @Test
    void comparesRunsAndShowsTheQuestions() throws IOException {
        Path qrels = Files.writeString(scratch.resolve("qrels.txt"), "q1 0 a 1\nq2 0 b 1\n");
        Path first = Files.writeString(scratch.resolve("first.run"), "q1 Q0 a 1 2 x\nq2 Q0 x 1 2 x\nq2 Q0 b 2 1 x\n");
        Path second = Files.writeString(scratch.resolve("second.run"), "q1 Q0 x 1 2 x\nq2 Q0 b 1 2 x\n");
        Path page = scratch.resolve("page.html");
        Shell shell = new Shell(scratch);

        Shell.Result result =
                shell.raw("eval", "compare", first.toString(), second.toString(), "--html", page.toString());
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("1 questions better, 1 worse")
                .contains("not significant")
                .contains("1.000 → 0.000  q1")
                .contains("0.631 → 1.000  q2");
        assertThat(page).exists();
        JsonNode json = new ObjectMapper()
                .readTree(shell.raw("eval", "compare", first.toString(), second.toString(), "--json")
                        .out());
        JsonNode item = json.path("comparisons").path(0);
        assertThat(item.path("p_corrected").asDouble()).isEqualTo(1);
        assertThat(item.path("worst_questions").path(0).path("id").asText()).isEqualTo("q1");

        Files.writeString(qrels, "q1 0 a 1\n");
        Path elsewhere = Files.createDirectories(scratch.resolve("b"));
        Files.writeString(elsewhere.resolve("qrels.txt"), "q1 0 a 2\n");
        Path other = Files.copy(first, elsewhere.resolve("first.run"));
        Shell.Result incomparable = shell.raw("eval", "compare", first.toString(), other.toString());
        assertThat(incomparable.exitCode()).isEqualTo(Quarry.ERROR);
        assertThat(incomparable.errorLines()).singleElement().asString().contains("other questions or judgements");
    }

    @Test
    void theGateStopsASignificantRegression() throws IOException {
        StringBuilder qrels = new StringBuilder();
        StringBuilder good = new StringBuilder();
        StringBuilder bad = new StringBuilder();
        for (int q = 0; q < 10; q++) {
            qrels.append("q" + q + " 0 a 1\n");
            good.append("q" + q + " Q0 a 1 2 x\n");
            bad.append("q" + q + " Q0 b 1 2 x\n");
        }
        Files.writeString(scratch.resolve("qrels.txt"), qrels);
        String before = Files.writeString(scratch.resolve("good.run"), good).toString();
        String after = Files.writeString(scratch.resolve("bad.run"), bad).toString();
        Shell shell = new Shell(scratch);

        Shell.Result worse = shell.raw("eval", "gate", after, "--against", before);
        assertThat(worse.exitCode()).isEqualTo(Quarry.NOTHING_FOUND);
        assertThat(worse.errorLines())
                .singleElement()
                .asString()
                .contains("10 worse")
                .contains("significant");
        assertThat(shell.raw("eval", "gate", before, "--against", after).exitCode())
                .isZero();
        assertThat(shell.raw("eval", "gate", before).exitCode()).isEqualTo(Quarry.ERROR);
    }

    private Shell.Result run(String... arguments) {
        String[] run = {
            "eval",
            "run",
            "--index",
            scratch.resolve("index").toString(),
            "--output",
            scratch.resolve("out").toString()
        };
        return new Shell(scratch).raw(concat(run, arguments));
    }

    private Path beir(String judgements) throws IOException {
        Path beir = Files.createDirectories(scratch.resolve("zoo/qrels")).getParent();
        Files.writeString(
                beir.resolve("corpus.jsonl"),
                "{\"_id\": \"dog\", \"text\": \"the dog barks\"}\n{\"_id\": \"cat\", \"text\": \"the cat sleeps\"}\n");
        Files.writeString(beir.resolve("queries.jsonl"), "{\"_id\": \"q1\", \"text\": \"which dog barks\"}\n");
        Files.writeString(
                beir.resolve("qrels/test.tsv"),
                "query-id\tcorpus-id\tscore\n" + (judgements.isEmpty() ? "q1\tdog\t1\n" : judgements));
        return beir;
    }

    private static String[] concat(String[] first, String... second) {
        String[] all = new String[first.length + second.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}

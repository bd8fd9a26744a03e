package dev.quarry.eval.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.quarry.encoder.Encoder;
import dev.quarry.eval.data.Beir;
import dev.quarry.eval.data.CodeSearchNet;
import dev.quarry.eval.data.DataSet;
import dev.quarry.lateinteraction.CodeSearcher;
import dev.quarry.lateinteraction.SearchFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {
    @TempDir
    private Path directory;

    private Path beir;

    @BeforeEach
    void write() throws IOException {
        beir = directory.resolve("zoo");
        Files.createDirectories(beir.resolve("qrels"));
        writeCorpus("""
                {"_id": "cat", "title": "pets", "text": "the cat sleeps all day"}
                {"_id": "dog", "title": "pets", "text": "the dog barks at the postman"}
                {"_id": "owl", "title": "", "text": "the owl hunts at night, when the cat sleeps"}
                """);
        Files.writeString(beir.resolve("queries.jsonl"), """
                {"_id": "q1", "text": "which dog barks"}
                {"_id": "q2", "text": "who hunts the cat"}
                {"_id": "q3", "text": "zebra stripes"}
                """);
        Files.writeString(
                beir.resolve("qrels/test.tsv"), "query-id\tcorpus-id\tscore\nq1\tdog\t1\nq2\tcat\t1\nq3\towl\t1\n");
    }

    private void writeCorpus(String lines) throws IOException {
        Files.writeString(beir.resolve("corpus.jsonl"), lines);
    }

    @Test
    void documentsGoThroughTheIndexAndQuestionsAreScored() throws IOException {
        SavedEvaluation saved = evaluate(Optional.empty(), List.of(Configuration.LEXICAL));

        assertThat(saved.runs().get("lexical").ranking("q1")).startsWith("dog");
        assertThat(saved.runs().get("lexical").ranking("q2")).startsWith("owl", "cat");
        assertThat(saved.runs().get("lexical").ranking("q3")).isEmpty();
        RunResult run = saved.result().mainRun();
        assertThat(run.scores().get("mrr@10")).isCloseTo((1 + 0.5 + 0) / 3, within(1e-12));
        assertThat(run.intervals().get("mrr@10").low()).isLessThan(0.5);
        assertThat(run.latency().questions()).isEqualTo(3);
        assertThat(run.batches()).isNull();
        assertThat(saved.result().index().files()).isEqualTo(3);
        assertThat(saved.labels()).containsEntry("dog", "the dog barks at the postman");
        assertThat(SavedEvaluation.read(directory.resolve("out")).result()).isEqualTo(saved.result());
        assertThat(JudgedRun.read(directory.resolve("out/lexical.run"), Optional.empty())
                        .scores(Settings.METRICS))
                .isEqualTo(saved.judged("lexical").scores(Settings.METRICS));
    }

    @Test
    void everyConfigurationIsAskedAndTextsBeyondTheLimitAreTold() throws IOException {
        writeCorpus(Files.readString(beir.resolve("corpus.jsonl")) + "{\"_id\": \"long\", \"text\": \""
                + "word ".repeat(40) + "\"}\n");
        Files.writeString(
                beir.resolve("queries.jsonl"),
                Files.readString(beir.resolve("queries.jsonl")).replace("zebra stripes", "zebra stripes ".repeat(20)));
        SavedEvaluation saved = evaluate(Optional.of(new WordEncoder()), List.of(Configuration.values()));

        assertThat(saved.runs().keySet())
                .containsExactly("lexical", "semantic", "hybrid", "semantic-exact", "hybrid-exact");
        assertThat(saved.result().main()).isEqualTo("hybrid");
        assertThat(saved.runs().get("semantic-exact").ranking("q1")).startsWith("dog");
        assertThat(saved.runs().get("semantic-exact").ranking("q3")).hasSize(4);
        assertThat(saved.result().notes())
                .containsExactly(
                        "1 of 3 questions are longer than the 12 tokens that the model reads: their ends are ranked by words alone",
                        "1 documents are longer than the model reads: their ends are ranked by words alone");
    }

    @Test
    void questionsOfVeryManyWordsAreTold() throws IOException {
        StringBuilder words = new StringBuilder("dog");
        for (int i = 0; i < 400; i++) {
            words.append(" w").append(i);
        }
        Files.writeString(
                beir.resolve("queries.jsonl"),
                Files.readString(beir.resolve("queries.jsonl")).replace("which dog barks", words));
        SavedEvaluation saved = evaluate(Optional.empty(), List.of(Configuration.LEXICAL));
        assertThat(saved.result().notes())
                .containsExactly("1 questions have more than 256 different words: words rank by the rarest of them");
        assertThat(saved.runs().get("lexical").ranking("q1")).startsWith("dog");
    }

    @Test
    void aMetricThatLooksDeeperThanWhatIsTakenIsTold() throws IOException {
        Settings shallow = new Settings(List.of(Configuration.LEXICAL), Settings.METRICS, 10, "test", false);
        Target target = new Target(index(), false, SearchFilter.everything(), Optional.empty());
        SavedEvaluation saved = new Evaluation(shallow, target, (step, done, count) -> {})
                .run(Beir.read(beir, "test"), directory.resolve("out"));
        assertThat(saved.result().notes())
                .containsExactly(
                        "recall@100: no more than 10 documents are taken of each ranking: give a greater --depth");
    }

    @Test
    void onlyWhatChangedIsEncodedAgain() throws IOException {
        WordEncoder encoder = new WordEncoder();
        evaluate(Optional.of(encoder), List.of(Configuration.HYBRID));
        assertThat(encoder.documents()).isEqualTo(3);
        writeCorpus("""
                {"_id": "cat", "title": "pets", "text": "the cat sleeps all day"}
                {"_id": "dog", "title": "pets", "text": "the dog barks at the moon"}
                {"_id": "fox", "title": "", "text": "the fox runs"}
                """);
        Files.writeString(beir.resolve("qrels/test.tsv"), "q1\tdog\t1\n");
        SavedEvaluation saved = evaluate(Optional.of(encoder), List.of(Configuration.HYBRID));
        assertThat(encoder.documents()).isEqualTo(5);
        assertThat(saved.result().index().files()).isEqualTo(3);
        assertThat(saved.runs().get("hybrid").ranking("q1")).doesNotContain("owl");
    }

    @Test
    void aRunThatWasStoppedGoesOnWithTheSameResult() throws IOException {
        SavedEvaluation whole = evaluate(Optional.empty(), List.of(Configuration.LEXICAL));
        Path log = directory.resolve("again/answers.log");
        List<String> asked = new ArrayList<>();

        assertThatThrownBy(() -> evaluation(Optional.empty(), 2, asked).run(Beir.read(beir, "test"), log.getParent()))
                .isInstanceOf(StoppedException.class);
        assertThat(Files.readAllLines(log)).hasSize(1 + 2);
        Files.writeString(log, Files.readString(log) + "{\"id\": \"q3\", \"ru"); // cut off in the middle of a line
        SavedEvaluation resumed = evaluation(Optional.empty(), -1, asked).run(Beir.read(beir, "test"), log.getParent());

        assertThat(asked).filteredOn("asking 1"::equals).hasSize(2); // of the second run the one question that was left
        assertThat(asked).filteredOn("asking 2"::equals).hasSize(1);
        assertThat(resumed.runs()).isEqualTo(whole.runs());
        assertThat(resumed.result().mainRun().scores())
                .isEqualTo(whole.result().mainRun().scores());
        assertThat(log).doesNotExist();
    }

    @Test
    void answersOfAnotherIndexAreNotUsed() throws IOException {
        evaluate(Optional.empty(), List.of(Configuration.LEXICAL));
        Path again = directory.resolve("again");
        assertThatThrownBy(
                        () -> evaluation(Optional.empty(), 2, new ArrayList<>()).run(Beir.read(beir, "test"), again))
                .isInstanceOf(StoppedException.class);
        writeCorpus("""
                {"_id": "dog", "text": "a dog"}
                {"_id": "cat", "text": "a cat"}
                {"_id": "owl", "text": "zebra stripes"}
                """);
        SavedEvaluation resumed =
                evaluation(Optional.empty(), -1, new ArrayList<>()).run(Beir.read(beir, "test"), again);
        assertThat(resumed.runs().get("lexical").ranking("q2")).containsExactly("cat");
    }

    /**
     * CodeSearchNet's protocol by hand: of four pairs, one batch. Words find the second and the third function for both "sort
     * list" and "sort"; a tie counts against the right one; what is not found is behind all others.
     */
    @Test
    void theBatchProtocolRanksAmongTheBatchAlone() throws IOException {
        String function =
                "{\"url\":\"%s\",\"func_name\":\"x\",\"language\":\"java\",\"code\":\"%s\",\"docstring\":\"\","
                        + "\"docstring_tokens\":[\"%s\"],\"code_tokens\":[]}\n";
        Path file = Files.writeString(
                directory.resolve("java.jsonl"),
                function.formatted("u1", "alpha beta", "alpha") // found alone: rank 1
                        + function.formatted("u2", "sort list", "sort") // ties with u3: rank 2
                        + function.formatted("u3", "sort list", "list") // ties with u2: rank 2
                        + function.formatted("u4", "gamma", "delta")); // not found: rank 4
        DataSet set = CodeSearchNet.read(List.of(file));
        SavedEvaluation saved =
                evaluation(Optional.empty(), -1, new ArrayList<>()).run(set, directory.resolve("out"));

        RunResult.BatchScore score = saved.result().mainRun().batches();
        assertThat(score.mrr()).isCloseTo((1 + 1 / 2.0 + 1 / 2.0 + 1 / 4.0) / 4, within(1e-12));
        assertThat(score.batchSize()).isEqualTo(4);
        assertThat(score.batches()).isEqualTo(1);
        assertThat(saved.result().mainRun().scores()).doesNotContainKey("batch mrr");
    }

    @Test
    void anIndexThatWasMadeForSomethingElseHasNoBatches() throws IOException {
        evaluate(Optional.empty(), List.of(Configuration.LEXICAL));
        String function =
                "{\"url\":\"dog\",\"func_name\":\"x\",\"language\":\"java\",\"code\":\"x\",\"docstring\":\"\","
                        + "\"docstring_tokens\":[\"barks\"],\"code_tokens\":[]}\n";
        DataSet set = CodeSearchNet.read(List.of(Files.writeString(directory.resolve("java.jsonl"), function)));
        Target existing = new Target(index(), true, SearchFilter.everything(), Optional.empty());
        SavedEvaluation saved = new Evaluation(settings(List.of(Configuration.LEXICAL)), existing, (s, d, c) -> {})
                .run(set, directory.resolve("out"));
        assertThat(saved.result().mainRun().batches()).isNull();
        assertThat(saved.result().notes()).singleElement().asString().contains("protocol is left out");
        assertThat(saved.result().mainRun().scores()).containsEntry("success@1", 1.0);
    }

    @Test
    void severalUnitsOfALongDocumentAreOneDocument() throws IOException {
        String lines = "the dog barks again and again\\n".repeat(450);
        writeCorpus("{\"_id\": \"dog\", \"text\": \"" + lines + "\"}\n{\"_id\": \"cat\", \"text\": \"cat\"}\n"
                + "{\"_id\": \"owl\", \"text\": \"dog\"}\n");
        SavedEvaluation saved = evaluate(Optional.empty(), List.of(Configuration.LEXICAL));
        assertThat(saved.result().index().units()).isGreaterThan(3);
        assertThat(saved.runs().get("lexical").ranking("q1")).containsExactlyInAnyOrder("dog", "owl");
        try (CodeSearcher searcher = CodeSearcher.open(index())) {
            assertThat(searcher.status().fileCount()).isEqualTo(3);
        }
    }

    private SavedEvaluation evaluate(Optional<Encoder> encoder, List<Configuration> configurations) throws IOException {
        Target target = new Target(index(), false, SearchFilter.everything(), encoder);
        return new Evaluation(settings(configurations), target, (step, done, count) -> {})
                .run(Beir.read(beir, "test"), directory.resolve("out"));
    }

    /** An evaluation that stops itself after so many questions. */
    private Evaluation evaluation(Optional<Encoder> encoder, int stopAfter, List<String> steps) {
        Target target = new Target(index(), false, SearchFilter.everything(), encoder);
        Evaluation[] evaluation = new Evaluation[1];
        evaluation[0] = new Evaluation(settings(List.of(Configuration.LEXICAL)), target, (step, done, count) -> {
            steps.add(step + " " + done);
            if (step.equals("asking") && done == stopAfter) {
                evaluation[0].stop();
            }
        });
        return evaluation[0];
    }

    private static Settings settings(List<Configuration> configurations) {
        return new Settings(configurations, Settings.METRICS, Settings.DEPTH, "test", false);
    }

    private Path index() {
        return directory.resolve("index");
    }
}

package dev.quarry.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
    @TempDir
    private Path directory;

    @Test
    void tiesGoToTheGreaterIdAndScoresAreComparedAsFloats() {
        Run run = new Run(
                "r",
                Map.of(
                        "q",
                        List.of(
                                new Run.Hit("a", 0.5),
                                new Run.Hit("c", 0.5 + 1e-12),
                                new Run.Hit("b", 0.5),
                                new Run.Hit("d", 0.4))));
        assertThat(run.ranking("q")).containsExactly("c", "b", "a", "d");
        assertThat(run.ranking("unknown")).isEmpty();
    }

    @Test
    void aDocumentIsReturnedOnce() {
        assertThatThrownBy(() -> new Run("r", Map.of("q", List.of(new Run.Hit("a", 1), new Run.Hit("a", 0)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("run r returns document a twice for query q");
    }

    @Test
    void aScoreIsANumber() {
        assertThatThrownBy(() -> new Run("r", Map.of("q", List.of(new Run.Hit("a", Double.NaN)))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aJudgedQueryWithoutHitsScoresZeroAndAnUnjudgedOneDoesNotCount() {
        Qrels qrels = new Qrels(Map.of("q1", Map.of("a", 1), "q2", Map.of("a", 1)));
        Run run = new Run("r", Map.of("q1", List.of(new Run.Hit("a", 1)), "q3", List.of(new Run.Hit("b", 1))));
        Scores scores = Scores.of(Metric.of("mrr@10"), qrels, run);
        assertThat(scores.byQuery()).containsOnly(Map.entry("q1", 1.0), Map.entry("q2", 0.0));
        assertThat(scores.mean()).isEqualTo(0.5);
    }

    @Test
    void aRunIsReadAsItWasWritten() throws IOException {
        Run run = new Run(
                "mine",
                Map.of("q", List.of(new Run.Hit("a/B.java#B.c", 0.25), new Run.Hit("b", 3.5), new Run.Hit("c", -1))));
        Path file = directory.resolve("run.txt");
        TrecFiles.write(run, file);
        assertThat(Files.readAllLines(file))
                .containsExactly("q Q0 b 1 3.5 mine", "q Q0 a/B.java#B.c 2 0.25 mine", "q Q0 c 3 -1.0 mine");
        Run read = TrecFiles.run(file);
        assertThat(read.name()).isEqualTo("mine");
        assertThat(read.ranking("q")).isEqualTo(run.ranking("q"));
    }

    @Test
    void aBrokenLineIsNamed() throws IOException {
        Path file = directory.resolve("bad.txt");
        Files.writeString(file, "q1 0 a 1\n\nq1 0 b\n");
        assertThatThrownBy(() -> TrecFiles.qrels(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(file + ":3: has 3 fields");
        Files.writeString(file, "q1 0 a high\n");
        assertThatThrownBy(() -> TrecFiles.qrels(file)).hasMessage(file + ":1: 'high' is no whole number");
        Files.writeString(file, "q1 0 a 1\nq1 0 a 0\n");
        assertThatThrownBy(() -> TrecFiles.qrels(file)).hasMessageContaining("judged twice");
        Files.writeString(file, "q1 Q0 a 1 0.5 r\nq1 Q0 a 2 0.4 r\n");
        assertThatThrownBy(() -> TrecFiles.run(file)).hasMessageStartingWith(file + ": run r returns document a twice");
    }
}

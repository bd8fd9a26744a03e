package dev.quarry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The judged questions of the samples, as the evaluation asks them. */
final class EvalRunCommandTest {
    @TempDir
    Path scratch;

    @Test
    void scoresTheSamplesAndFailsBelowAFloor() throws IOException {
        String[] run = {
            "eval",
            "run",
            "--index",
            scratch.toString(),
            "--judged",
            Shell.SAMPLES + "/questions.jsonl",
            "--json",
            "--in",
            Shell.SAMPLES.toString(),
            "--min",
            "ndcg@10=0.2",
            "--min",
            "recall@100=0.999"
        };

        Shell.Result result = new Shell(scratch).raw(run);
        JsonNode printed = new ObjectMapper().readTree(result.out());

        assertThat(printed.get("questions").asInt()).isEqualTo(60);
        assertThat(printed.get("ranking").asText()).isEqualTo("lexical");
        assertThat(printed.get("scores").get("ndcg@10").asDouble()).isBetween(0.2, 1.0);
        assertThat(result.exitCode()).isEqualTo(Quarry.NOTHING_FOUND);
        assertThat(result.err()).contains("recall@100 is 0.").doesNotContain("ndcg@10 is");
    }

    @Test
    void malformedQuestionsAreToldWithFileAndLine() throws IOException {
        Path broken = Files.writeString(
                scratch.resolve("broken.jsonl"), "{\"id\":\"a\",\"question\":\"q\",\"relevant\":[]}\n");

        Shell.Result result = new Shell(scratch)
                .raw("eval", "run", "--index", scratch.resolve("index").toString(), "--judged", broken.toString());

        assertThat(result.exitCode()).isEqualTo(Quarry.ERROR);
        assertThat(result.errorLines())
                .singleElement()
                .asString()
                .contains("broken.jsonl")
                .contains("1");
    }
}

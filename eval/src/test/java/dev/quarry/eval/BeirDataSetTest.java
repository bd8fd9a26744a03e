package dev.quarry.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BeirDataSetTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectory(directory.resolve("qrels"));
        Files.writeString(directory.resolve("corpus.jsonl"), """
                {"_id": "d1", "title": "T", "text": "one", "metadata": {"a": 1}}

                {"_id": 2, "text": "two"}
                """);
        Files.writeString(directory.resolve("queries.jsonl"), """
                {"_id": "q1", "text": "first?"}
                {"_id": "q2", "text": "second?"}
                """);
        Files.writeString(directory.resolve("qrels/test.tsv"), "query-id\tcorpus-id\tscore\nq2\td1\t2\nq2\t2\t0\n");
    }

    @Test
    void readsTheQueriesThatTheSplitJudges() throws IOException {
        BeirDataSet data = BeirDataSet.read(directory, "test");
        assertThat(data.documents())
                .containsExactly(new BeirDataSet.Document("d1", "T", "one"), new BeirDataSet.Document("2", "", "two"));
        assertThat(data.queries()).containsExactly(Map.entry("q2", "second?"));
        assertThat(data.qrels().of("q2")).isEqualTo(Map.of("d1", 2, "2", 0));
    }

    @Test
    void aBrokenLineIsNamed() throws IOException {
        Path corpus = directory.resolve("corpus.jsonl");
        Files.writeString(corpus, "{\"_id\": \"d1\", \"text\": \"one\"}\n{\"_id\": \"d2\"}\n");
        assertThatThrownBy(() -> BeirDataSet.read(directory, "test"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(corpus + ":2: has no field 'text'");
        Files.writeString(corpus, "{\"_id\":\n");
        assertThatThrownBy(() -> BeirDataSet.read(directory, "test"))
                .hasMessageStartingWith(corpus + ":1: is not valid JSON");
    }

    @Test
    void aJudgementIsAWholeNumber() throws IOException {
        Path qrels = directory.resolve("qrels/test.tsv");
        Files.writeString(qrels, "q1\td1\t1\nq1\td2\tyes\n");
        assertThatThrownBy(() -> BeirDataSet.read(directory, "test"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(qrels + ":2: expected");
    }

    @Test
    void aJudgedQueryHasAText() throws IOException {
        Files.writeString(directory.resolve("qrels/dev.tsv"), "query-id\tcorpus-id\tscore\nq9\td1\t1\n");
        assertThatThrownBy(() -> BeirDataSet.read(directory, "dev"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has no query q9");
    }
}

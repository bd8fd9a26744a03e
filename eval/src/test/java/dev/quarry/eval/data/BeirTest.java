package dev.quarry.eval.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BeirTest {
    @TempDir
    private Path directory;

    private Path corpus;
    private Path queries;
    private Path qrels;

    @BeforeEach
    void write() throws IOException {
        corpus = directory.resolve("corpus.jsonl");
        queries = directory.resolve("queries.jsonl");
        qrels = Files.createDirectory(directory.resolve("qrels")).resolve("test.tsv");
        Files.writeString(corpus, """
                {"_id": "d1", "title": "T", "text": "one", "metadata": {"a": 1}}

                {"_id": 2, "text": "two\\r\\nlines"}
                """);
        Files.writeString(queries, """
                {"_id": "q1", "text": "first?"}
                {"_id": "q2", "text": "second?"}
                """);
        Files.writeString(qrels, "query-id\tcorpus-id\tscore\nq2\td1\t2\nq2\t2\t0\n");
    }

    @Test
    void readsTheQueriesThatTheSplitJudges() throws IOException {
        DataSet data = Beir.read(directory, "test");
        assertThat(data.questions()).containsExactly(Map.entry("q2", "second?"));
        assertThat(data.qrels().of("q2")).isEqualTo(Map.of("d1", 2, "2", 0));
        assertThat(data.judgements()).isEqualTo(2);
        assertThat(data.name()).isEqualTo(directory.getFileName().toString());
        List<Document> documents = documents(data);
        assertThat(documents).extracting(Document::id).containsExactly("d1", "2");
        assertThat(documents.getFirst().unit().text()).isEqualTo("T\none");
        assertThat(documents.getLast().unit().source()).isEqualTo("two\nlines");
        assertThat(documents.getLast().unit().lines()).containsExactly(1, 2);
        assertThat(documents.getLast().unitIn("batch-1").path()).isEqualTo("2");
    }

    @Test
    void gzippedFilesAndJudgementsInJsonAreTheSame() throws IOException {
        DataSet plain = Beir.read(directory, "test");
        List<Document> documents = documents(plain);
        gzip(corpus);
        gzip(queries);
        Files.delete(qrels);
        Files.writeString(directory.resolve("qrels/test.jsonl"), """
                {"query-id": "q2", "corpus-id": "d1", "score": 2}
                {"query-id": "q2", "corpus-id": 2, "score": 0}
                """);
        DataSet packed = Beir.read(directory, "test");
        assertThat(packed.qrels()).isEqualTo(plain.qrels());
        assertThat(packed.questions()).isEqualTo(plain.questions());
        assertThat(documents(packed)).isEqualTo(documents);
    }

    @Test
    void everyProblemIsALineWithFileAndLine() throws IOException {
        Files.writeString(corpus, """
                {"_id": "d1", "text": "one"}
                {"text": "no id"}
                {"_id": "d1", "text": "again"}
                {"_id": "d2"}
                {"_id":
                [1]
                """);
        Files.writeString(
                qrels,
                "query-id\tcorpus-id\tscore\nq2\td1\tyes\nq9\td1\t1\nq2\td7\t1\nq2\td1\t1\nq2\td1\t1\nq2 d1 1\n");
        assertThat(problems())
                .containsExactly(
                        corpus + ":2: has no field '_id'",
                        corpus + ":3: the id d1 occurs twice, first on line 1",
                        corpus + ":4: has no field 'text'",
                        corpus + ":5: is not valid JSON: Unexpected end-of-input within/between Object entries",
                        corpus + ":6: expected a JSON object",
                        qrels + ":2: the score 'yes' is no whole number",
                        qrels + ":3: judges the question q9, which is not among the queries",
                        qrels + ":4: judges the document d7, which is not in the corpus",
                        qrels + ":6: d1 is judged twice for q2",
                        qrels + ":7: has 1 fields, expected 'query-id<tab>corpus-id<tab>score'");
    }

    @Test
    void problemsBeyondTwentyAreCounted() throws IOException {
        Files.writeString(corpus, "{\"_id\": \"\", \"text\": \"x\"}\n".repeat(25));
        List<String> problems = problems();
        assertThat(problems).hasSize(21);
        assertThat(problems.getLast()).isEqualTo("and 5 more like these");
    }

    @Test
    void anotherEncodingIsNamed() throws IOException {
        String lines = "{\"_id\": \"d1\", \"text\": \"one\"}\n{\"_id\": \"2\", \"text\": \"caf\u00e9\"}\n";
        Files.write(corpus, lines.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(problems().getFirst())
                .startsWith(corpus + ":2: byte 0xe9 at 26 is not UTF-8")
                .contains("iconv");
        Files.write(corpus, lines.getBytes(StandardCharsets.UTF_16));
        assertThat(problems()).singleElement().asString().startsWith(corpus + ":1: is UTF-16");
        Files.write(corpus, ("\ufeff" + lines).getBytes(StandardCharsets.UTF_8));
        assertThat(Beir.read(directory, "test").corpus().orElseThrow().size()).isEqualTo(2);
    }

    @Test
    void aGzipStreamThatBreaksOffOrIsNoneIsNamed() throws IOException {
        Files.writeString(corpus, "{\"_id\": \"d1\", \"text\": \"" + "random ".repeat(40_000) + "\"}\n");
        byte[] packed = gzipped(corpus);
        Files.delete(corpus);
        Path gz = directory.resolve("corpus.jsonl.gz");
        Files.write(gz, Arrays.copyOf(packed, packed.length / 2));
        assertThat(problems()).singleElement().asString().startsWith(gz + ":1: the gzip stream breaks off");
        Files.writeString(gz, "{\"_id\": \"d1\", \"text\": \"one\"}\n");
        assertThat(problems()).singleElement().asString().startsWith(gz + ":1: is not gzipped");
        packed[packed.length / 2] ^= 0x55;
        Files.write(gz, packed);
        assertThat(problems().getLast()).startsWith(gz + ":").contains("the gzip stream breaks off or is damaged");
    }

    @Test
    void aStreamThatBreaksOffIsToldBehindTwentyOtherProblems() throws IOException {
        Files.writeString(corpus, "{\"_id\": \"d1\", \"text\": \"one\"}\n".repeat(60_000));
        byte[] packed = gzipped(corpus);
        Files.delete(corpus);
        Path gz = directory.resolve("corpus.jsonl.gz");
        Files.write(gz, Arrays.copyOf(packed, packed.length - 10));
        List<String> problems = problems();
        assertThat(problems.getFirst()).isEqualTo(gz + ":2: the id d1 occurs twice, first on line 1");
        assertThat(problems.getLast()).contains(": the gzip stream breaks off");
        assertThat(problems).hasSize(22);
    }

    @Test
    void aMissingFileSaysWhatALayoutIs() throws IOException {
        Files.delete(qrels);
        assertThatThrownBy(() -> Beir.read(directory, "test"))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("qrels/test.tsv")
                .hasMessageContaining("--split");
    }

    @Test
    void halfACharacterOfJsonIsReplaced() throws IOException {
        Files.writeString(
                corpus, "{\"_id\": \"d1\", \"text\": \"a\\ud800b\\ud83d\\ude00\"}\n{\"_id\": \"2\", \"text\": \"\"}\n");
        assertThat(documents(Beir.read(directory, "test")).getFirst().unit().source())
                .isEqualTo("a\ufffdb\ud83d\ude00");
    }

    private List<String> problems() {
        return catchThrowableOfType(DataSetException.class, () -> Beir.read(directory, "test"))
                .problems();
    }

    private static List<Document> documents(DataSet data) throws IOException {
        List<Document> documents = new ArrayList<>();
        data.corpus().orElseThrow().read(documents::add);
        return documents;
    }

    private static void gzip(Path file) throws IOException {
        Files.write(Path.of(file + ".gz"), gzipped(file));
        Files.delete(file);
    }

    private static byte[] gzipped(Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            Files.copy(file, out);
        }
        return bytes.toByteArray();
    }
}

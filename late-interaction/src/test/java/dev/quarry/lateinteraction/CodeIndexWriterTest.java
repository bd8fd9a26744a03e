package dev.quarry.lateinteraction;

import static dev.quarry.lateinteraction.Fixtures.add;
import static dev.quarry.lateinteraction.Fixtures.method;
import static dev.quarry.lateinteraction.Fixtures.parsed;
import static dev.quarry.lateinteraction.Fixtures.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeIndexWriterTest {

    private static final ModelStamp TINY = new ModelStamp("tiny", "abc123", 4);

    @TempDir
    private Path temporary;

    private Path index;

    @BeforeEach
    void chooseIndex() {
        index = temporary.resolve("index");
    }

    private CodeIndexWriter open() {
        return CodeIndexWriter.open(index, Optional.empty(), "s1");
    }

    private List<String> found(String question) {
        try (CodeSearcher searcher = CodeSearcher.open(index)) {
            return searcher.search(SearchRequest.of(question)).stream()
                    .map(hit -> hit.unit().name())
                    .toList();
        }
    }

    @Test
    void replacingAFileReplacesItsUnitsAndNoOthers() {
        try (CodeIndexWriter writer = open()) {
            add(
                    writer,
                    method("r", "A.java", "alpha", "void alpha() {}"),
                    method("r", "A.java", "beta", "void beta() {}"));
            add(writer, method("r", "B.java", "gamma", "void gamma() {}"));
            add(writer, method("other", "A.java", "delta", "void delta() {}"));
            writer.commit();
            add(writer, method("r", "A.java", "epsilon", "void epsilon() {}"));
            writer.commit();
        }

        assertThat(found("sample")).containsExactlyInAnyOrder("gamma", "delta", "epsilon");
    }

    @Test
    void deletingAFileOrARepositoryDeletesItsUnitsAndRecords() {
        try (CodeIndexWriter writer = open()) {
            add(writer, method("r", "A.java", "alpha", "void alpha() {}"));
            add(writer, method("r", "B.java", "beta", "void beta() {}"));
            add(writer, method("other", "A.java", "gamma", "void gamma() {}"));
            writer.commit();
            writer.deleteFile("r", "A.java");
            assertThat(writer.contentHashes("r")).containsOnlyKeys("B.java");
            writer.commit();
            assertThat(found("sample")).containsExactlyInAnyOrder("beta", "gamma");
            writer.deleteRepository("r");
            assertThat(writer.contentHashes("r")).isEmpty();
            writer.commit();
        }

        assertThat(found("sample")).containsExactly("gamma");
    }

    @Test
    void contentHashesTellWhatIsIndexedWithTheChangesOfThisWriter() {
        try (CodeIndexWriter writer = open()) {
            writer.replaceFile(parsed("r", "A.java", "a1", 0), List.of());
            writer.replaceFile(parsed("r", "B.java", "b1", 0), List.of());
            writer.commit();
            writer.replaceFile(parsed("r", "B.java", "b2", 0), List.of());
            writer.replaceFile(parsed("other", "C.java", "c1", 0), List.of());

            assertThat(writer.contentHashes("r")).isEqualTo(Map.of("A.java", "a1", "B.java", "b2"));
        }
    }

    @Test
    void originsAreKeptWithTheCommitAndGoWithTheirRepository() {
        try (CodeIndexWriter writer = open()) {
            writer.replaceFile(parsed("r", "A.java", "a1", 0), List.of());
            writer.replaceFile(parsed("unsaid", "B.java", "b1", 0), List.of());
            writer.commit();
        }
        try (CodeIndexWriter writer = open()) {
            assertThat(writer.origin("r")).isEmpty();
            writer.setOrigin("r", "/src/r");
            writer.commit();
        }
        try (CodeSearcher searcher = CodeSearcher.open(index)) {
            assertThat(searcher.status().repositories())
                    .extracting(IndexStatus.Repository::origin)
                    .containsExactly(Optional.of("/src/r"), Optional.empty());
        }
        try (CodeIndexWriter writer = open()) {
            assertThat(writer.origin("r")).contains("/src/r");
            writer.deleteRepository("r");
            assertThat(writer.origin("r")).isEmpty();
        }
    }

    @Test
    void filesOfAnotherSplitterCountAsChanged() {
        try (CodeIndexWriter writer = open()) {
            writer.replaceFile(parsed("r", "A.java", "a1", 0), List.of());
            writer.commit();
        }
        try (CodeIndexWriter writer = CodeIndexWriter.open(index, Optional.empty(), "s2")) {
            writer.replaceFile(parsed("r", "B.java", "b1", 0), List.of());

            assertThat(writer.contentHashes("r")).isEqualTo(Map.of("A.java", "", "B.java", "b1"));
        }
    }

    @Test
    void closingWithoutCommitLosesOnlyWhatWasNotCommitted() {
        try (CodeIndexWriter writer = open()) {
            add(writer, method("r", "A.java", "alpha", "void alpha() {}"));
            writer.commit();
            add(writer, method("r", "A.java", "beta", "void beta() {}"));
            add(writer, method("r", "B.java", "gamma", "void gamma() {}"));
        }

        assertThat(found("sample")).containsExactly("alpha");
    }

    @Test
    void aReaderSeesOneCommitWhileAWriterWorks() {
        try (CodeIndexWriter writer = open()) {
            add(writer, method("r", "A.java", "alpha", "void alpha() {}"));
            writer.commit();
            try (CodeSearcher before = CodeSearcher.open(index)) {
                for (int i = 0; i < 15; i++) {
                    add(writer, method("r", "A.java", "beta" + i, "void beta() {}"));
                    writer.commit();
                }
                assertThat(before.search(SearchRequest.of("sample")))
                        .singleElement()
                        .extracting(hit -> hit.unit().name())
                        .isEqualTo("alpha");
                assertThat(before.status().unitCount()).isEqualTo(1);
                assertThatThrownBy(before::verify)
                        .isInstanceOf(IndexException.class)
                        .hasMessageContaining("a writer is changing it");
            }
        }

        assertThat(found("sample")).containsExactly("beta14");
    }

    @Test
    void readersMeetWholeCommitsOnlyWhileAnotherThreadWrites() throws Exception {
        try (CodeIndexWriter writer = open();
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            writer.commit();
            Future<?> writing = thread.submit(() -> {
                for (int i = 0; i < 25; i++) {
                    // Files A and B always have as many units as each other, after every commit and never in between.
                    CodeUnit[] units = new CodeUnit[1 + i % 5];
                    for (String path : List.of("A.java", "B.java")) {
                        Arrays.fill(units, method("r", path, "alpha", "void alpha() {}"));
                        add(writer, units);
                    }
                    writer.commit();
                }
            });
            int looked = 0;
            while (!writing.isDone() || looked == 0) {
                try (CodeSearcher searcher = CodeSearcher.open(index)) {
                    List<Hit> hits = searcher.search(SearchRequest.of("alpha").withK(100));
                    long inA = hits.stream()
                            .filter(hit -> hit.unit().path().equals("A.java"))
                            .count();
                    assertThat(hits).hasSize((int) (2 * inA));
                    assertThat(searcher.status().unitCount()).isEqualTo(2 * inA);
                    looked++;
                }
            }
            writing.get();
        }
    }

    @Test
    void aSecondWriterIsRefusedInOneLine() {
        try (CodeIndexWriter writer = open()) {
            writer.commit();

            assertThatThrownBy(this::open)
                    .isInstanceOf(IndexException.class)
                    .hasMessageStartingWith(index + ": another process is writing to this index")
                    .hasMessageNotContaining("\n");
        }
        open().close();
    }

    @Test
    void anIndexKeepsToOneModel() {
        try (CodeIndexWriter writer = CodeIndexWriter.open(index, Optional.of(TINY))) {
            writer.commit();
        }

        assertThatThrownBy(() -> CodeIndexWriter.open(index, Optional.of(new ModelStamp("tiny", "def456", 4))))
                .isInstanceOf(IndexException.class)
                .hasMessage(index + ": holds vectors of tiny (4 dimensions, abc123), cannot add vectors of tiny"
                        + " (4 dimensions, def456): use the same model, or another directory with --index");
        assertThatThrownBy(this::open).isInstanceOf(IndexException.class).hasMessageContaining("cannot add no vectors");
        ModelStamp renamed = new ModelStamp("moved elsewhere", TINY.hash(), TINY.dimension());
        CodeIndexWriter.open(index, Optional.of(renamed)).close(); // and the lock was let go
    }

    @Test
    void aFileWhereTheIndexShouldBeIsRefused() throws IOException {
        Files.writeString(index, "not an index");

        assertThatThrownBy(this::open)
                .isInstanceOf(IndexException.class)
                .hasMessageContaining("is a file, not a directory");
    }

    @Test
    void unitsMustComeWithVectorsOfTheModel() {
        CodeUnit unit = method("r", "A.java", "alpha", "void alpha() {}");
        EmbeddedUnit wrong = new EmbeddedUnit(unit, Optional.of(Fixtures.vectors(new Random(1), 5, 3)));
        try (CodeIndexWriter writer = CodeIndexWriter.open(index, Optional.of(TINY))) {
            assertThatThrownBy(() -> writer.replaceFile(parsed("r", "A.java", "h", 1), List.of(plain(unit))))
                    .hasMessageContaining("expected vectors of dimension 4 for Sample.alpha, got no vectors");
            assertThatThrownBy(() -> writer.replaceFile(parsed("r", "A.java", "h", 1), List.of(wrong)))
                    .hasMessageContaining("got vectors of dimension 5");
            assertThatThrownBy(() -> writer.replaceFile(parsed("r", "B.java", "h", 1), List.of(plain(unit))))
                    .hasMessageContaining("not of r B.java");
            assertThatThrownBy(() -> writer.replaceFile(parsed("r", "A.java", "h", 2), List.of(plain(unit))))
                    .hasMessageContaining("recorded with 2 units but has 1");
        }
    }

    @Test
    void anIndexOfAnotherFormatIsRefusedByReaderAndWriter() throws IOException {
        Map<String, String> future =
                Map.of("quarry.format", "999", "quarry.splitter", "s", "quarry.committed", "2030-01-01T00:00:00Z");
        commitUserData(future);

        assertThatThrownBy(() -> CodeSearcher.open(index))
                .isInstanceOf(IndexException.class)
                .hasMessage(
                        index + ": written in index format 999, this Quarry reads format 2: delete the directory and"
                                + " index again, or use the Quarry that wrote it");
        assertThatThrownBy(this::open).isInstanceOf(IndexException.class).hasMessageContaining("index format 999");
    }

    @Test
    void aLuceneIndexOfSomeoneElseIsLeftAlone() throws IOException {
        commitUserData(Map.of("owner", "someone"));

        assertThatThrownBy(this::open)
                .isInstanceOf(IndexException.class)
                .hasMessageContaining("a Lucene index, but not one of Quarry");
    }

    private void commitUserData(Map<String, String> data) throws IOException {
        try (FSDirectory directory = FSDirectory.open(index);
                IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
            writer.setLiveCommitData(data.entrySet());
            writer.commit();
        }
    }
}

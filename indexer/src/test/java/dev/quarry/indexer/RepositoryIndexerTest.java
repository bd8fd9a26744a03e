package dev.quarry.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quarry.encoder.Encoder;
import dev.quarry.lateinteraction.CodeIndexWriter;
import dev.quarry.lateinteraction.CodeSearcher;
import dev.quarry.lateinteraction.CodeUnit;
import dev.quarry.lateinteraction.FileRecord;
import dev.quarry.lateinteraction.FileRecord.Outcome;
import dev.quarry.lateinteraction.Hit;
import dev.quarry.lateinteraction.SearchRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryIndexerTest {

    @TempDir
    private Path directory;

    private Path index;
    private Path shop;

    @BeforeEach
    void writeRepository() throws IOException {
        index = directory.resolve("index");
        shop = directory.resolve("shop");
        file("pom.xml", "<project/>");
        file("src/Cart.java", "/** What is bought. */ class Cart { void addItem(Item item) { items.add(item); } }");
        file("src/Till.java", "class Till { int total() { return 3; } }");
        file("src/Broken.java", "class {");
        file("logo.png", "\0");
    }

    private void file(String path, String text) throws IOException {
        Path file = shop.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private IndexReport index(Optional<Encoder> encoder, IndexListener listener) {
        try (CodeIndexWriter writer =
                        CodeIndexWriter.open(index, encoder.map(RepositoryIndexer::stamp), UnitSplitter.VERSION);
                OpenSource source = new Sources().open(shop.toString())) {
            return new RepositoryIndexer(writer, encoder, listener)
                    .index(source.repositories().getFirst());
        }
    }

    private IndexReport index() {
        return index(Optional.empty(), IndexListener.NONE);
    }

    private List<String> found(String question) {
        try (CodeSearcher searcher = CodeSearcher.open(index)) {
            return searcher.search(SearchRequest.of(question)).stream()
                    .map(Hit::unit)
                    .map(CodeUnit::qualifiedName)
                    .toList();
        }
    }

    private List<String> files(Outcome outcome) {
        try (CodeSearcher searcher = CodeSearcher.open(index)) {
            return searcher.files(outcome).stream().map(FileRecord::path).toList();
        }
    }

    @Test
    void everyFileIsAccountedForAndItsUnitsAreFound() {
        IndexReport report = index();
        assertThat(report.files()).isEqualTo(5);
        assertThat(report.written())
                .containsExactlyInAnyOrderEntriesOf(Map.of(Outcome.PARSED, 2, Outcome.WINDOWED, 2, Outcome.SKIPPED, 1));
        assertThat(report.unitCount()).isEqualTo(6);
        assertThat(report.units()).containsEntry(CodeUnit.Kind.METHOD, 2);
        assertThat(report.warnings())
                .extracting(IndexWarning::toString)
                .containsExactly("shop/src/Broken.java: does not parse: line 1, column 7, unexpected \"{\"");
        assertThat(report.cancelled()).isFalse();
        assertThat(found("add item")).startsWith("Cart.addItem");
        assertThat(files(Outcome.PARSED)).containsExactlyInAnyOrder("src/Cart.java", "src/Till.java");
        assertThat(files(Outcome.WINDOWED)).containsExactlyInAnyOrder("pom.xml", "src/Broken.java");
        assertThat(files(Outcome.SKIPPED)).containsExactly("logo.png");
    }

    @Test
    void aSecondRunTouchesOnlyWhatChanged() throws IOException {
        index();
        assertThat(index().unchanged()).isEqualTo(5);
        file("src/Till.java", "class Till { int sum() { return 4; } }");
        file("src/New.java", "class New {}");
        Files.delete(shop.resolve("src/Cart.java"));
        Files.delete(shop.resolve("logo.png"));
        IndexReport report = index();
        assertThat(report.files()).isEqualTo(4);
        assertThat(report.unchanged()).isEqualTo(2);
        assertThat(report.deleted()).isEqualTo(2);
        assertThat(report.written()).containsExactlyInAnyOrderEntriesOf(Map.of(Outcome.PARSED, 2));
        assertThat(found("add item")).doesNotContain("Cart.addItem");
        assertThat(found("total")).doesNotContain("Till.total");
        assertThat(found("sum")).contains("Till.sum");
        assertThat(files(Outcome.SKIPPED)).isEmpty();
    }

    @Test
    void aSecondRunDoesNotWarnOfTheSameAgain() throws IOException {
        Files.createSymbolicLink(shop.resolve("loop"), shop);
        assertThat(index().warnings()).hasSize(2);
        assertThat(index().warnings()).isEmpty();
    }

    @Test
    void whatAnotherSplitterSplitIsSplitAgain() {
        try (CodeIndexWriter writer = CodeIndexWriter.open(index, Optional.empty(), "of yesterday");
                OpenSource source = new Sources().open(shop.toString())) {
            new RepositoryIndexer(writer, Optional.empty(), IndexListener.NONE)
                    .index(source.repositories().getFirst());
        }
        assertThat(index().unchanged()).isZero();
        assertThat(index().unchanged()).isEqualTo(5);
    }

    @Test
    void withAnEncoderEveryUnitHasVectors() {
        LengthEncoder encoder = new LengthEncoder();
        IndexReport report = index(Optional.of(encoder), IndexListener.NONE);
        assertThat(encoder.calls.stream().mapToInt(Integer::intValue).sum()).isEqualTo(report.unitCount());
        try (CodeSearcher searcher = CodeSearcher.open(index)) {
            assertThat(searcher.model()).contains(RepositoryIndexer.stamp(encoder));
            assertThat(searcher.status().tokens()).isEqualTo(report.unitCount());
        }
    }

    @Test
    void aCancelledRunKeepsWhatIsCompleteAndTheNextOneGoesOn() throws IOException {
        for (int i = 0; i < 200; i++) {
            file("src/Many" + i + ".java", "class Many" + i + " {}");
        }
        RepositoryIndexer[] running = new RepositoryIndexer[1];
        IndexReport report;
        try (CodeIndexWriter writer = CodeIndexWriter.open(index, Optional.empty(), UnitSplitter.VERSION);
                OpenSource source = new Sources().open(shop.toString())) {
            running[0] = new RepositoryIndexer(writer, Optional.empty(), new IndexListener() {
                @Override
                public void advanced(IndexProgress progress) {
                    if (progress.filesDone() == 50) {
                        running[0].cancel();
                    }
                }
            });
            report = running[0].index(source.repositories().getFirst());
        }
        assertThat(report.cancelled()).isTrue();
        assertThat(report.written().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(50);
        IndexReport rest = index();
        assertThat(rest.unchanged()).isEqualTo(50);
        assertThat(rest.written().values().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(155);
    }

    @Test
    void anInterruptStopsTheRunAndIsUsedUp() {
        Thread.currentThread().interrupt();
        IndexReport report = index();
        assertThat(Thread.interrupted()).isFalse();
        assertThat(report.cancelled()).isTrue();
        assertThat(index().unitCount()).isEqualTo(6);
    }

    @Test
    void progressCountsUpToAllFilesAndAllBytes() {
        List<IndexProgress> heard = new ArrayList<>();
        List<String> events = new ArrayList<>();
        index(Optional.of(new LengthEncoder()), new IndexListener() {
            @Override
            public void started(IndexProgress progress) {
                events.add("started");
                assertThat(progress.files()).isEqualTo(5);
            }

            @Override
            public void advanced(IndexProgress progress) {
                heard.add(progress);
            }

            @Override
            public void warned(IndexWarning warning) {
                events.add("warned");
            }

            @Override
            public void committed(IndexProgress progress) {
                events.add("committed");
            }
        });
        assertThat(heard).extracting(IndexProgress::filesDone).containsExactly(1, 2, 3, 4, 5);
        assertThat(heard.getLast().bytesDone())
                .isEqualTo(heard.getLast().bytes())
                .isPositive();
        assertThat(heard.getLast().units()).isEqualTo(6);
        assertThat(events).containsExactly("started", "warned", "committed");
    }

    @Test
    void twoRepositoriesOfOneNameDoNotReplaceEachOther() {
        try (CodeIndexWriter writer = CodeIndexWriter.open(index, Optional.empty(), UnitSplitter.VERSION);
                OpenSource source = new Sources().open(shop.toString())) {
            RepositoryIndexer indexer = new RepositoryIndexer(writer, Optional.empty(), IndexListener.NONE);
            indexer.index(source.repositories().getFirst());
            assertThatThrownBy(() -> indexer.index(source.repositories().getFirst()))
                    .isInstanceOf(SourceException.class)
                    .hasMessageStartingWith("shop: two sources have this name");
        }
    }

    @Test
    void aDirectoryOfTheSameNameElsewhereDoesNotReplaceTheFirst() throws IOException {
        index();
        Path first = shop.toRealPath();
        shop = directory.resolve("b/shop");
        file("src/Other.java", "class Other { void sellItem() {} }");

        assertThatThrownBy(this::index)
                .isInstanceOf(SourceException.class)
                .hasMessage(shop.toRealPath() + ": the index holds another shop, from " + first
                        + ": rename the directory or file, or choose another index with --index");
        assertThat(found("add item")).startsWith("Cart.addItem");
        assertThat(found("sell item")).doesNotContain("Other.sellItem");
    }

    @Test
    void aDirectoryThatMovedTakesItsNameAlong() throws IOException {
        index();
        Path before = shop.toRealPath();
        shop = Files.createDirectory(directory.resolve("b")).resolve("shop");
        Files.move(before, shop);

        IndexReport report = index();

        assertThat(report.unchanged()).isEqualTo(5);
        assertThat(report.warnings())
                .extracting(IndexWarning::toString)
                .containsExactly("shop: was indexed from " + before + ", which is gone: taken to have moved to "
                        + shop.toRealPath());
        assertThat(index().warnings()).isEmpty();
        try (CodeSearcher searcher = CodeSearcher.open(index)) {
            assertThat(searcher.status().repositories().getFirst().origin())
                    .contains(shop.toRealPath().toString());
        }
    }

    @Test
    void anEmptyDirectoryKeepsNoNameFromOthers() throws IOException {
        Path full = shop;
        shop = Files.createDirectories(directory.resolve("b/shop"));
        index();
        shop = full;
        assertThat(index().unitCount()).isEqualTo(6);
    }

    @Test
    void anEmptyDirectoryIsSaidToBeEmpty() throws IOException {
        shop = Files.createDirectory(directory.resolve("empty"));
        IndexReport report = index();
        assertThat(report.files()).isZero();
        assertThat(report.warnings()).extracting(IndexWarning::toString).containsExactly("empty: holds no files");
    }
}

package dev.quarry.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quarry.lateinteraction.FileRecord;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DocumentBatchTest {

    private static FileResult file(String path, int methods) {
        String text = IntStream.range(0, methods)
                .mapToObj(i -> "void f" + i + "() { " + "x".repeat(i) + "(); }")
                .collect(Collectors.joining("\n", "class A {\n", "\n}"));
        Split split = new UnitSplitter().split("r", path, text);
        FileRecord record = new FileRecord(
                "r", path, "h", split.outcome(), "", split.units().size());
        return new FileResult(record, split.units(), text.length(), false, "");
    }

    @Test
    void everyUnitGetsItsOwnVectorsAndEveryFileItsOwnUnits() {
        LengthEncoder encoder = new LengthEncoder();
        DocumentBatch batch = new DocumentBatch(Optional.of(encoder));
        List<FileResult> files = List.of(file("A.java", 3), file("B.java", 0), file("C.java", 300));
        files.forEach(batch::add);
        assertThat(batch.isFull()).isTrue();
        List<DocumentBatch.EncodedFile> encoded = batch.drain();
        assertThat(encoded).extracting(DocumentBatch.EncodedFile::file).isEqualTo(files);
        for (DocumentBatch.EncodedFile file : encoded) {
            assertThat(file.units())
                    .extracting(unit -> unit.unit())
                    .isEqualTo(file.file().units());
            assertThat(file.units())
                    .allSatisfy(unit -> assertThat(unit.vectors().orElseThrow().ends()[0])
                            .isEqualTo(unit.unit().text().length()));
        }
        assertThat(encoder.calls).allMatch(size -> size <= 128).hasSizeGreaterThan(2);
        assertThat(batch.isFull()).isFalse();
        assertThat(batch.drain()).isEmpty();
    }

    @Test
    void withoutAnEncoderNothingWaits() {
        DocumentBatch batch = new DocumentBatch(Optional.empty());
        batch.add(file("A.java", 1));
        assertThat(batch.isFull()).isTrue();
        assertThat(batch.drain().getFirst().units())
                .allSatisfy(unit -> assertThat(unit.vectors()).isEmpty());
    }

    @Test
    void filesWithoutUnitsDoNotPileUp() {
        DocumentBatch batch = new DocumentBatch(Optional.of(new LengthEncoder()));
        for (int i = 0; !batch.isFull(); i++) {
            assertThat(i).isLessThan(1_000);
            batch.add(new FileResult(
                    new FileRecord("r", "a" + i, "h", FileRecord.Outcome.SKIPPED, "binary", 0),
                    List.of(),
                    0,
                    false,
                    ""));
        }
    }
}

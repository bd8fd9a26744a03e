package dev.quarry.benchmarks;

import dev.quarry.lateinteraction.CodeIndexWriter;
import dev.quarry.lateinteraction.EmbeddedUnit;
import dev.quarry.lateinteraction.FileRecord;
import dev.quarry.lateinteraction.ModelStamp;
import dev.quarry.lateinteraction.VectorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Indexes the first documents of a {@link VectorSet} as any writer would. */
final class SetIndex {

    private static final ModelStamp MODEL = new ModelStamp("benchmark", "benchmark", VectorSet.DIMENSION);
    private static final String SPLITTER = "benchmark";

    private SetIndex() {}

    /**
     * Writes an index unless it is there.
     *
     * @param index directory
     * @param set where units and vectors come from
     * @param documents how many
     * @param options how vectors are stored; empty for an index of words alone
     * @return seconds that it took, 0 where it was there
     */
    static double write(Path index, VectorSet set, int documents, Optional<VectorOptions> options) throws IOException {
        if (Files.exists(index)) {
            return 0;
        }
        long start = System.nanoTime();
        Path part = index.resolveSibling(index.getFileName() + ".part");
        try (CodeIndexWriter writer = options.isPresent()
                ? CodeIndexWriter.open(part, Optional.of(MODEL), SPLITTER, options.get())
                : CodeIndexWriter.open(part, Optional.empty(), SPLITTER)) {
            set.forEachUnit((document, unit) -> {
                EmbeddedUnit embedded = new EmbeddedUnit(unit, options.map(_ -> set.document(document)));
                writer.replaceFile(
                        new FileRecord(unit.repository(), unit.path(), "", FileRecord.Outcome.PARSED, "", 1),
                        List.of(embedded));
                return document + 1 < documents;
            });
            writer.commit();
        }
        Files.move(part, index);
        return (System.nanoTime() - start) / 1e9;
    }

    /** Bytes of all files of an index. */
    static long bytes(Path index) throws IOException {
        try (Stream<Path> files = Files.list(index)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}

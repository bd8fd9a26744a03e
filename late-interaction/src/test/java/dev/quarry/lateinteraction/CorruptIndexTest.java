package dev.quarry.lateinteraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorruptIndexTest {

    @TempDir
    private Path index;

    @BeforeEach
    void write() {
        Random random = new Random(3);
        // The first commit holds half floats, the second a codebook and codes.
        VectorOptions options = VectorOptions.defaults().withFirstTraining(120);
        try (CodeIndexWriter writer =
                CodeIndexWriter.open(index, Optional.of(new ModelStamp("tiny", "abc", 8)), "", options)) {
            for (int commit = 0; commit < 2; commit++) {
                for (int i = 0; i < 20; i++) {
                    CodeUnit unit = Fixtures.method("r", "A" + (i + 10 * commit) + ".java", "unit", "void unit() {}");
                    writer.replaceFile(
                            Fixtures.parsed("r", unit.path(), "h", 1),
                            List.of(new EmbeddedUnit(unit, Optional.of(Fixtures.vectors(random, 8, 5)))));
                }
                writer.commit();
            }
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(index)) {
            return files.filter(file -> !file.endsWith("write.lock")).sorted().toList();
        }
    }

    private void openAndVerify() {
        try (CodeSearcher searcher = CodeSearcher.open(index)) {
            searcher.verify();
        }
    }

    @Test
    void aFlippedByteInAnyFileIsReportedWithTheFilesName() throws IOException {
        Random random = new Random(11);
        for (Path file : files()) {
            byte[] intact = Files.readAllBytes(file);
            for (int flip = 0; flip < 20; flip++) {
                byte[] corrupt = intact.clone();
                corrupt[random.nextInt(corrupt.length)] ^= (byte) (1 << random.nextInt(8));
                Files.write(file, corrupt);

                assertThat(catchThrowable(this::openAndVerify))
                        .as("byte flipped in %s", file.getFileName())
                        .isInstanceOf(IndexException.class)
                        .hasMessageStartingWith(index + ": ")
                        .hasMessageNotContaining("\n");
            }
            Files.write(file, intact);
        }
        openAndVerify();
    }

    @Test
    void whateverDamageDoesToAQueryIsToldInOneLine() throws IOException {
        Random random = new Random(12);
        SearchRequest request = SearchRequest.of("unit")
                .withVectors(Fixtures.vectors(random, 8, 3))
                .withK(20);
        int reported = 0;
        for (Path file : files()) {
            byte[] intact = Files.readAllBytes(file);
            for (int flip = 0; flip < 20; flip++) {
                byte[] corrupt = intact.clone();
                corrupt[random.nextInt(corrupt.length)] ^= (byte) (1 << random.nextInt(8));
                Files.write(file, corrupt);

                Throwable failure = catchThrowable(() -> {
                    try (CodeSearcher searcher = CodeSearcher.open(index)) {
                        searcher.search(request);
                        searcher.status();
                    }
                });

                if (failure != null) {
                    reported++;
                    assertThat(failure)
                            .as("byte flipped in %s", file.getFileName())
                            .isInstanceOf(IndexException.class)
                            .hasMessageStartingWith(index + ": ")
                            .hasMessageEndingWith("delete the index and index again")
                            .hasMessageNotContaining("\n");
                }
            }
            Files.write(file, intact);
        }
        assertThat(reported).isPositive();
    }

    @Test
    void aWriterThatMeetsDamageWhileMergingSaysSo() throws IOException {
        Path data = files().stream()
                .filter(file -> file.toString().matches(".*\\.(cfs|fdt)"))
                .findFirst()
                .orElseThrow();
        byte[] bytes = Files.readAllBytes(data);
        bytes[bytes.length / 2] ^= 1;
        Files.write(data, bytes);

        assertThatThrownBy(() -> {
                    try (CodeIndexWriter writer =
                            CodeIndexWriter.open(index, Optional.of(new ModelStamp("tiny", "abc", 8)))) {
                        for (int i = 0; i < 100; i++) {
                            writer.replaceFile(Fixtures.parsed("r", "B" + i, "h", 0), List.of());
                            writer.commit();
                        }
                    }
                })
                .isInstanceOf(IndexException.class)
                .hasMessageStartingWith(index + ": corrupt: " + data.getFileName());
    }

    @Test
    void aFileCutOffOrMissingIsReportedWithItsName() throws IOException {
        for (Path file : files()) {
            byte[] intact = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(intact, intact.length / 2));
            assertThatThrownBy(this::openAndVerify)
                    .as("%s cut off", file.getFileName())
                    .isInstanceOf(IndexException.class);

            Files.delete(file);
            assertThatThrownBy(this::openAndVerify)
                    .as("%s missing", file.getFileName())
                    .isInstanceOf(IndexException.class);
            Files.write(file, intact);
        }
        openAndVerify();
    }
}

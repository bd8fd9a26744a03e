package dev.quarry.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quarry.lateinteraction.FileRecord.Outcome;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveRepositoryTest {

    @TempDir
    private Path directory;

    private Path zip(Charset names, Map<String, byte[]> entries) throws IOException {
        Path file = directory.resolve("code.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file), names)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
        return file;
    }

    private static List<FileResult> read(Path file) {
        try (OpenSource source = new Sources().open(file.toString())) {
            Repository repository = source.repositories().getFirst();
            assertThat(repository.name()).isEqualTo("code.zip");
            FileReader reader = new FileReader(repository.name(), Map.of());
            return repository.files().stream().map(reader::read).toList();
        }
    }

    private static byte[] code() {
        return "class A {}".getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void entriesAreFiles() throws IOException {
        Path file = zip(
                StandardCharsets.UTF_8,
                Map.of(
                        "a/",
                        new byte[0],
                        "a/A.java",
                        code(),
                        "META-INF/MANIFEST.MF",
                        "A: b\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(read(file))
                .extracting(
                        result -> result.record().path() + " " + result.record().outcome())
                .containsExactly("META-INF/MANIFEST.MF WINDOWED", "a/A.java PARSED");
    }

    @Test
    void namesThatLeadOutAreRefused() throws IOException {
        Path file = zip(
                StandardCharsets.UTF_8,
                Map.of(
                        "../../etc/A.java",
                        code(),
                        "/etc/B.java",
                        code(),
                        "a\\..\\..\\C.java",
                        code(),
                        "C:/D.java",
                        code()));
        assertThat(read(file)).hasSize(4).allSatisfy(result -> {
            assertThat(result.record().outcome()).isEqualTo(Outcome.SKIPPED);
            assertThat(result.warning()).isEqualTo("unsafe archive entry: its name leads out of the archive");
        });
    }

    @Test
    void bombsAreRefused() throws IOException {
        Path file = zip(StandardCharsets.UTF_8, Map.of("A.java", new byte[4 << 20]));
        assertThat(read(file))
                .singleElement()
                .satisfies(result -> assertThat(result.warning())
                        .matches("unsafe archive entry: unpacks to \\d{3,} times its size"));
    }

    @Test
    void namesInOldCharacterSetsAreRead() throws IOException {
        Path file = zip(StandardCharsets.ISO_8859_1, Map.of("M\u00fcller.java", code()));
        assertThat(read(file))
                .singleElement()
                .satisfies(result -> assertThat(result.record().path()).isEqualTo("M\u00fcller.java"));
    }
}

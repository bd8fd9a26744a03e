package dev.quarry.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quarry.lateinteraction.FileRecord.Outcome;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileReaderTest {
    private static final String CODE = "class A { void f() {} }";

    private static FileResult read(RepositoryFile file) {
        return new FileReader("acme", Map.of()).read(file);
    }

    private static FileResult read(String path, byte[] bytes) {
        return read(RepositoryFile.of(path, bytes.length, () -> new ByteArrayInputStream(bytes)));
    }

    private static FileResult read(String path, String text) {
        return read(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertOutcome(FileResult result, Outcome outcome, String reason, boolean warned) {
        assertThat(result.record().outcome()).isEqualTo(outcome);
        assertThat(result.record().reason()).isEqualTo(reason);
        assertThat(result.record().units()).isEqualTo(result.units().size());
        assertThat(result.warning()).isEqualTo(warned ? reason : "");
    }

    @Test
    void javaIsParsedAndOtherTextIsWindowed() {
        assertOutcome(read("A.java", CODE), Outcome.PARSED, "", false);
        assertOutcome(read("a.md", "# Hello"), Outcome.WINDOWED, "not Java", false);
        assertOutcome(read("Makefile", "all:\n\tjavac A.java"), Outcome.WINDOWED, "not Java", false);
        assertOutcome(read("odd.extension", "some words"), Outcome.WINDOWED, "not Java", false);
        assertOutcome(read("bin/java", "#!/bin/sh"), Outcome.WINDOWED, "not Java", false);
        assertOutcome(read("docs/map", "where things are"), Outcome.WINDOWED, "not Java", false);
        assertOutcome(
                read("B.java", "class {"),
                Outcome.WINDOWED,
                "does not parse: line 1, column 7, unexpected \"{\"",
                true);
    }

    @Test
    void anEmptyFileIsParsedAndHasNoUnits() {
        FileResult empty = read("A.java", "");
        assertOutcome(empty, Outcome.PARSED, "", false);
        assertThat(empty.units()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "logo.PNG, binary: .png",
        "lib/a.jar, binary: .jar",
        "data.csv, data: .csv",
        "web/package-lock.json, lock file",
        "web/app.min.js, minified",
        "a/.gitignore, hidden file",
    })
    void someFilesAreNotEvenOpened(String path, String reason) {
        RepositoryFile file = RepositoryFile.of(path, 10, () -> {
            throw new AssertionError(path + " was opened");
        });
        assertOutcome(read(file), Outcome.SKIPPED, reason, false);
    }

    @Test
    void fiftyMegabytesOfJavaAreLeftOutUnopened() {
        RepositoryFile file = RepositoryFile.of("A.java", 50_000_000, () -> {
            throw new AssertionError("was opened");
        });
        assertOutcome(read(file), Outcome.SKIPPED, "too large: 50.0 MB, more than 5 MB", true);
    }

    @Test
    void aFileThatIsLargerThanItsListingSaysIsReadNoFurtherThanAllowed() {
        long[] served = {0};
        RepositoryFile file = RepositoryFile.of("a.txt", -1, () -> new InputStream() {
            @Override
            public int read() {
                served[0]++;
                return 'x';
            }

            @Override
            public int read(byte[] buffer, int from, int length) {
                Arrays.fill(buffer, from, from + length, (byte) 'x');
                served[0] += length;
                return length;
            }
        });
        assertOutcome(read(file), Outcome.SKIPPED, "too large: 1.0 MB, more than 1 MB", true);
        assertThat(served[0]).isEqualTo(1_000_001);
    }

    @Test
    void javaBeyondWhatAParserShouldTakeIsWindowed() {
        FileResult result = read("A.java", "class A {\n" + "  int x = 1234567890;\n".repeat(100_000) + "}");
        assertOutcome(result, Outcome.WINDOWED, "too large to parse: 2200011 characters, more than 2000000", true);
        assertThat(result.units()).hasSizeGreaterThan(1_000);
    }

    @Test
    void aBinaryRenamedToJavaIsLeftOutWithAWarning() {
        byte[] noise = new byte[4_000];
        new Random(7).nextBytes(noise);
        assertOutcome(read("A.java", noise), Outcome.SKIPPED, "binary: not text", true);
        byte[] withoutZeros = noise.clone();
        for (int i = 0; i < withoutZeros.length; i++) {
            withoutZeros[i] = withoutZeros[i] == 0 ? 1 : withoutZeros[i];
        }
        assertOutcome(read("A.java", withoutZeros), Outcome.SKIPPED, "binary: not text", true);
        assertOutcome(read("blob", noise), Outcome.SKIPPED, "binary: not text", false);
    }

    @Test
    void invalidUtf8IsReplacedAndSaid() {
        FileResult result = read("A.java", "// M\u00fcller\nclass A {}".getBytes(StandardCharsets.ISO_8859_1));
        assertOutcome(result, Outcome.PARSED, "not UTF-8: unknown characters replaced", true);
        assertThat(result.units()).hasSize(1);
    }

    @Test
    void aByteOrderMarkSaysTheEncoding() {
        byte[] utf16 = CODE.getBytes(StandardCharsets.UTF_16);
        assertOutcome(read("A.java", utf16), Outcome.PARSED, "", false);
        byte[] utf8 = ("\uFEFF" + CODE).getBytes(StandardCharsets.UTF_8);
        assertThat(read("A.java", utf8).units()).isEqualTo(read("A.java", CODE).units());
    }

    @Test
    void minifiedTextIsLeftOut() {
        assertOutcome(read("app.js", "var a=1;".repeat(2_000)), Outcome.SKIPPED, "minified", false);
    }

    @Test
    void anUnreadableFileIsLeftOutWithAWarning() {
        RepositoryFile denied = RepositoryFile.of("A.java", 10, () -> {
            throw new AccessDeniedException("/somewhere/A.java");
        });
        assertOutcome(read(denied), Outcome.SKIPPED, "unreadable: permission denied", true);
        RepositoryFile broken = RepositoryFile.of("A.java", 10, () -> {
            throw new IllegalArgumentException("MALFORMED\nentry");
        });
        assertOutcome(read(broken), Outcome.SKIPPED, "unreadable: MALFORMED entry", true);
        assertOutcome(read(RepositoryFile.refused("a", -1, "symbolic link")), Outcome.SKIPPED, "symbolic link", true);
    }

    @Test
    void aFileWithTheKnownHashIsNotSplitAgain() {
        FileResult first = read("A.java", CODE);
        byte[] bytes = CODE.getBytes(StandardCharsets.UTF_8);
        RepositoryFile same = RepositoryFile.of("A.java", bytes.length, () -> new ByteArrayInputStream(bytes));
        FileReader knowing =
                new FileReader("acme", Map.of("A.java", first.record().contentHash()));
        assertThat(knowing.read(same).unchanged()).isTrue();
        assertThat(knowing.read(same).units()).isEmpty();
        byte[] other = Arrays.copyOf(bytes, bytes.length + 1);
        other[bytes.length] = '\n';
        RepositoryFile changed = RepositoryFile.of("A.java", other.length, () -> new ByteArrayInputStream(other));
        assertThat(knowing.read(changed).unchanged()).isFalse();
        assertThat(first.record().contentHash()).matches("[0-9a-f]{64}");
    }

    @Test
    void aFileThatIsLeftOutForTheSameReasonIsUnchanged() {
        RepositoryFile image = RepositoryFile.of("a.png", 10, () -> InputStream.nullInputStream());
        FileResult first = read(image);
        assertThat(first.unchanged()).isFalse();
        FileReader knowing =
                new FileReader("acme", Map.of("a.png", first.record().contentHash()));
        assertThat(knowing.read(image).unchanged()).isTrue();
    }
}

package dev.quarry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quarry.lateinteraction.CodeIndexWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Indexing good and bad sources from the command line. */
final class IndexCommandTest {
    @TempDir
    Path scratch;

    @Test
    void reportsEachRepositoryAndTheSecondRunFindsNothingNew() {
        Shell shell = new Shell(scratch.resolve("index"));

        Shell.Result first = shell.run("index", Shell.SAMPLES.toString());
        Shell.Result second = shell.run("index", Shell.SAMPLES.toString());

        assertThat(first.out().lines())
                .hasSize(3)
                .allMatch(line -> line.matches("\\w+: \\d+ files \\(.*\\d+ parsed.*"));
        assertThat(second.out().lines()).hasSize(3).allMatch(line -> line.contains("unchanged); 0 new units"));
    }

    @Test
    void aNameFromElsewhereIsRefusedAndStatusSaysWhereEachComesFrom() throws IOException {
        Path first = Files.createDirectories(scratch.resolve("a/shop/src"));
        Files.writeString(first.resolve("Till.java"), "class Till { int total() { return 42; } }");
        Path second = Files.createDirectories(scratch.resolve("b/shop/src"));
        Files.writeString(second.resolve("Cart.java"), "class Cart { int items() { return 42; } }");
        Shell shell = new Shell(scratch.resolve("index"));

        shell.run("index", first.getParent().toString());
        Shell.Result result = shell.run("index", second.getParent().toString());
        String origin = first.getParent().toRealPath().toString();

        assertThat(result.exitCode()).isEqualTo(Quarry.ERROR);
        assertThat(result.errorLines())
                .singleElement()
                .asString()
                .contains(origin)
                .contains("choose another index");
        assertThat(shell.run("status").out()).contains("from     " + origin);
        assertThat(new ObjectMapper()
                        .readTree(shell.run("status", "--json").out())
                        .at("/repositories/0/origin")
                        .asText())
                .isEqualTo(origin);
    }

    @Test
    void badFilesAreCountedAndDoNotStopTheRun() throws IOException {
        Path project = Files.createDirectories(scratch.resolve("mixed/src"));
        Files.writeString(project.resolve("Good.java"), "class Good { int answer() { return 42; } }");
        Files.writeString(project.resolve("Broken.java"), "class Broken { void f( { }");
        Files.write(project.resolve("Binary.java"), new byte[] {(byte) 0xca, (byte) 0xfe, 0, 0, 0, 1, 0, 2});
        Files.write(project.resolve("Latin.java"), "class Latin { /* é */ }".getBytes(StandardCharsets.ISO_8859_1));
        Files.createSymbolicLink(project.resolve("loop"), project);
        Shell shell = new Shell(scratch.resolve("index"));

        Shell.Result result = shell.run("index", project.getParent().toString());
        JsonNode files = new ObjectMapper()
                .readTree(shell.run("status", "--json").out())
                .get("repositories")
                .get(0)
                .get("files");

        assertThat(result.exitCode()).isZero();
        assertThat(result.errorLines()).isNotEmpty().allMatch(line -> line.startsWith("quarry: warning: mixed/src/"));
        assertThat(result.err()).contains("Broken.java").contains("Binary.java").contains("Latin.java");
        assertThat(files.get("parsed").asInt()).isEqualTo(2);
        assertThat(files.get("windowed").asInt()).isEqualTo(1);
        assertThat(files.get("skipped").asInt()).isPositive();
    }

    @Test
    void aSourceThatFailsIsToldAndTheOthersAreIndexed() throws IOException {
        Path good = Files.createDirectories(scratch.resolve("good/src"));
        Files.writeString(good.resolve("Good.java"), "class Good { int answer() { return 42; } }");
        Files.writeString(scratch.resolve("bad.jar"), "no zip at all");
        Shell shell = new Shell(scratch.resolve("index"));

        Shell.Result result = shell.run(
                "index",
                scratch.resolve("missing").toString(),
                scratch.resolve("bad.jar").toString(),
                "maven:not-a-coordinate",
                good.getParent().toString());

        assertThat(result.exitCode()).isEqualTo(Quarry.ERROR);
        assertThat(result.errorLines()).hasSize(3).allMatch(line -> line.startsWith("quarry: "));
        assertThat(result.out()).startsWith("good: 1 files (1 parsed); ");
    }

    @Test
    void anotherWriterAndAnotherFormatAreToldInOneLine() throws IOException {
        Path index = scratch.resolve("index");
        Shell shell = new Shell(index);
        try (CodeIndexWriter other = CodeIndexWriter.open(index, Optional.empty())) {
            other.commit();
            Shell.Result locked = shell.run("index", Shell.SAMPLES.toString());
            assertThat(locked.exitCode()).isEqualTo(Quarry.ERROR);
            assertThat(locked.errorLines()).singleElement().asString().contains(index.toString());
        }
        Path foreign = Files.createDirectories(scratch.resolve("foreign"));
        Files.writeString(foreign.resolve("segments_1"), "not a segments file");
        Shell.Result corrupt = new Shell(foreign).run("search", "x");
        assertThat(corrupt.exitCode()).isEqualTo(Quarry.ERROR);
        assertThat(corrupt.errorLines()).singleElement().asString().contains("foreign");
    }

    @Test
    void aModelDirectoryWithoutAModelIsToldInOneLine() throws IOException {
        Path empty = Files.createDirectories(scratch.resolve("no-model"));

        Shell.Result result =
                new Shell(scratch.resolve("index")).run("index", "--model", empty.toString(), Shell.SAMPLES.toString());

        assertThat(result.exitCode()).isEqualTo(Quarry.ERROR);
        assertThat(result.errorLines()).singleElement().asString().contains("no-model");
    }
}

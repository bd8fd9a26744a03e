package dev.quarry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    private static final Path MODEL =
            Path.of("..", "encoder", "models", "quarry-edge").toAbsolutePath().normalize();

    @TempDir
    private Path scratch;

    @Test
    void saysWhatNumbersTheMachineMultipliesAndWithWhat() {
        Shell.Result result = new Shell(scratch.resolve("index")).run("doctor");

        assertThat(result.exitCode()).as(result.out()).isZero();
        assertThat(result.out()).containsPattern("ok   numbers +f32 by (oneDNN|Java Vector API)");
    }

    @Test
    void saysWhatAModelIsComputedWith() {
        Shell.Result result =
                new Shell(scratch.resolve("index")).run("doctor", "--model", MODEL.toString(), "--precision", "f32");

        assertThat(result.exitCode()).as(result.out()).isZero();
        assertThat(result.out()).containsPattern("ok   computes +f32 by (oneDNN|Java Vector API)");
        assertThat(result.out()).containsPattern("ok   memory +[0-9.]+ [KMG]B at most");
    }
}

package dev.quarry.encoder.cpu.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneDnnLibraryTest {

    @TempDir
    private Path cache;

    @Test
    @EnabledOnOs(
            value = OS.LINUX,
            architectures = {"amd64", "aarch64"})
    void loadsOnLinux() {
        assertThat(OneDnnLibrary.load().version()).startsWith("3.11");
    }

    @Test
    @EnabledOnOs(
            value = OS.LINUX,
            architectures = {"amd64", "aarch64"})
    void extractsOnceAndAgainWhereAFileIsNotWhole() throws IOException {
        LibraryFiles files = LibraryFiles.ofThisPlatform();
        Path library = files.extract(cache).dnnl();
        assertThat(library).hasSize(files.dnnl().size());
        FileTime then = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(library, then);
        assertThat(files.extract(cache).dnnl()).isEqualTo(library);
        assertThat(Files.getLastModifiedTime(library)).isEqualTo(then);

        Files.write(library, new byte[100]);
        assertThat(files.extract(cache).dnnl()).hasSize(files.dnnl().size());
        try (var left = Files.list(library.getParent())) {
            assertThat(left).hasSize(2);
        }
    }

    @Test
    @EnabledOnOs(
            value = OS.LINUX,
            architectures = {"amd64", "aarch64"})
    void refusesAFileThatIsNotWhatItShouldBe() {
        LibraryFiles real = LibraryFiles.ofThisPlatform();
        LibraryFiles.NativeFile runtime = real.openMp().orElseThrow();
        LibraryFiles other = new LibraryFiles(
                real.platform(),
                Optional.of(new LibraryFiles.NativeFile(runtime.name(), runtime.size(), "00ff")),
                real.dnnl());
        assertThatThrownBy(() -> OneDnnLibrary.load(other, cache))
                .isInstanceOf(OneDnnUnavailableException.class)
                .hasMessage("libgomp.so.1 of org.bytedeco:dnnl should have SHA-256 00ff, has " + runtime.sha256()
                        + ": fetch the artefact again");
        assertThat(cache).isDirectoryNotContaining("glob:**/libgomp.so.1");
    }

    @Test
    void saysThatItsFilesAreNotOnTheClassPath() {
        LibraryFiles absent =
                new LibraryFiles("plan9-mips", Optional.empty(), new LibraryFiles.NativeFile("libdnnl.so.3", 1, "00"));
        assertThatThrownBy(() -> OneDnnLibrary.load(absent, cache))
                .isInstanceOf(OneDnnUnavailableException.class)
                .hasMessageContaining("of plan9-mips is not on the class path");
    }

    @Test
    void saysThatItCannotBeExtracted() throws IOException {
        Path file = Files.createFile(cache.resolve("file"));
        LibraryFiles absent =
                new LibraryFiles("plan9-mips", Optional.empty(), new LibraryFiles.NativeFile("libdnnl.so.3", 1, "00"));
        assertThatThrownBy(() -> OneDnnLibrary.load(absent, file))
                .isInstanceOf(OneDnnUnavailableException.class)
                .hasMessageStartingWith("it cannot be extracted to " + file);
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, linux-x86_64",
        "Linux, aarch64, linux-arm64",
        "Mac OS X, aarch64, macosx-arm64",
        "Mac OS X, x86_64, macosx-x86_64",
        "Windows 11, amd64, windows-x86_64"
    })
    void knowsThePlatformsOfTheArtefact(String system, String architecture, String platform) {
        assertThat(LibraryFiles.of(system, architecture).platform()).isEqualTo(platform);
    }

    @Test
    void saysThatAPlatformHasNone() {
        assertThatThrownBy(() -> LibraryFiles.of("Linux", "riscv64"))
                .isInstanceOf(OneDnnUnavailableException.class)
                .hasMessage("there is none for linux-riscv64");
    }

    @Test
    void cacheIsWhereThePlatformKeepsCaches() {
        assertThat(CacheDirectory.of(Map.of(), "Linux", "/home/ada")).isEqualTo(Path.of("/home/ada/.cache/quarry"));
        assertThat(CacheDirectory.of(Map.of("XDG_CACHE_HOME", "/big"), "Linux", "/home/ada"))
                .isEqualTo(Path.of("/big/quarry"));
        assertThat(CacheDirectory.of(Map.of(), "Mac OS X", "/Users/ada"))
                .isEqualTo(Path.of("/Users/ada/Library/Caches/Quarry"));
        assertThat(CacheDirectory.of(Map.of("QUARRY_CACHE", "/elsewhere"), "Windows 11", "C"))
                .isEqualTo(Path.of("/elsewhere").toAbsolutePath());
    }
}

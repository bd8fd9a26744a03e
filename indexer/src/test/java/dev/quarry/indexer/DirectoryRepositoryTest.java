package dev.quarry.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryRepositoryTest {

    @TempDir
    private Path root;

    private Path file(String path) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "class A {}");
    }

    /** Path to refusal. */
    private Map<String, String> files() {
        return new DirectoryRepository("r", root)
                .files().stream().collect(Collectors.toMap(RepositoryFile::path, RepositoryFile::refusal));
    }

    @Test
    void buildOutputAndHiddenDirectoriesAreLeftOut() throws IOException {
        file("pom.xml");
        file("target/classes/A.java");
        file("build/A.java");
        file(".git/config");
        file("web/node_modules/x/A.java");
        file("src/main/java/org/acme/build/A.java");
        file("src/main/java/org/acme/target/A.java");
        file("src/target/A.java");
        assertThat(files())
                .containsOnlyKeys(
                        "pom.xml",
                        "src/main/java/org/acme/build/A.java",
                        "src/main/java/org/acme/target/A.java",
                        "src/target/A.java");
    }

    @Test
    void linksAreListedButNotFollowedSoThatLoopsEnd(@TempDir Path outside) throws IOException {
        file("a/A.java");
        Files.writeString(outside.resolve("Secret.java"), "class Secret {}");
        Files.createSymbolicLink(root.resolve("a/loop"), root);
        Files.createSymbolicLink(root.resolve("a/self"), root.resolve("a/self"));
        Files.createSymbolicLink(root.resolve("out"), outside);
        Files.createSymbolicLink(root.resolve("Link.java"), root.resolve("a/A.java"));
        Files.createSymbolicLink(root.resolve("dangling"), root.resolve("nowhere"));
        assertThat(files())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "a/A.java", "",
                        "a/loop", "symbolic link",
                        "a/self", "symbolic link",
                        "out", "symbolic link",
                        "Link.java", "symbolic link",
                        "dangling", "symbolic link"));
    }

    @Test
    void namesThatAreNoTextStayApart() throws IOException, InterruptedException {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "only here a file name is any bytes");
        String names = "cd \"$0\" && touch \"$(printf 'a\\376.java')\" \"$(printf 'a\\377.java')\"";
        assertThat(new ProcessBuilder("sh", "-c", names, root.toString())
                        .start()
                        .waitFor())
                .isZero();
        assertThat(files()).containsOnlyKeys("a%FE.java", "a%FF.java");
    }

    @Test
    void anUnreadableDirectoryIsAccountedFor() throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        file("open/A.java");
        Path closed = file("closed/B.java").getParent();
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        try {
            assumeFalse(Files.isReadable(closed), "whoever runs this may read everything");
            assertThat(files())
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of("open/A.java", "", "closed", "unreadable: permission denied"));
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void anEmptyDirectoryHasNoFiles() {
        assertThat(files()).isEmpty();
    }
}

package dev.quarry.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourcesTest {

    @TempDir
    private Path directory;

    private Path file(String path) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "class A {}");
    }

    private static List<String> names(OpenSource source) {
        return source.repositories().stream().map(Repository::name).toList();
    }

    private static List<String> paths(OpenSource source) {
        return source.repositories().stream()
                .flatMap(repository -> repository.files().stream())
                .map(RepositoryFile::path)
                .toList();
    }

    @Test
    void aProjectIsOneRepositoryCalledLikeItsDirectory() throws IOException {
        file("shop/pom.xml");
        file("shop/core/src/main/java/A.java");
        file("shop/web/src/main/java/B.java");
        try (OpenSource source = new Sources().open(directory.resolve("shop").toString())) {
            assertThat(names(source)).containsExactly("shop");
            assertThat(paths(source))
                    .containsExactly("core/src/main/java/A.java", "pom.xml", "web/src/main/java/B.java");
        }
    }

    @Test
    void aDirectoryOfProjectsIsOneRepositoryEach() throws IOException {
        file("all/one/src/A.java");
        file("all/two/build.gradle.kts");
        file("all/notes/B.java");
        file("all/.hidden/pom.xml");
        file("all/README.md");
        try (OpenSource source = new Sources().open(directory.resolve("all").toString())) {
            assertThat(names(source)).containsExactly("one", "two");
            assertThat(source.notes()).singleElement().asString().contains("notes: left out");
        }
    }

    @Test
    void aDirectoryWithoutAnyProjectIsARepositoryToo() throws IOException {
        file("plain/org/acme/A.java");
        file("plain/build/B.java");
        try (OpenSource source = new Sources().open(directory.resolve("plain") + "/")) {
            assertThat(names(source)).containsExactly("plain");
            assertThat(paths(source)).containsExactly("build/B.java", "org/acme/A.java");
        }
    }

    @Test
    void whatIsThereToBeIndexedMustBeThere() throws IOException {
        String gone = directory.resolve("gone").toString();
        assertThatThrownBy(() -> new Sources().open(gone))
                .isInstanceOf(SourceException.class)
                .hasMessage(gone + ": no such directory or file: check the path");
        String text = file("a.txt").toString();
        assertThatThrownBy(() -> new Sources().open(text))
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith(text + ": is neither a directory nor a .jar or .zip file");
        String broken = file("broken.zip").toString();
        assertThatThrownBy(() -> new Sources().open(broken))
                .isInstanceOf(SourceException.class)
                .hasMessageMatching(
                        ".*broken\\.zip: cannot be read as a zip archive \\(.+\\): check that it is complete");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "maven:",
                "maven:a",
                "maven:a:b",
                "maven:a:b:c:d",
                "maven:a::1",
                "maven:a:b:../x",
                "maven:a:b:1 2"
            })
    void aCoordinateHasThreeParts(String source) {
        assertThatThrownBy(() -> new Sources().open(source))
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith(source + ": is no Maven coordinate: write maven:group:artifact:version");
    }
}

package dev.quarry.eval.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quarry.indexer.MavenCoordinate;
import dev.quarry.indexer.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LibrariesTest {
    private static final String ALLOWED_GROUPS =
            "(org\\.apache|org\\.springframework|com\\.google\\.guava|io\\.netty|org\\.hibernate"
                    + "|org\\.eclipse|io\\.vertx|io\\.micrometer|io\\.projectreactor|org\\.jboss|org\\.wildfly|io\\.undertow|org\\.jetbrains"
                    + "|com\\.squareup|io\\.grpc|org\\.elasticsearch|org\\.opensearch|org\\.neo4j|com\\.h2database|org\\.postgresql"
                    + "|org\\.mockito|org\\.assertj|org\\.testng|com\\.puppycrawl|org\\.glassfish|org\\.infinispan|io\\.quarkus"
                    + "|io\\.dropwizard|org\\.bouncycastle|org\\.ow2\\.asm|net\\.bytebuddy|org\\.openjfx|com\\.vaadin|org\\.ehcache"
                    + "|com\\.hazelcast|io\\.trino|org\\.jooq)(\\..*)?";

    @Test
    void onlyAllowedGroupsAreTrainedOn() {
        assertThat(Libraries.training())
                .hasSizeGreaterThan(200)
                .allSatisfy(library -> assertThat(library.group()).matches(ALLOWED_GROUPS));
    }

    @Test
    void noLibraryIsNamedTwice() {
        assertThat(Libraries.training().stream().map(MavenCoordinate::library)).doesNotHaveDuplicates();
    }

    @Test
    void whatIsMeasuredIsNotTrainedOn() {
        assertThat(Libraries.heldOut().stream().map(MavenCoordinate::library))
                .containsExactly(
                        "org.apache.commons:commons-math3",
                        "joda-time:joda-time",
                        "org.apache.pdfbox:pdfbox",
                        "org.mapdb:mapdb");
        assertThat(Libraries.training().stream().map(MavenCoordinate::library))
                .noneMatch(library -> library.matches(
                        ".*(commons-math|commons-numbers|commons-statistics|commons-geometry|commons-rng|commons-lang"
                                + "|org\\.apache\\.pdfbox|skywalking|harmony|joda|mapdb).*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "a:b:c:1", "", "a::1", "a:b:1-SNAPSHOT", "a:b:[1,2)", "a:b:"})
    void aCoordinateIsGroupArtifactAndAFixedVersion(String text) {
        assertThatThrownBy(() -> Libraries.of(text))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("group:artifact:version");
    }

    @Test
    void aFileOfCoordinatesHasComments(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("list.txt");
        Files.writeString(file, "# libraries\n\n a.b:c:1.0 \n");
        assertThat(Libraries.read(file)).isEqualTo(List.of(new MavenCoordinate("a.b", "c", "1.0")));
        Files.writeString(file, "a.b:c\n");
        assertThatThrownBy(() -> Libraries.read(file)).hasMessageStartingWith(file + ": a.b:c: is no Maven coordinate");
        Path missing = directory.resolve("missing.txt");
        assertThatThrownBy(() -> Libraries.read(missing)).hasMessageStartingWith(missing + ": no such file");
    }
}

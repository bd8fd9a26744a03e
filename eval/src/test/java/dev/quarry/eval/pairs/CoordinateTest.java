package dev.quarry.eval.pairs;

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

class CoordinateTest {
    private static final String ALLOWED_GROUPS =
            "(org\\.apache|org\\.springframework|com\\.google\\.guava|io\\.netty|org\\.hibernate"
                    + "|org\\.eclipse|io\\.vertx|io\\.micrometer|io\\.projectreactor|org\\.jboss|org\\.wildfly|io\\.undertow|org\\.jetbrains"
                    + "|com\\.squareup|io\\.grpc|org\\.elasticsearch|org\\.opensearch|org\\.neo4j|com\\.h2database|org\\.postgresql"
                    + "|org\\.mockito|org\\.assertj|org\\.testng|com\\.puppycrawl|org\\.glassfish|org\\.infinispan|io\\.quarkus"
                    + "|io\\.dropwizard|org\\.bouncycastle|org\\.ow2\\.asm|net\\.bytebuddy|org\\.openjfx|com\\.vaadin|org\\.ehcache"
                    + "|com\\.hazelcast|io\\.trino|org\\.jooq)(\\..*)?";

    @Test
    void onlyAllowedGroupsAreTrainedOn() {
        assertThat(Coordinate.training())
                .hasSizeGreaterThan(200)
                .allSatisfy(library -> assertThat(library.group()).matches(ALLOWED_GROUPS));
    }

    @Test
    void noLibraryIsNamedTwice() {
        assertThat(Coordinate.training().stream().map(Coordinate::library)).doesNotHaveDuplicates();
    }

    @Test
    void whatIsMeasuredIsNotTrainedOn() {
        assertThat(Coordinate.heldOut().stream().map(Coordinate::library))
                .containsExactly(
                        "org.apache.commons:commons-math3",
                        "joda-time:joda-time",
                        "org.apache.pdfbox:pdfbox",
                        "org.mapdb:mapdb");
        assertThat(Coordinate.training().stream().map(Coordinate::library))
                .noneMatch(library -> library.matches(
                        ".*(commons-math|commons-numbers|commons-statistics|commons-geometry|commons-rng|commons-lang"
                                + "|org\\.apache\\.pdfbox|skywalking|harmony|joda|mapdb).*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "a:b:c:1", "", "a::1", "a:b:1-SNAPSHOT", "a:b:[1,2)", "a:b:"})
    void aCoordinateIsGroupArtifactAndAFixedVersion(String text) {
        assertThatThrownBy(() -> Coordinate.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("group:artifact:version");
    }

    @Test
    void aFileOfCoordinatesHasComments(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("list.txt");
        Files.writeString(file, "# libraries\n\n a.b:c:1.0 \n");
        assertThat(Coordinate.read(file)).isEqualTo(List.of(new Coordinate("a.b", "c", "1.0")));
        Files.writeString(file, "a.b:c\n");
        assertThatThrownBy(() -> Coordinate.read(file)).hasMessageStartingWith(file + ": 'a.b:c' is no coordinate");
        Path missing = directory.resolve("missing.txt");
        assertThatThrownBy(() -> Coordinate.read(missing)).hasMessageStartingWith(missing + ": no such file");
    }
}

package dev.quarry.eval.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quarry.eval.data.Beir;
import dev.quarry.eval.data.DataSet;
import dev.quarry.indexer.MavenCoordinate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingPairsTest {
    private static final MavenCoordinate ONE = MavenCoordinate.of("org.one:one-core:1.0");
    private static final MavenCoordinate TWO = MavenCoordinate.of("org.two:two:2.0");
    private static final MavenCoordinate UNSEEN = MavenCoordinate.of("org.unseen:unseen:3.0");

    private static final String SHARED = """
                /** Counts the words of a text, in any language. */
                public int countWords(String text) {
                    int words = 0;
                    boolean inside = false;
                    for (char c : text.toCharArray()) {
                        boolean letter = Character.isLetter(c);
                        words += letter && !inside ? 1 : 0;
                        inside = letter;
                    }
                    return words;
                }
            """;

    private static final String HELD = """
                /** Rounds a value to a number of digits. */
                public double round(double value, int digits) {
                    double factor = Math.pow(10, digits);
                    double scaled = value * factor + 0.5;
                    return Math.floor(scaled) / factor;
                }
            """;

    private static final String READER = """
                /**
                 * Reads all lines of the given file into a list.
                 * The file is closed in the end, also after an error.
                 *
                 * @param file the file that holds the lines to read
                 * @return the lines of the file in their order
                 */
                public static List<String> readLines(Path file) throws IOException {
                    if (!Files.exists(file)) {
                        throw new IllegalStateException("file does not exist: " + file);
                    }
                    List<String> lines = new ArrayList<>();
                    // skip the byte order mark at the start
                    int from = hasMark(file) ? 1 : 0;
                    lines.addAll(Files.readAllLines(file).subList(from, size(file)));

                    return lines;
                }
            """;

    @TempDir
    private Path directory;

    private void writeJars() throws IOException {
        jar(
                ONE,
                Map.of(
                        "org/one/Reader.java",
                                file(
                                        "org.one",
                                        "/** Reads files of several kinds line by line. */",
                                        "Reader",
                                        READER + HELD),
                        "org/one/Counter.java", file("org.one", "", "Counter", SHARED),
                        "org/one/shaded/Other.java", file("org.one.shaded", "", "Other", READER)));
        jar(
                TWO,
                Map.of(
                        "org/two/Words.java", file("org.two", "", "Words", SHARED.replace("words", "words")),
                        "org/two/Near.java",
                                file("org.two", "", "Near", SHARED.replace("public int", "protected int"))));
        jar(UNSEEN, Map.of("org/unseen/Maths.java", file("org.unseen", "", "Maths", HELD)));
    }

    @Test
    void everyKindOfPairIsMade() throws IOException {
        writeJars();
        TrainingPairs.write(List.of(ONE), List.of(UNSEEN), SourceJars.in(directory), options("out", 1, 100), quiet());
        Map<String, JsonNode> byKind = new HashMap<>();
        for (JsonNode pair : read("out")) {
            if (pair.get("unit").asText().endsWith("#Reader.readLines")
                    || pair.get("unit").asText().endsWith("#Reader")) {
                byKind.put(pair.get("kind").asText(), pair);
            }
        }
        assertThat(byKind.keySet())
                .containsExactlyInAnyOrder(
                        "summary", "javadoc", "return", "param", "name", "type", "comment", "question", "error");
        JsonNode summary = byKind.get("summary");
        assertThat(summary.get("query").asText()).isEqualTo("Reads all lines of the given file into a list");
        assertThat(summary.get("unit").asText()).isEqualTo("one-core/org/one/Reader.java#Reader.readLines");
        assertThat(summary.get("group").asText()).isEqualTo("org.one:one-core");
        assertThat(summary.get("name").asText()).isEqualTo("readLines");
        assertThat(summary.get("header").asText()).contains("org.one").doesNotContain("given file");
        assertThat(byKind.values())
                .allSatisfy(pair -> assertThat(pair.get("code").asText()).doesNotContain("/**"));
        assertThat(byKind.get("name").get("query").asText()).containsIgnoringCase("read lines");
        assertThat(byKind.get("name").get("code").asText())
                .contains(" _(Path file)")
                .doesNotContain("readLines");
        assertThat(byKind.get("param").get("query").asText()).isEqualTo("the file that holds the lines to read");
        assertThat(byKind.get("return").get("query").asText()).isEqualTo("the lines of the file in their order");
        assertThat(byKind.get("javadoc").get("query").asText()).contains("also after an error. Returns the lines of");
        assertThat(byKind.get("question").get("query").asText()).containsIgnoringCase("read all lines of");
        assertThat(byKind.get("error").get("query").asText()).containsIgnoringCase("file does not exist");
        assertThat(byKind.get("comment").get("code").asText())
                .startsWith("int from")
                .doesNotContain("skip");
    }

    @Test
    void codeIsUsedOnceAndNoneOfTheHeldOutLibraries() throws IOException {
        writeJars();
        PairReport report = TrainingPairs.write(
                List.of(ONE, TWO), List.of(UNSEEN), SourceJars.in(directory), options("out", 2, 100), quiet());
        List<String> units =
                read("out").stream().map(pair -> pair.get("unit").asText()).toList();
        assertThat(units).noneMatch(unit -> unit.contains("#Reader.round") || unit.contains("shaded"));
        assertThat(units.stream().filter(unit -> unit.contains("countWords")).distinct())
                .hasSize(1);
        assertThat(report.dropped())
                .containsEntry("held-out", 1L)
                .containsEntry("exact-duplicate", 1L)
                .containsEntry("near-duplicate", 1L)
                .containsEntry("foreign-file", 1L);
        assertThat(report.heldOut()).containsExactly("org.unseen:unseen:3.0");
        assertThat(report.heldOutUnits()).isEqualTo(2);
        assertThat(report.pairs()).isEqualTo(units.size());
        assertThat(report.libraries())
                .extracting(PairReport.Library::coordinate)
                .containsExactly(ONE.toString(), TWO.toString());
        assertThat(report.libraries())
                .allSatisfy(library -> assertThat(library.sha256()).hasSize(64));
        JsonNode manifest = new ObjectMapper()
                .readTree(directory.resolve("out/manifest.json").toFile());
        assertThat(manifest.get("pairs").asInt()).isEqualTo(units.size());
    }

    @Test
    void theSameSeedGivesTheSameFilesHoweverManyThreadsWork() throws IOException {
        writeJars();
        TrainingPairs.write(List.of(ONE, TWO), List.of(), SourceJars.in(directory), options("a", 1, 100), quiet());
        TrainingPairs.write(List.of(ONE, TWO), List.of(), SourceJars.in(directory), options("b", 3, 100), quiet());
        for (String shard : List.of("train-00.jsonl.gz", "train-01.jsonl.gz")) {
            assertThat(directory.resolve("a").resolve(shard))
                    .hasSameBinaryContentAs(directory.resolve("b").resolve(shard));
        }
        assertThat(read("a")).isNotEmpty();
    }

    @Test
    void aLibraryGivesNoMoreThanItsShare() throws IOException {
        writeJars();
        PairReport report =
                TrainingPairs.write(List.of(ONE), List.of(), SourceJars.in(directory), options("out", 1, 1), quiet());
        assertThat(report.unitsUsed()).isEqualTo(1);
        assertThat(report.dropped()).containsEntry("library-full", 3L);
    }

    @Test
    void aLibraryIsNotTrainedOnAndHeldOut() {
        assertThatThrownBy(() -> TrainingPairs.write(
                        List.of(ONE), List.of(ONE), SourceJars.in(directory), options("out", 1, 1), quiet()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("org.one:one-core:1.0 is held out");
    }

    @Test
    void aMissingOrBrokenJarIsNamedAndLeavesNoFinishedFile() throws IOException {
        assertThatThrownBy(() -> TrainingPairs.write(
                        List.of(ONE), List.of(), SourceJars.in(directory), options("out", 1, 1), quiet()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("holds no one-core-1.0-sources.jar");
        Files.writeString(directory.resolve("one-core-1.0-sources.jar"), "no archive");
        assertThatThrownBy(() -> TrainingPairs.write(
                        List.of(ONE), List.of(), SourceJars.in(directory), options("out", 1, 1), quiet()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("one-core-1.0-sources.jar: cannot be read as an archive");
        assertThat(directory.resolve("out/train-00.jsonl.gz")).doesNotExist();
    }

    @Test
    void theDevelopmentSetAsksForHeldOutMethods() throws IOException {
        jar(
                UNSEEN,
                Map.of(
                        "org/unseen/Maths.java",
                        file("org.unseen", "", "Maths", HELD + SHARED),
                        "org/unseen/More.java",
                        file(
                                "org.unseen",
                                "",
                                "More",
                                HELD.replace("double value", "float value")
                                        + "/** Tells nothing new. */ void x() {}")));
        DevelopmentSet.Size size =
                DevelopmentSet.write(List.of(UNSEEN), SourceJars.in(directory), directory.resolve("dev"));
        assertThat(size).isEqualTo(new DevelopmentSet.Size(4, 2, 3));
        DataSet data = Beir.read(directory.resolve("dev"), "test");
        assertThat(data.corpus().orElseThrow().size()).isEqualTo(4);
        assertThat(data.questions()).containsEntry("q1", "Rounds a value to a number of digits");
        assertThat(data.qrels().of("q1"))
                .containsOnlyKeys("unseen/org/unseen/Maths.java#Maths.round", "unseen/org/unseen/More.java#More.round");
        String corpus = Files.readString(directory.resolve("dev/corpus.jsonl"));
        assertThat(corpus).contains("\"masked\":\"public double _(").doesNotContain("Rounds a value");
    }

    private TrainingPairs.Options options(String output, int threads, int most) {
        return new TrainingPairs.Options(directory.resolve(output), 1, 2, threads, most, most, Optional.empty());
    }

    private static TrainingPairs.Progress quiet() {
        return (library, place, count, pairs) -> {};
    }

    private static String file(String packageName, String javadoc, String type, String members) {
        return "package " + packageName + ";\n" + javadoc + "\npublic class " + type + " {\n" + members + "}\n";
    }

    private void jar(MavenCoordinate library, Map<String, String> files) throws IOException {
        try (ZipOutputStream zip =
                new ZipOutputStream(Files.newOutputStream(directory.resolve(library.sourcesFile())))) {
            for (Map.Entry<String, String> file : new LinkedHashMap<>(files).entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private List<JsonNode> read(String output) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> pairs = new ArrayList<>();
        for (String shard : List.of("train-00.jsonl.gz", "train-01.jsonl.gz")) {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                    new GZIPInputStream(
                            Files.newInputStream(directory.resolve(output).resolve(shard))),
                    StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    pairs.add(json.readTree(line));
                }
            }
        }
        return pairs;
    }
}

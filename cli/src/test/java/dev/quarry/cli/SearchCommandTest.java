package dev.quarry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions to the sample repositories, as a newcomer asks them. */
final class SearchCommandTest {
    private static final String QUESTION = "parse the Retry-After header";

    @TempDir
    static Path scratch;

    private static Shell shell;

    @BeforeAll
    static void indexSamples() {
        shell = new Shell(scratch.resolve("index"));
        assertThat(shell.run("index", Shell.SAMPLES.toString()).exitCode()).isZero();
    }

    @Test
    void showsPlaceSignatureAndMatchingLines() {
        Shell.Result result = shell.run("search", QUESTION, "-k", "3");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains(" 1  courier  src/").containsPattern("\\.java:\\d+-\\d+");
        assertThat(result.out()).containsPattern("(?m)^ {4} *\\d+ │ .*(?i:retry)");
        assertThat(result.out()).doesNotContain("\u001b[").contains(" 3  ").doesNotContain(" 4  ");
    }

    @Test
    void saysInOneLineThatWordsAloneRank() {
        assertThat(shell.run("search", QUESTION).errorLines())
                .singleElement()
                .asString()
                .startsWith("quarry: ranked by words alone");
    }

    @Test
    void coloursMatchesOnATerminal() {
        assertThat(shell.coloured().run("search", QUESTION).out()).containsPattern("\u001b\\[[0-9;]*m(?i:retry)");
    }

    @Test
    void printsJsonForPrograms() throws IOException {
        JsonNode answer = new ObjectMapper()
                .readTree(shell.run("search", "--json", "-k", "2", QUESTION).out());

        assertThat(answer.get("question").asText()).isEqualTo(QUESTION);
        assertThat(answer.get("ranking").asText()).isEqualTo("lexical");
        assertThat(answer.get("hits")).hasSize(2);
        JsonNode first = answer.get("hits").get(0);
        assertThat(first.get("rank").asInt()).isEqualTo(1);
        assertThat(first.get("repository").asText()).isEqualTo("courier");
        assertThat(first.get("first_line").asInt())
                .isPositive()
                .isLessThanOrEqualTo(first.get("last_line").asInt());
        assertThat(first.has("maxsim_score")).isFalse();
        assertThat(first.get("best_lines").get(0).get("text").asText()).isNotBlank();
    }

    @Test
    void filtersRestrictWhatIsFound() throws IOException {
        JsonNode hits = new ObjectMapper()
                .readTree(shell.run(
                                "search",
                                "--json",
                                "--repo=stockroom",
                                "--kind=method",
                                "--no-tests",
                                "-k50",
                                "reserve stock for an order")
                        .out())
                .get("hits");

        assertThat(hits).isNotEmpty().allSatisfy(hit -> {
            assertThat(hit.get("repository").asText()).isEqualTo("stockroom");
            assertThat(hit.get("kind").asText()).isEqualTo("method");
            assertThat(hit.get("test").asBoolean()).isFalse();
        });
    }

    @Test
    void exitCodeTellsThatNothingWasFound() {
        Shell.Result result = shell.run("search", "zzyzx qwxyz");

        assertThat(result.exitCode()).isEqualTo(Quarry.NOTHING_FOUND);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("nothing found");
    }

    @Test
    void searchInASourceIndexesItFirstAndOnlyOnce() throws IOException {
        Path project = Files.createDirectories(scratch.resolve("tiny/src"));
        Files.writeString(
                project.resolve("Clock.java"), "class Clock {\n    long tickTock() {\n        return 42;\n    }\n}\n");
        Shell fresh = new Shell(scratch.resolve("other-index"));
        String source = project.getParent().toString();

        Shell.Result first = fresh.run("search", "--in", source, "tick tock");
        Shell.Result second = fresh.run("search", "--in", source, "tick tock");

        assertThat(first.exitCode()).isZero();
        assertThat(first.err()).contains("tiny: 1 files (1 parsed)");
        assertThat(second.err()).doesNotContain("tiny:");
        assertThat(second.out()).isEqualTo(first.out()).contains("Clock.java:2-4");
    }

    @Test
    void badArgumentsGiveOneLineAndExitCode2() {
        for (String[] arguments : new String[][] {
            {"search"},
            {"search", "-k", "0", "x"},
            {"search", "-k", "many", "x"},
            {"search", "--threads", "0", "x"},
            {"search", "--precision", "f64", "x"},
            {"search", "   "},
            {"search", "--kind=gadget", "x"},
            {"search", "--no-such-option", "x"},
            {"search", "--index=", "x"},
            {"search", "--model=", "x"},
            {"search", "--index=" + scratch.resolve("unmade"), "--in=" + scratch.resolve("missing"), "x"},
            {"index", "--index=" + scratch.resolve("unmade"), ""},
            {"serch", "x"},
        }) {
            Shell.Result result = shell.raw(arguments);
            assertThat(result.exitCode()).as(String.join(" ", arguments)).isEqualTo(Quarry.ERROR);
            assertThat(result.errorLines())
                    .as(String.join(" ", arguments))
                    .singleElement()
                    .asString()
                    .startsWith("quarry: ");
            assertThat(result.out()).isEmpty();
        }
    }

    @Test
    void anAnnotationIsPartOfTheQuestionEvenWhereAFileIsCalledSo() throws IOException {
        Path file = Files.writeString(scratch.resolve("annotation"), "zzyzx");

        Shell.Result result = shell.run("search", "--json", "@" + file, "retry");

        assertThat(new ObjectMapper().readTree(result.out()).get("question").asText())
                .isEqualTo("@" + file + " retry");
    }

    @Test
    void manyWildcardsAreNoTrouble() {
        assertThat(shell.run("search", "--path", "*a" + "?".repeat(40), "retry").exitCode())
                .isEqualTo(Quarry.NOTHING_FOUND);
        assertThat(shell.run("search", "--path", "*e" + "?".repeat(10), "retry").exitCode())
                .isZero();
    }

    @Test
    void namesCannotSteerTheTerminal() throws IOException {
        Path project = Files.createDirectories(scratch.resolve("re\u001b[31md\nrepo/src"));
        Files.writeString(project.resolve("A\u001b[2J\n.java"), "class A { void quux() {} }");
        Files.writeString(project.resolve("B\u0007.java"), "class {");
        Shell fresh = new Shell(scratch.resolve("steering"));

        String printed = fresh.run("search", "--in", project.getParent().toString(), "quux")
                        .out()
                + fresh.run("index", project.getParent().toString()).out()
                + fresh.run("status").out()
                + fresh.run("status", "--files", "windowed").out()
                + fresh.run("index", "no\u001bsuch").err();

        assertThat(printed).contains("re\ufffd[31md\ufffdrepo").doesNotContain("\u001b", "\u0007", "\nrepo");
    }

    @Test
    void aMissingIndexSaysWhatToDo() {
        Shell.Result result = new Shell(scratch.resolve("nowhere")).run("search", "x");

        assertThat(result.exitCode()).isEqualTo(Quarry.ERROR);
        assertThat(result.errorLines())
                .singleElement()
                .asString()
                .contains("nowhere")
                .contains("quarry index");
    }
}

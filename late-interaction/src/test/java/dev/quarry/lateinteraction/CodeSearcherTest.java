package dev.quarry.lateinteraction;

import static dev.quarry.lateinteraction.Fixtures.add;
import static dev.quarry.lateinteraction.Fixtures.method;
import static dev.quarry.lateinteraction.Fixtures.unit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeSearcherTest {

    @TempDir
    private Path temporary;

    private Path index;

    @BeforeEach
    void chooseIndex() {
        index = temporary.resolve("index");
    }

    private void write(CodeUnit... units) {
        try (CodeIndexWriter writer = CodeIndexWriter.open(index, Optional.empty(), "s1")) {
            for (CodeUnit unit : units) {
                add(writer, unit);
            }
            writer.commit();
        }
    }

    private List<Hit> search(SearchRequest request) {
        try (CodeSearcher searcher = CodeSearcher.open(index)) {
            return searcher.search(request);
        }
    }

    private List<String> paths(SearchFilter filter) {
        return search(SearchRequest.of("sample").withFilter(filter)).stream()
                .map(hit -> hit.unit().path())
                .toList();
    }

    @Test
    void whereNothingIsIndexedOneLineSaysSo() {
        assertThatThrownBy(() -> CodeSearcher.open(index))
                .isInstanceOf(IndexException.class)
                .hasMessage(index + ": no index here: make one with quarry index, or choose one with --index");
        assertThat(index).doesNotExist();
        assertThatThrownBy(() -> CodeSearcher.open(temporary))
                .isInstanceOf(IndexException.class)
                .hasMessageStartingWith(temporary + ": no index here");
    }

    @Test
    void anEmptyIndexAnswersWithNothing() {
        CodeIndexWriter.open(index, Optional.empty(), "s1").close();
        assertThatThrownBy(() -> CodeSearcher.open(index)).hasMessageContaining("no index here");

        try (CodeIndexWriter writer = CodeIndexWriter.open(index, Optional.empty(), "s1")) {
            writer.commit();
        }
        try (CodeSearcher searcher = CodeSearcher.open(index)) {
            assertThat(searcher.search(SearchRequest.of("anything"))).isEmpty();
            assertThat(searcher.search(SearchRequest.of(""))).isEmpty();
            assertThat(searcher.status().repositories()).isEmpty();
            assertThat(searcher.model()).isEmpty();
        }
    }

    @Test
    void aHitCarriesTheUnitAsItWasIndexed() {
        CodeUnit unit = new CodeUnit(
                "repo",
                "src/A.java",
                "java",
                CodeUnit.Kind.CLASS,
                "com.example",
                "A",
                "Outer.A",
                "class A",
                "private",
                List.of("Deprecated", "Entity"),
                true,
                "repo com example",
                "Says hello.",
                "class A {\n    int x;\n\n}",
                List.of(3, 4, 7, 9));
        write(unit);

        Hit hit = search(SearchRequest.of("says hello")).getFirst();

        assertThat(hit.unit()).isEqualTo(unit);
        assertThat(hit.rank()).isEqualTo(1);
        assertThat(hit.score()).isPositive().isEqualTo(hit.lexicalScore());
        assertThat(hit.maxSimScore()).isEmpty();
    }

    @Test
    void wordsOfAQuestionFindPartsOfIdentifiersAndNamesCountMost() {
        write(
                method("r", "A.java", "extensionOf", "String extensionOf(Path file) {\n  return split(file);\n}"),
                method("r", "B.java", "open", "void open() {\n  use(fileExtension);\n}"),
                method("r", "C.java", "close", "void close() {}"));

        List<Hit> hits = search(SearchRequest.of("How do I get the extension of files?"));

        assertThat(hits).map(hit -> hit.unit().path()).containsExactly("A.java", "B.java");
    }

    @Test
    void equalScoresAreOrderedByRepositoryPathAndLine() {
        CodeUnit late = unit("b", "A.java", CodeUnit.Kind.METHOD, "same", "", "void same() {}", 30, false);
        CodeUnit early = unit("b", "A.java", CodeUnit.Kind.METHOD, "same", "", "void same() {}", 20, false);
        try (CodeIndexWriter writer = CodeIndexWriter.open(index, Optional.empty(), "s1")) {
            add(writer, method("b", "B.java", "same", "void same() {}"));
            add(writer, late, early);
            add(writer, method("a", "Z.java", "same", "void same() {}"));
            writer.commit();
        }

        assertThat(search(SearchRequest.of("same").withK(3)))
                .map(hit ->
                        hit.unit().repository() + hit.unit().path() + hit.unit().firstLine())
                .containsExactly("aZ.java10", "bA.java20", "bA.java30");
    }

    @Test
    void filtersRestrictWhatIsFound() {
        write(
                unit("a", "src/main/A.java", CodeUnit.Kind.METHOD, "m", "", "void m() {}", 1, false),
                unit("a", "src/test/B.java", CodeUnit.Kind.CLASS, "m", "", "class m {}", 1, true),
                unit("b", "src/main/C.java", CodeUnit.Kind.RECORD, "m", "", "record m() {}", 1, false),
                unit("b", "README.md", CodeUnit.Kind.WINDOW, "m", "", "m", 1, false));
        SearchFilter all = SearchFilter.everything();

        assertThat(paths(all)).hasSize(4);
        assertThat(paths(all.withRepositories(List.of("b")))).containsExactlyInAnyOrder("src/main/C.java", "README.md");
        assertThat(paths(all.withRepositories(List.of("a", "b", "absent")))).hasSize(4);
        assertThat(paths(all.withPaths(List.of("src/**"))))
                .containsExactlyInAnyOrder("src/main/A.java", "src/test/B.java", "src/main/C.java");
        assertThat(paths(all.withPaths(List.of("*.md", "**/test/*"))))
                .containsExactlyInAnyOrder("README.md", "src/test/B.java");
        assertThat(paths(all.withKinds(Set.of(CodeUnit.Kind.RECORD, CodeUnit.Kind.CLASS))))
                .containsExactlyInAnyOrder("src/test/B.java", "src/main/C.java");
        assertThat(paths(all.withLanguages(List.of("text")))).containsExactly("README.md");
        assertThat(paths(all.withTests(SearchFilter.Tests.ONLY))).containsExactly("src/test/B.java");
        assertThat(paths(all.withTests(SearchFilter.Tests.EXCLUDE))).hasSize(3).doesNotContain("src/test/B.java");
        assertThat(paths(all.withRepositories(List.of("a")).withLanguages(List.of("text"))))
                .isEmpty();
    }

    @Test
    void linesThatMatchAreScoredAndHighlighted() {
        write(method(
                "r",
                "A.java",
                "m",
                "void m() {\n  int a = 1;\n  var ext = getFileExtension(path);\n  check(ext, file);\n}"));

        Hit hit = search(SearchRequest.of("file extension")).getFirst();

        assertThat(hit.lines()).map(LineScore::line).containsExactly(12, 13);
        assertThat(hit.bestLines(1)).singleElement().satisfies(line -> {
            assertThat(line.line()).isEqualTo(12);
            assertThat(line.text()).isEqualTo("  var ext = getFileExtension(path);");
            assertThat(line.spans())
                    .map(span -> line.text().substring(span.start(), span.end()))
                    .containsExactly("FileExtension");
        });
        assertThat(hit.matches())
                .map(span -> hit.unit().text().substring(span.start(), span.end()))
                .containsExactly("FileExtension", "file");
    }

    @Test
    void aLongQuestionIsNoProblem() {
        write(method("r", "A.java", "needle", "void needle() {}"));
        StringBuilder question = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            question.append("word")
                    .append((char) ('a' + i % 26))
                    .append("x".repeat(i / 26))
                    .append(' ');
        }

        assertThat(search(SearchRequest.of(question + "needle"))).hasSize(1);
    }

    @Test
    void statusAccountsForEveryUnitAndFile() {
        try (CodeIndexWriter writer = CodeIndexWriter.open(index, Optional.empty(), "splitter 7")) {
            add(writer, method("a", "A.java", "one", "void one() {}"), method("a", "A.java", "two", "void two() {}"));
            add(writer, unit("a", "notes.txt", CodeUnit.Kind.WINDOW, "notes.txt", "", "text", 1, false));
            skip(writer, "x.bin", "binary: starts with 7f 45 4c 46");
            skip(writer, "y.bin", "binary: starts with ca fe ba be");
            skip(writer, "z.java", "too large: 50 MB");
            skip(writer, "z2.java", "does not parse at line 7, column 3: unexpected }");
            add(writer, method("b", "B.java", "three", "void three() {}"));
            writer.deleteFile("b", "B.java");
            add(writer, method("b", "C.java", "four", "void four() {}"));
            writer.commit();
        }

        try (CodeSearcher searcher = CodeSearcher.open(index)) {
            IndexStatus status = searcher.status();

            assertThat(status.splitterVersion()).isEqualTo("splitter 7");
            assertThat(status.unitCount()).isEqualTo(4);
            assertThat(status.fileCount()).isEqualTo(7);
            assertThat(status.bytes()).isPositive();
            assertThat(status.tokens()).isZero();
            assertThat(status.repositories()).map(IndexStatus.Repository::name).containsExactly("a", "b");
            IndexStatus.Repository a = status.repositories().getFirst();
            assertThat(a.units()).isEqualTo(Map.of(CodeUnit.Kind.METHOD, 2L, CodeUnit.Kind.WINDOW, 1L));
            assertThat(a.files()).isEqualTo(Map.of(FileRecord.Outcome.PARSED, 2L, FileRecord.Outcome.SKIPPED, 4L));
            assertThat(a.reasons())
                    .containsExactly(
                            new IndexStatus.Reason(FileRecord.Outcome.SKIPPED, "binary", 2, "x.bin"),
                            new IndexStatus.Reason(FileRecord.Outcome.SKIPPED, "does not parse", 1, "z2.java"),
                            new IndexStatus.Reason(FileRecord.Outcome.SKIPPED, "too large", 1, "z.java"));
            assertThat(searcher.files(FileRecord.Outcome.SKIPPED))
                    .map(FileRecord::path)
                    .containsExactly("x.bin", "y.bin", "z.java", "z2.java");
        }
    }

    private static void skip(CodeIndexWriter writer, String path, String reason) {
        writer.replaceFile(new FileRecord("a", path, "h", FileRecord.Outcome.SKIPPED, reason, 0), List.of());
    }

    @Test
    void vectorsFindWhatWordsMissAndAlignTokens() {
        ModelStamp model = new ModelStamp("tiny", "abc", 8);
        Random random = new Random(42);
        TokenVectors question = Fixtures.vectors(random, 8, 3);
        CodeUnit answer = method("r", "Answer.java", "answer", "void answer() {\n  one();\n  two();\n}");
        int one = answer.text().indexOf("one");
        int two = answer.text().indexOf("two");
        TokenVectors answerVectors =
                new TokenVectors(8, question.values(), new int[] {0, one, two}, new int[] {0, one + 3, two + 3});
        try (CodeIndexWriter writer = CodeIndexWriter.open(index, Optional.of(model), "s1")) {
            for (int i = 0; i < 600; i++) {
                CodeUnit unit = method("r", "U" + i + ".java", "unit", "void unit() {}");
                TokenVectors vectors = Fixtures.vectors(random, 8, 2 + i % 5);
                writer.replaceFile(
                        Fixtures.parsed("r", unit.path(), "h", 1),
                        List.of(new EmbeddedUnit(unit, Optional.of(vectors))));
            }
            writer.replaceFile(
                    Fixtures.parsed("r", answer.path(), "h", 1),
                    List.of(new EmbeddedUnit(answer, Optional.of(answerVectors))));
            writer.commit();
        }

        Hit hit =
                search(SearchRequest.of("nothing alike").withVectors(question)).getFirst();

        assertThat(hit.unit()).isEqualTo(answer);
        assertThat(hit.lexicalScore()).isZero();
        assertThat(hit.maxSimScore().getAsDouble()).isCloseTo(1, within(1e-3));
        assertThat(hit.alignment()).map(TokenAlignment::documentToken).containsExactly(0, 1, 2);
        assertThat(hit.alignment())
                .map(token -> answer.text().substring(token.start(), token.end()))
                .containsExactly("", "one", "two");
        assertThat(hit.lines()).map(LineScore::line).containsExactly(11, 12);
        assertThat(hit.lines().getFirst().spans()).containsExactly(new Span(2, 5));
        try (CodeSearcher searcher = CodeSearcher.open(index)) {
            assertThat(searcher.model()).contains(model);
            assertThat(searcher.status().tokens()).isEqualTo(600 / 5 * (2 + 3 + 4 + 5 + 6) + 3);
        }
    }

    @Test
    void vectorsThatTheIndexCannotCompareAreRefused() {
        write(method("r", "A.java", "alpha", "void alpha() {}"));
        SearchRequest request = SearchRequest.of("alpha").withVectors(Fixtures.vectors(new Random(1), 4, 2));
        assertThatThrownBy(() -> search(request))
                .isInstanceOf(IndexException.class)
                .hasMessageContaining("holds no vectors");

        index = temporary.resolve("other");
        try (CodeIndexWriter writer =
                CodeIndexWriter.open(index, Optional.of(new ModelStamp("tiny", "abc", 8)), "s1")) {
            writer.commit();
        }
        assertThatThrownBy(() -> search(request))
                .isInstanceOf(IndexException.class)
                .hasMessageContaining("holds vectors of dimension 8, the question has 4");
    }

    @Test
    void aRequestWithoutDetailsRanksTheSame() {
        List<CodeUnit> units = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            units.add(method("r", "A" + i + ".java", "same" + i, "void same() {}\n".repeat(1 + i)));
        }
        write(units.toArray(CodeUnit[]::new));

        List<Hit> full = search(SearchRequest.of("same"));
        List<Hit> bare = search(SearchRequest.of("same").withoutDetails());

        assertThat(bare).map(Hit::unit).isEqualTo(full.stream().map(Hit::unit).toList());
        assertThat(full).allSatisfy(hit -> assertThat(hit.matches()).isNotEmpty());
        assertThat(bare).allSatisfy(hit -> assertThat(hit.matches()).isEmpty());
    }
}

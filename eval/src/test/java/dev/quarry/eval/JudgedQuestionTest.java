package dev.quarry.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quarry.indexer.UnitSplitter;
import dev.quarry.lateinteraction.CodeUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgedQuestionTest {
    private static final Path SAMPLES = Path.of("..", "sample-repos");

    @TempDir
    private Path directory;

    @Test
    void everyOverloadOfAJudgedNameAnswers() throws IOException {
        Path file = directory.resolve("questions.jsonl");
        Files.writeString(file, """
                {"id": "x-1", "question": "how?", "relevant": [{"repository": "r", "path": "A.java", "unit": "A.go", "grade": 2}]}
                """);
        List<JudgedQuestion> questions = JudgedQuestion.read(file);
        Map<String, CodeUnit> units = units("r", "A.java", "class A { void go() {} void go(int n) {} void stop() {} }");
        Qrels qrels = JudgedQuestion.qrels(questions, units);
        assertThat(qrels.of("x-1")).hasSize(2).containsValue(2);
        assertThat(units.values().stream().mapToInt(questions.getFirst()::grade).sum())
                .isEqualTo(4);
    }

    @Test
    void aJudgedPlaceThatIsGoneIsAnError() {
        JudgedQuestion question =
                new JudgedQuestion("x-1", "how?", List.of(new JudgedQuestion.Answer("r", "A.java", "A.gone", 1)));
        Map<String, CodeUnit> units = units("r", "A.java", "class A { void go() {} }");
        assertThatThrownBy(() -> JudgedQuestion.qrels(List.of(question), units))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("A.gone in r/A.java");
    }

    @Test
    void aBrokenQuestionIsNamed() throws IOException {
        Path file = directory.resolve("questions.jsonl");
        Files.writeString(file, "{\"id\": \"x-1\", \"question\": \"how?\", \"relevant\": []}\n");
        assertThatThrownBy(() -> JudgedQuestion.read(file)).hasMessage(file + ":1: no answer is given in 'relevant'");
        String line =
                "{\"id\":\"x\",\"question\":\"?\",\"relevant\":[{\"repository\":\"r\",\"path\":\"p\",\"unit\":\"u\",\"grade\":%s}]}\n";
        Files.writeString(file, line.formatted("0"));
        assertThatThrownBy(() -> JudgedQuestion.read(file)).hasMessageStartingWith(file + ":1: grade 0");
        Files.writeString(file, line.formatted("1") + line.formatted("1"));
        assertThatThrownBy(() -> JudgedQuestion.read(file)).hasMessage(file + ":2: the id x occurs twice");
    }

    /** The samples' code and their judgements must not drift apart. */
    @Test
    void theSampleQuestionsAreAnsweredByTheSamples() throws IOException {
        List<JudgedQuestion> questions = JudgedQuestion.read(SAMPLES.resolve("questions.jsonl"));
        Map<String, CodeUnit> units = new LinkedHashMap<>();
        for (String repository : List.of("courier", "stockroom", "quill")) {
            Path root = SAMPLES.resolve(repository);
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    String path = root.relativize(file).toString().replace('\\', '/');
                    units.putAll(units(repository, path, Files.readString(file)));
                }
            }
        }
        Qrels qrels = JudgedQuestion.qrels(questions, units);
        assertThat(qrels.queries()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(qrels.grades().values())
                .allSatisfy(judged -> assertThat(judged).containsValue(2));
    }

    private static Map<String, CodeUnit> units(String repository, String path, String text) {
        Map<String, CodeUnit> units = new LinkedHashMap<>();
        for (CodeUnit unit : new UnitSplitter().split(repository, path, text).units()) {
            units.put(repository + "/" + path + "#" + units.size(), unit);
        }
        return units;
    }
}

package dev.quarry.eval.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.quarry.eval.data.JudgedQuestion.Level;
import dev.quarry.lateinteraction.CodeUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgedQuestionTest {
    @TempDir
    private Path directory;

    @Test
    void aHitIsTheAnswerThatItIsAt() throws IOException {
        List<JudgedQuestion> questions = read("""
                {"id": "x", "question": "how?", "relevant": [
                {"repository": "r", "path": "A.java", "unit": "A.go", "grade": 2},
                {"repository": "r", "path": "A.java", "lines": [30, 40]},
                {"repository": "r", "path": "B.java"}]}
                """.replace("\n{", "{").replace("[{", "[{") + "\n");
        DataSet set = JudgedQuestion.dataSet("set", questions, Level.UNIT);

        assertThat(set.qrels().of("x")).isEqualTo(Map.of("r/A.java#A.go", 2, "r/A.java:30-40", 1, "r/B.java", 1));
        assertThat(set.naming().document("x", unit("A.java", "A.go", 3, 9))).isEqualTo("r/A.java#A.go");
        assertThat(set.naming().document("x", unit("A.java", "A.stop", 40, 50))).isEqualTo("r/A.java:30-40");
        assertThat(set.naming().document("x", unit("A.java", "A.stop", 41, 50))).isEqualTo("r/A.java#A.stop");
        assertThat(set.naming().document("x", unit("B.java", "B.any", 1, 2))).isEqualTo("r/B.java");
        assertThat(set.naming().document("other", unit("B.java", "B.any", 1, 2)))
                .isEqualTo("r/B.java#B.any");
    }

    @Test
    void atTheLevelOfFilesEveryUnitStandsForItsFile() throws IOException {
        List<JudgedQuestion> questions =
                read("{\"id\":\"x\",\"question\":\"?\",\"relevant\":[" + answer("1") + "," + answer("2") + "]}\n");
        DataSet set = JudgedQuestion.dataSet("set", questions, Level.FILE);
        assertThat(set.qrels().of("x")).isEqualTo(Map.of("r/p", 2));
        assertThat(set.naming().document("x", unit("p", "A.any", 1, 2))).isEqualTo("r/p");
        assertThat(set.naming().document("x", unit("q", "A.any", 1, 2))).isEqualTo("r/q");
    }

    @Test
    void brokenQuestionsAreNamed() throws IOException {
        String question = "{\"id\":\"%s\",\"question\":\"?\",\"relevant\":[%s]}\n";
        Path file = write(question.formatted("a", "")
                + question.formatted("b", answer("0"))
                + question.formatted("c", answer("1"))
                + question.formatted("c", answer("1"))
                + question.formatted("d", "{\"repository\":\"r\"}")
                + question.formatted("e", "{\"repository\":\"r\",\"path\":\"p\",\"lines\":[4,3]}"));
        List<String> problems = catchThrowableOfType(DataSetException.class, () -> JudgedQuestion.read(file))
                .problems();
        assertThat(problems)
                .containsExactly(
                        file + ":1: no answer is given in 'relevant'",
                        file + ":2: grade 0 is no whole number from 1 to 99",
                        file + ":4: the id c occurs twice, first on line 3",
                        file + ":5: has no field 'path'",
                        file + ":6: 'lines' is no [first, last] counted from 1");
    }

    private static String answer(String grade) {
        return "{\"repository\":\"r\",\"path\":\"p\",\"unit\":\"u\",\"grade\":%s}".formatted(grade);
    }

    private List<JudgedQuestion> read(String lines) throws IOException {
        return JudgedQuestion.read(write(lines));
    }

    private Path write(String lines) throws IOException {
        return Files.writeString(directory.resolve("questions.jsonl"), lines);
    }

    private static CodeUnit unit(String path, String qualifiedName, int first, int last) {
        return new CodeUnit(
                "r",
                path,
                "java",
                CodeUnit.Kind.METHOD,
                "p",
                qualifiedName,
                qualifiedName,
                "",
                "public",
                List.of(),
                false,
                "",
                "",
                "x",
                IntStream.rangeClosed(first, last).boxed().toList());
    }
}

package dev.quarry.eval.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChallengeTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(directory.resolve("queries.csv"), "query\nsort a list\n\"read, write\"\nnobody asked\n");
        annotations("""
                Language,Query,GitHubUrl,Relevance,Notes
                Java,sort a list,u1,3,
                Java,sort a list,u1,2,"a note, with ""signs""
                over two lines"
                Java,Sort a list,u2,0,
                Python,sort a list,u3,3,
                Java,"read, write",u2,1,
                """);
        String function = "{\"url\":\"%s\",\"func_name\":\"f\",\"language\":\"java\",\"code\":\"x\",\"docstring\":\"\","
                + "\"docstring_tokens\":[],\"code_tokens\":[]}\n";
        Files.writeString(directory.resolve("java.jsonl"), function.formatted("u1") + function.formatted("u2"));
    }

    private Path annotations(String text) throws IOException {
        return Files.writeString(directory.resolve("annotationStore.csv"), text);
    }

    @Test
    void gradesOfSeveralPeopleAreAveraged() throws IOException {
        DataSet set = Challenge.read(directory);
        assertThat(set.questions()).containsExactly(Map.entry("q1", "sort a list"), Map.entry("q2", "read, write"));
        assertThat(set.challenge().orElseThrow().means())
                .isEqualTo(Map.of("q1", Map.of("u1", 2.5, "u2", 0.0), "q2", Map.of("u2", 1.0)));
        assertThat(set.qrels().of("q1")).isEqualTo(Map.of("u1", 3, "u2", 0));
        assertThat(set.corpus().orElseThrow().size()).isEqualTo(2);
    }

    /** By hand, after relevanceeval.py: gains 2^g − 1; ranks among annotated functions alone, or among all. */
    @Test
    void ndcgIsTheChallengesOwn() {
        ChallengeGrades grades =
                new ChallengeGrades(Map.of("q", Map.of("a", 2.5, "b", 1.0, "c", 0.0), "nothing", Map.of("a", 0.0)));
        List<String> ranking = List.of("x", "b", "y", "a");
        double ideal = (Math.pow(2, 2.5) - 1) / 1 + 1 / log2(3);
        assertThat(grades.ndcg(question -> ranking, true))
                .isCloseTo((1 / 1.0 + (Math.pow(2, 2.5) - 1) / log2(3)) / ideal, within(1e-12));
        assertThat(grades.ndcg(question -> ranking, false))
                .isCloseTo((1 / log2(3) + (Math.pow(2, 2.5) - 1) / log2(5)) / ideal, within(1e-12));
    }

    @Test
    void functionsThatAreNotSearchedAreCounted() throws IOException {
        annotations("Language,Query,GitHubUrl,Relevance,Notes\nJava,sort a list,u1,3,\nJava,sort a list,gone,3,\n");
        assertThat(Challenge.read(directory).notes())
                .containsExactly(
                        "1 of 2 annotated functions are not among the 2 that are searched and cannot be found");
    }

    @Test
    void problemsAreNamedWithTheirLine() throws IOException {
        Path file = annotations(
                "Language,Query,GitHubUrl,Relevance,Notes\nJava,sort a list,u1,3,\"two\nlines\"\n\nJava,sort a list,u1,7,\nJava,what,u1,1,\nJava\n");
        assertThat(catchThrowableOfType(DataSetException.class, () -> Challenge.read(directory))
                        .problems())
                .containsExactly(
                        file + ":5: the relevance '7' is none of 0, 1, 2 and 3",
                        file + ":6: annotates the query 'what', which is not in queries.csv",
                        file + ":7: expected Language,Query,GitHubUrl,Relevance,Notes");
    }

    @Test
    void aQuoteThatIsNotClosedIsNamedWhereItsRowBegins() throws IOException {
        Path file =
                annotations("Language,Query,GitHubUrl,Relevance,Notes\nJava,sort a list,u1,3,\nJava,\"sort,u1,1,\n\n");
        assertThat(catchThrowableOfType(DataSetException.class, () -> Challenge.read(directory))
                        .problems())
                .singleElement()
                .asString()
                .startsWith(file + ":3: this row is not valid CSV");
    }

    private static double log2(double x) {
        return Math.log(x) / Math.log(2);
    }
}

package dev.quarry.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.quarry.lateinteraction.CodeUnit;
import dev.quarry.lateinteraction.Hit;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class JudgedRunTest {
    private static final List<JudgedQuestion> QUESTIONS = List.of(new JudgedQuestion(
            "q1",
            "how to add",
            List.of(
                    new JudgedQuestion.Answer("r", "A.java", "A.add", 2),
                    new JudgedQuestion.Answer("r", "A.java", "A.sum", 1))));

    @Test
    void overloadsAreOneDocumentAtTheRankOfTheBest() {
        Run run = JudgedRun.of(
                "test",
                QUESTIONS,
                question -> List.of(hit(1, "A.add", 3), hit(2, "A.add", 9), hit(3, "B.other", 1), hit(4, "A.sum", 20)));

        assertThat(run.ranking("q1")).containsExactly("r/A.java#A.add", "r/A.java#B.other", "r/A.java#A.sum");
        double ideal = 2 + 1 / log2(3);
        assertThat(Metric.of("ndcg@10")
                        .of(run.ranking("q1"), JudgedRun.qrels(QUESTIONS).of("q1")))
                .isCloseTo((2 + 1 / log2(4)) / ideal, within(1e-12));
    }

    @Test
    void nothingFoundScoresZero() {
        Run run = JudgedRun.of("test", QUESTIONS, question -> List.of());

        assertThat(Scores.of(Metric.of("mrr@10"), JudgedRun.qrels(QUESTIONS), run)
                        .mean())
                .isZero();
    }

    private static double log2(double x) {
        return Math.log(x) / Math.log(2);
    }

    private static Hit hit(int rank, String qualifiedName, int line) {
        CodeUnit unit = new CodeUnit(
                "r",
                "A.java",
                "java",
                CodeUnit.Kind.METHOD,
                "p",
                qualifiedName.substring(2),
                qualifiedName,
                "void " + qualifiedName.substring(2) + "()",
                "public",
                List.of(),
                false,
                "r | p",
                "",
                "void x() {}",
                List.of(line));
        return new Hit(rank, 1.0, unit, 1.0, OptionalDouble.empty(), List.of(), List.of(), List.of());
    }
}

package dev.quarry.eval.pairs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quarry.indexer.MavenCoordinate;
import dev.quarry.lateinteraction.CodeUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WrittenQuestionsTest {
    private static final String SOURCE = "void reset() { buffer.clear(); }";

    private static CodeUnit unit(String source) {
        return new CodeUnit(
                "lib",
                "org/A.java",
                "java",
                CodeUnit.Kind.METHOD,
                "org",
                "reset",
                "A.reset",
                "void reset()",
                "public",
                List.of(),
                false,
                "lib | org | A",
                "",
                source,
                List.of(1));
    }

    private static WrittenQuestions about(CodeUnit unit, String question) {
        String line = "{\"unit\": \"%s\", \"code\": \"%s\", \"question\": \"%s\"}"
                .formatted(PairRules.id(unit), WrittenQuestions.digest(unit.source()), question);
        return WrittenQuestions.read(line.lines());
    }

    @Test
    void aUnitIsAskedForByWhatWasWrittenAboutItsVeryCode() {
        WrittenQuestions questions = about(unit(SOURCE), "throw away what was typed?");

        assertThat(questions.of(unit(SOURCE))).containsExactly("throw away what was typed?");
        assertThat(questions.of(unit("void reset() { }")))
                .as("an overload, or another release")
                .isEmpty();
    }

    @Test
    void theyBecomePairsOfTheirOwnKind() {
        List<TrainingPair> pairs = new PairRules(42, about(unit(SOURCE), "throw away what was typed?"))
                .of(unit(SOURCE), "org:lib", "lib", reason -> {});

        assertThat(pairs)
                .filteredOn(pair -> pair.kind() == PairKind.ASKED)
                .singleElement()
                .satisfies(pair -> assertThat(pair.query()).isEqualTo("throw away what was typed?"))
                .satisfies(pair -> assertThat(pair.code()).isEqualTo(SOURCE));
    }

    @Test
    void allAreAboutTrainingLibraries() {
        Set<String> training =
                Libraries.training().stream().map(MavenCoordinate::artifact).collect(Collectors.toSet());

        assertThat(WrittenQuestions.bundled().units())
                .hasSizeGreaterThan(1_000)
                .allSatisfy(unit -> assertThat(training).contains(unit.substring(0, unit.indexOf('/'))));
    }
}

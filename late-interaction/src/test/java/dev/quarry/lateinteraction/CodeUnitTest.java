package dev.quarry.lateinteraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CodeUnitTest {
    private static CodeUnit unit(String header, String javadoc) {
        return new CodeUnit(
                "lib",
                "A.java",
                "java",
                CodeUnit.Kind.METHOD,
                "",
                "m",
                "A.m",
                "void m()",
                "public",
                List.of(),
                false,
                header,
                javadoc,
                "void m() {}",
                List.of(1));
    }

    @Test
    void theJavadocIsEncodedOnceItsSummaryInTheHeader() {
        CodeUnit unit = unit("lib | A\nEmpties it.", "Empties it. Nothing is kept.\n@throws IOException never");

        assertThat(unit.text())
                .isEqualTo("lib | A\nEmpties it.\nNothing is kept.\n@throws IOException never\nvoid m() {}");
        assertThat(unit.text().substring(unit.sourceStart())).isEqualTo(unit.source());
    }

    @Test
    void aUnitWithoutMoreJavadocIsItsHeaderAndItsSource() {
        assertThat(unit("lib | A\nEmpties it.", "Empties it.").text()).isEqualTo("lib | A\nEmpties it.\nvoid m() {}");
        assertThat(unit("lib | A", "").text()).isEqualTo("lib | A\nvoid m() {}");
    }

    @Test
    void veryLongJavadocIsCutAtAWord() {
        CodeUnit unit = unit("lib | A", "word ".repeat(500));

        assertThat(unit.text()).hasSizeBetween(950, 1_050).contains("word\nvoid m() {}");
        assertThat(unit.text().substring(unit.sourceStart())).isEqualTo(unit.source());
    }
}

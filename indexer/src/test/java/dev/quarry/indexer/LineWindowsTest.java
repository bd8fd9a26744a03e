package dev.quarry.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quarry.lateinteraction.CodeUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LineWindowsTest {

    private static List<CodeUnit> windows(String path, String text) {
        return new UnitSplitter().split("acme", path, text).units();
    }

    @Test
    void overlapAndEndAtBlankLines() {
        String text = IntStream.rangeClosed(1, 100)
                .mapToObj(i -> i == 35 ? "" : "line " + i)
                .collect(Collectors.joining("\n"));
        List<CodeUnit> windows = windows("notes/userGuide.txt", text);
        assertThat(windows).extracting(CodeUnit::firstLine).containsExactly(1, 28, 60);
        assertThat(windows).extracting(CodeUnit::lastLine).containsExactly(34, 67, 100);
        CodeUnit first = windows.getFirst();
        assertThat(first.kind()).isEqualTo(CodeUnit.Kind.WINDOW);
        assertThat(first.language()).isEqualTo("text");
        assertThat(first.header()).isEqualTo("acme | notes user guide");
        assertThat(first.name()).isEqualTo("userGuide.txt");
        assertThat(first.qualifiedName()).isEqualTo("notes/userGuide.txt");
        assertThat(first.signature()).isEqualTo("line 1");
    }

    @Test
    void startAfreshAtHeadings() {
        String text = "# One\n" + "a\n".repeat(34) + "## Two\n" + "b\n".repeat(20);
        List<CodeUnit> windows = windows("README.md", text);
        assertThat(windows).extracting(CodeUnit::signature).containsExactly("# One", "## Two");
    }

    @Test
    void breakLinesThatAreTooLong() {
        List<CodeUnit> windows = windows("data.txt", "word ".repeat(10_000));
        assertThat(windows).hasSizeGreaterThan(5);
        assertThat(windows).allSatisfy(window -> {
            assertThat(window.source().length()).isLessThanOrEqualTo(8_000);
            assertThat(window.lines()).containsOnly(1);
        });
    }

    @Property(tries = 200)
    void everyLineThatSaysSomethingIsInAWindowAsItStandsInTheFile(
            @ForAll @Size(max = 300) List<@IntRange(max = 60) Integer> lengths) {
        List<String> lines = lengths.stream()
                .map(length -> length < 10 ? "" : "# ".repeat(length % 2) + "x".repeat(length))
                .toList();
        Set<Integer> seen = new HashSet<>();
        for (CodeUnit window : windows("a.txt", String.join("\n", lines))) {
            String[] source = window.source().split("\n", -1);
            assertThat(source).hasSameSizeAs(window.lines()).hasSizeLessThanOrEqualTo(52);
            for (int i = 0; i < source.length; i++) {
                assertThat(source[i]).isEqualTo(lines.get(window.lines().get(i) - 1));
                seen.add(window.lines().get(i));
            }
        }
        for (int n = 1; n <= lines.size(); n++) {
            assertThat(lines.get(n - 1).isEmpty() || seen.contains(n)).isTrue();
        }
    }
}

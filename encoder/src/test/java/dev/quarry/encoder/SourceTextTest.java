package dev.quarry.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SourceTextTest {

    @Test
    void stripsAsPythonDoes() {
        SourceText text = SourceText.of(" \u00a0\u0085\t\u001ca b\u3000\n", false);
        assertThat(text.encoded()).isEqualTo("a b");
        assertThat(text.offsets()).containsExactly(5, 6, 7, 8);
    }

    @Test
    void countsUtf16Units() {
        SourceText text = SourceText.of(" \uD83D\uDE00中x", false);
        assertThat(text.offsets()).containsExactly(1, 3, 4, 5);
    }

    @Test
    void findsTheWayBackFromLongerLowerCase() {
        SourceText text = SourceText.of("AİB", true);
        assertThat(text.encoded()).isEqualTo("ai\u0307b");
        assertThat(text.offsets()).containsExactly(0, 1, 1, 2, 3);
    }

    @Test
    void replacesUnpairedSurrogates() {
        SourceText text = SourceText.of("a\uD800b\uDC00", false);
        assertThat(text.encoded()).isEqualTo("a\uFFFDb\uFFFD");
        assertThat(text.offsets()).containsExactly(0, 1, 2, 3, 4);
    }

    @Property
    void offsetsAscendWithinTheText(@ForAll String original, @ForAll boolean lowerCase) {
        SourceText text = SourceText.of(original, lowerCase);
        int codePoints = text.encoded().codePointCount(0, text.encoded().length());
        assertThat(text.offsets()).hasSize(codePoints + 1);
        int before = 0;
        for (int offset : text.offsets()) {
            assertThat(offset).isBetween(before, original.length());
            before = offset;
        }
    }
}

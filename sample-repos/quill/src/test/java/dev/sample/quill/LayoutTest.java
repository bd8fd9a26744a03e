package dev.sample.quill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sample.quill.casing.CaseStyle;
import dev.sample.quill.casing.Permalink;
import dev.sample.quill.layout.AnsiStyle;
import dev.sample.quill.layout.GridPrinter;
import dev.sample.quill.layout.Indenter;
import dev.sample.quill.layout.LineBreaker;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LayoutTest {
    @Test
    void wrapsBetweenWordsAndKeepsParagraphs() {
        assertEquals(
                List.of("one two", "three", "", "four"), new LineBreaker(7).flow("one two three\n\n  four"));
        assertEquals(List.of("abc", "def", "g"), new LineBreaker(3).flow("abcdefg"));
        assertEquals(List.of("abcdefg"), new LineBreaker(3, false).flow("abcdefg"));
        assertThrows(IllegalArgumentException.class, () -> new LineBreaker(0));
    }

    @Test
    void justifiedLinesEndAtTheMargin() {
        assertEquals(List.of("a   b  c", "dddddd"), new LineBreaker(8).flowJustified("a b c dddddd"));
    }

    @Test
    void coloursTakeNoRoomInTables() {
        String table = new GridPrinter("name", "n")
                .align(1, GridPrinter.Side.RIGHT)
                .row(AnsiStyle.RED.paint("ab"), 5)
                .row("abcdef", 12)
                .toString();
        assertEquals("name   |  n\n-------+---\nab     |  5\nabcdef | 12\n", AnsiStyle.strip(table));
        assertThrows(IllegalArgumentException.class, () -> new GridPrinter("a").row(1, 2));
    }

    @Test
    void noColorWins() {
        assertFalse(AnsiStyle.wanted(Map.of("NO_COLOR", "1", "FORCE_COLOR", "1"), true));
        assertTrue(AnsiStyle.wanted(Map.of("TERM", "xterm"), true));
        assertFalse(AnsiStyle.wanted(Map.of(), true));
    }

    @Test
    void indentsAndBack() {
        assertEquals("  a\n\n  b", Indenter.shift("a\n\nb", "  "));
        assertEquals("a\n  b", Indenter.dedent("    a\n      b"));
        assertEquals("- a\n  b", Indenter.hang("a\nb", "- ", "  "));
        assertEquals("a   b", Indenter.untabify("a\tb", 4));
    }

    @Test
    void changesCase() {
        assertEquals("parse_http_header2", CaseStyle.SNAKE.apply("parseHTTPHeader2"));
        assertEquals("maxRetryCount", CaseStyle.CAMEL.apply("MAX_RETRY_COUNT"));
        assertEquals("Invoice line total", CaseStyle.label("invoiceLineTotal"));
    }

    @Test
    void permalinks() {
        assertEquals("gruesse-aus-koeln", Permalink.of("Grüße aus Köln!"));
        assertEquals("its-me-and-you", Permalink.of("It's me & you"));
        assertEquals("news-3", Permalink.unique("News", Set.of("news", "news-2")));
    }
}

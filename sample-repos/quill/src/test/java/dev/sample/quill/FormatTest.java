package dev.sample.quill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sample.quill.format.DelimitedReader;
import dev.sample.quill.format.HtmlText;
import dev.sample.quill.format.IniFile;
import dev.sample.quill.format.MiniMarkdown;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormatTest {
    @Test
    void readsQuotedFields() throws IOException {
        String text = "a,\"b,\"\"c\"\"\r\nd\",\r\n\r\nx,y,z";
        try (DelimitedReader csv = DelimitedReader.csv(new StringReader(text))) {
            assertEquals(List.of("a", "b,\"c\"\nd", ""), csv.next());
            assertEquals(List.of("x", "y", "z"), csv.next());
            assertNull(csv.next());
        }
        DelimitedReader open = DelimitedReader.csv(new StringReader("a\n\"b"));
        open.next();
        assertEquals("quote opened on line 2 is never closed", assertThrows(IOException.class, open::next).getMessage());
    }

    @Test
    void joinsWhatItReads() throws IOException {
        List<String> fields = List.of("plain", "with,comma", "say \"hi\"", "two\nlines", "");
        String record = DelimitedReader.join(fields, ',');
        assertEquals(fields, DelimitedReader.csv(new StringReader(record)).next());
        assertEquals(
                List.of(Map.of("k", "1", "v", "")),
                DelimitedReader.tsv(new StringReader("k\tv\n1")).withHeader());
    }

    @Test
    void ini() {
        IniFile ini = IniFile.parse("top=1\n; note\n[db]\nurl: jdbc:x=y\nlist = a\n  b\ndebug = on\n");
        assertEquals("1", ini.get("", "top").orElseThrow());
        assertEquals("jdbc:x=y", ini.get("db", "url").orElseThrow());
        assertEquals("a\nb", ini.get("db", "list").orElseThrow());
        assertTrue(ini.flag("db", "debug", false));
        assertFalse(ini.flag("db", "absent", false));
        assertThrows(IllegalArgumentException.class, () -> ini.flag("db", "list", true));
        assertThrows(IllegalArgumentException.class, () -> IniFile.parse("nonsense"));
    }

    @Test
    void markdown() {
        assertEquals(
                "<h2>Title</h2>\n<p>Some <strong>bold</strong> <code>a*b*c</code></p>\n<ul>\n<li>x</li>\n<li>y</li>\n</ul>\n"
                        + "<pre><code>1 &lt; 2\n</code></pre>\n",
                MiniMarkdown.toHtml("## Title\nSome **bold** `a*b*c`\n\n- x\n- y\n```\n1 < 2\n```"));
        assertEquals(
                "<p><a href=\"https://x.test/\">a</a> b</p>\n",
                MiniMarkdown.toHtml("[a](https://x.test/) [b](javascript:alert)"));
    }

    @Test
    void html() {
        String nasty = "<a href='x'>\"&\"";
        assertEquals(nasty, HtmlText.unescape(HtmlText.escape(nasty)));
        assertEquals("é € &unknown;", HtmlText.unescape("&#233; &#x20AC; &unknown;"));
        assertEquals(
                "Title\nOne two\nThree & four",
                HtmlText.strip("<style>p{}</style><h1>Title</h1><p>One <b>two</b></p><br/>\nThree &amp; four<!-- x -->"));
    }
}

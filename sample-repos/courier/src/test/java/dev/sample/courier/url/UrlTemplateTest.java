package dev.sample.courier.url;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlTemplateTest {
    private static final Map<String, Object> VALUES =
            Map.of("id", "a/b c", "page", 2, "empty", "", "tags", List.of("red", "blue & green"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /u/{id}             | /u/a%2Fb%20c
            /u/{+id}            | /u/a/b%20c
            /u{?page,missing}   | /u?page=2
            /u?x=1{&tags*}      | /u?x=1&tags=red&tags=blue%20%26%20green
            /u{?tags}           | /u?tags=red,blue%20%26%20green
            /u{;page,empty}     | /u;page=2;empty
            /u{?empty}          | /u?empty=
            /u{/page,page}{#id} | /u/2/2#a/b%20c
            /u{.missing}        | /u
            """)
    void expandsAsTheRfcSays(String template, String expected) {
        assertEquals(expected, UrlTemplate.compile(template).expand(VALUES).toString());
    }

    @Test
    void refusesBrokenTemplates() {
        assertThrows(IllegalArgumentException.class, () -> UrlTemplate.compile("/u/{id"));
        assertThrows(IllegalArgumentException.class, () -> UrlTemplate.compile("/u/{a b}"));
    }

    @Test
    void queryKeepsOrderAndRepeats() {
        QueryString query = QueryString.parse("b=1&a=x+y&b=%C3%A9");
        assertEquals("b=1&a=x%20y&b=%C3%A9", query.encoded());
        assertEquals("a=x%20y&b=1&b=%C3%A9", query.sorted().encoded());
        assertEquals(URI.create("http://h/p?b=2#f"), QueryString.EMPTY.plus("b", 2).appliedTo(URI.create("http://h/p?q=1#f")));
    }

    @ParameterizedTest
    @CsvSource({
        "http://h/items?page=1#top, ?page=2, http://h/items?page=2",
        "http://h, x, http://h/x",
        "http://h/a/b, ../c, http://h/c",
        "http://h/a, https://other/b, https://other/b"
    })
    void resolvesReferencesAsBrowsersDo(String base, String reference, String expected) {
        assertEquals(expected, UrlResolver.resolve(URI.create(base), reference).toString());
    }

    @ParameterizedTest
    @CsvSource({"100%", "%4", "%zz", "%ff"})
    void decodingIsStrict(String text) {
        assertThrows(PercentCodec.MalformedException.class, () -> PercentCodec.decode(text, StandardCharsets.UTF_8));
    }
}

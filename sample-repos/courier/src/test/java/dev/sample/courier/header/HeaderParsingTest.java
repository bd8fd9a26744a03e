package dev.sample.courier.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sample.courier.Headers;
import dev.sample.courier.ManualTime;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderParsingTest {
    private final ManualTime time = new ManualTime();

    @Test
    void retryAfterAsSecondsOrDate() {
        assertEquals(Optional.of(Duration.ofSeconds(120)), RetryAfter.from(Headers.of("Retry-After", "120"), time));
        String inAMinute = HttpDates.format(time.instant().plusSeconds(60));
        assertEquals(Optional.of(Duration.ofSeconds(60)), RetryAfter.from(Headers.of("Retry-After", inAMinute), time));
        assertEquals(Optional.empty(), RetryAfter.from(Headers.of("Retry-After", "soon"), time));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"})
    void datesInThreeSpellings(String text) {
        assertEquals(Optional.of(Instant.parse("1994-11-06T08:49:37Z")), HttpDates.parse(text));
    }

    @Test
    void linksWithCommasInQuotes() {
        LinkHeader links = LinkHeader.parse(
                "<?page=2>; title=\"a, b; c\"; rel=\"next last\", </first>; rel=first", URI.create("https://h/items?page=1"));
        assertEquals(Optional.of(URI.create("https://h/items?page=2")), links.target("NEXT"));
        assertEquals(Optional.of(URI.create("https://h/first")), links.target("first"));
        assertEquals("a, b; c", links.all().getFirst().parameters().get("title"));
        assertEquals(Optional.empty(), links.target("prev"));
    }

    @Test
    void fileNamesAreTamed() {
        ContentDisposition both =
                ContentDisposition.parse("attachment; filename=\"x.txt\"; filename*=UTF-8''%e2%82%ac%20rates.txt");
        assertEquals(Optional.of("€ rates.txt"), both.fileName());
        assertEquals(Optional.of("passwd"), ContentDisposition.parse("attachment; filename=\"../../etc/passwd\"").safeFileName());
        assertEquals(Optional.empty(), ContentDisposition.parse("attachment; filename=\"..\"").safeFileName());
    }

    @Test
    void headersKeepLineBreaksOut() {
        assertThrows(IllegalArgumentException.class, () -> Headers.of("X-A", "1\r\nX-B: 2"));
        assertTrue(Headers.of("x-a", "1").has("X-A"));
        assertEquals("{Authorization=[*****]}", Headers.of("Authorization", "Basic abc").toString());
    }
}

package dev.sample.quill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sample.quill.encoding.CharsetSniffer;
import dev.sample.quill.encoding.Fingerprint;
import dev.sample.quill.encoding.LineEnding;
import dev.sample.quill.encoding.UnicodeCleaner;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EncodingTest {
    @Test
    void guessesCharsets() {
        Charset western = Charset.forName("windows-1252");
        assertEquals(StandardCharsets.UTF_8, CharsetSniffer.guess("Köln".getBytes(StandardCharsets.UTF_8)));
        assertEquals(western, CharsetSniffer.guess("Köln".getBytes(western)));
        assertEquals(StandardCharsets.UTF_16LE, CharsetSniffer.guess("Hello".getBytes(StandardCharsets.UTF_16LE)));
        assertEquals("Hi", CharsetSniffer.read("\uFEFFHi".getBytes(StandardCharsets.UTF_8)));
        assertEquals("Hi", CharsetSniffer.read("\uFEFFHi".getBytes(Charset.forName("UTF-32LE"))));
        assertTrue(CharsetSniffer.looksBinary(new byte[] {1, 2, 3, 0, 4}));
        assertFalse(CharsetSniffer.looksBinary("Hello".getBytes(StandardCharsets.UTF_16BE)));
    }

    @Test
    void lineEndings() {
        assertEquals("a\nb\nc\n\n", LineEnding.LF.normalise("a\r\nb\rc\n\r\n"));
        assertEquals(LineEnding.CRLF, LineEnding.prevailing("a\r\nb\r\nc\n"));
        assertEquals("a\r\nb\r\n", LineEnding.CRLF.tidy("a  \nb\n\n\n"));
        assertEquals("", LineEnding.LF.tidy("\n\n"));
    }

    @Test
    void unicode() {
        assertTrue(UnicodeCleaner.sameLooking("Caf\u00E9", "Cafe\u0301\u200B"));
        assertEquals("Creme brulee, Strasse, Lodz", UnicodeCleaner.plain("Crème brûlée, Straße, Łódź"));
        assertEquals("\"a\" - ?", UnicodeCleaner.toAscii("“a” – 猫"));
    }

    @Test
    void fingerprints() {
        assertEquals(Fingerprint.exact("a\r\nb"), Fingerprint.exact("a\nb"));
        assertNotEquals(Fingerprint.crc("ab"), Fingerprint.crc("ba"));
        String text = "The quick brown fox jumps over the lazy dog near the bank of the river at dawn. ".repeat(3);
        long near = Fingerprint.similar(text + "Today.");
        long far = Fingerprint.similar("Entirely different words make up this paragraph about insurance contracts.");
        assertTrue(Fingerprint.bitsApart(Fingerprint.similar(text), near) <= 8);
        assertTrue(Fingerprint.bitsApart(Fingerprint.similar(text), far) > 15);
    }
}

package dev.sample.quill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sample.quill.id.RandomCode;
import dev.sample.quill.io.StringPool;
import dev.sample.quill.number.HumanDuration;
import dev.sample.quill.number.NumberSpeller;
import dev.sample.quill.number.RomanNumeral;
import dev.sample.quill.order.HumanOrder;
import dev.sample.quill.privacy.BlockedWords;
import dev.sample.quill.privacy.Redactor;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EverydayTest {
    @Test
    void numbersInNamesSortByValue() {
        List<String> sorted = Stream.of("file10", "file2", "File1", "file02", "file")
                .sorted(HumanOrder.IGNORING_CASE)
                .toList();
        assertEquals(List.of("file", "File1", "file2", "file02", "file10"), sorted);
        assertTrue(HumanOrder.EXACT.compare("v99999999999999999999", "v100000000000000000000") < 0);
    }

    @Test
    void romans() {
        for (int n = 1; n < 4000; n++) {
            assertEquals(n, RomanNumeral.parse(RomanNumeral.format(n)));
        }
        assertEquals("MCMXCIV", RomanNumeral.format(1994));
        assertThrows(NumberFormatException.class, () -> RomanNumeral.parse("IIII"));
    }

    @Test
    void numbersInWords() {
        assertEquals("minus one thousand forty-two", NumberSpeller.spell(-1042));
        assertEquals("two million", NumberSpeller.spell(2_000_000));
        assertTrue(NumberSpeller.spell(Long.MIN_VALUE).startsWith("minus nine quintillion two hundred twenty-three"));
        assertEquals("one hundred twelve and 05/100", NumberSpeller.amount(new BigDecimal("112.05")));
        assertEquals("112th", NumberSpeller.ordinal(112));
        assertEquals("22nd", NumberSpeller.ordinal(22));
    }

    @Test
    void durations() {
        assertEquals("1 hour, 1 minute", HumanDuration.say(Duration.ofSeconds(3661)));
        assertEquals(Duration.ofMinutes(90), HumanDuration.parse("1h 30m"));
        assertThrows(IllegalArgumentException.class, () -> HumanDuration.parse("1h ago"));
        Instant now = Instant.EPOCH;
        assertEquals("3 hours ago", HumanDuration.relative(now.minusSeconds(10_900), now));
        assertEquals("1.5 KiB", HumanDuration.bytes(1536));
    }

    @Test
    void hidesPersonalData() {
        assertEquals(
                "j***@example.org paid with **** **** **** 1111, password=***",
                Redactor.clean("john.doe@example.org paid with 4111 1111 1111 1111, password=hunter2"));
        assertEquals("order 1234567890123", Redactor.cards("order 1234567890123"));
    }

    @Test
    void blocksWholeWordsInDisguise() {
        BlockedWords blocked = new BlockedWords(List.of("badger", "moon"));
        assertEquals("a ******, badgers, *****", blocked.censor("a b4dgér, badgers, Mooon"));
        assertFalse(blocked.anyIn("moonlight"));
    }

    @Test
    void poolSharesEqualStrings() {
        StringPool pool = new StringPool(100);
        String first = pool.share(new String("Berlin"));
        assertSame(first, pool.share("in Berlin".toCharArray(), 3, 9));
    }

    @Test
    void codesTellMistakes() {
        String code = new RandomCode().next(9);
        assertTrue(RandomCode.isIntact(RandomCode.grouped(code).toLowerCase(java.util.Locale.ROOT)));
        char wrong = code.charAt(3) == 'A' ? 'B' : 'A';
        assertFalse(RandomCode.isIntact(code.substring(0, 3) + wrong + code.substring(4)));
    }
}

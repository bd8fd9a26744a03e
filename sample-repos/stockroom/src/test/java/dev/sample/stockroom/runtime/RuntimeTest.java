package dev.sample.stockroom.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sample.stockroom.security.AuditTrail;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class RuntimeTest {

    @Test
    void environmentWinsAndReferencesResolve() {
        Properties file = new Properties();
        file.setProperty("jdbc.host", "localhost");
        file.setProperty("jdbc.url", "jdbc:x://${jdbc.host}/s");
        file.setProperty("a", "${b}");
        file.setProperty("b", "${a}");
        file.setProperty("wait", "15");
        Settings settings = new Settings(file, Map.of("STOCKROOM_JDBC_HOST", "db1"));
        assertEquals("jdbc:x://db1/s", settings.text("jdbc.url"));
        assertThrows(IllegalArgumentException.class, () -> settings.text("a"));
        assertThrows(IllegalArgumentException.class, () -> settings.span("wait"));
    }

    @Test
    void dayWithTwentyThreeHours() {
        ZonedDateTime before = ZonedDateTime.of(2025, 3, 29, 3, 0, 0, 0, ZoneId.of("Europe/Berlin"));
        assertEquals(Duration.ofHours(23), Timetable.untilNext(before, LocalTime.of(3, 0)));
    }

    @Test
    void hangingProbeDoesNotHangTheBoard() {
        try (HealthBoard board = new HealthBoard(Duration.ofMillis(100))) {
            board.add("fine", true, () -> true);
            board.add("hangs", false, () -> {
                Thread.sleep(60_000);
                return true;
            });
            assertEquals(
                    Map.of("fine", HealthBoard.Mood.UP, "hangs", HealthBoard.Mood.LIMPING), board.ask());
            assertTrue(board.ready());
            board.leave();
            assertFalse(board.ready());
        }
    }

    @Test
    void lastOpenedIsClosedFirstEvenIfOneFails() {
        List<String> order = new ArrayList<>();
        ShutdownSequence sequence = new ShutdownSequence(Duration.ofSeconds(5));
        sequence.onStop("first", () -> order.add("first"));
        sequence.onStop("bad", () -> {
            throw new IllegalStateException("expected in this test");
        });
        sequence.onStop("last", () -> order.add("last"));
        sequence.stop();
        sequence.stop();
        assertEquals(List.of("last", "first"), order);
    }

    @Test
    void tamperingShows() {
        AuditTrail trail = new AuditTrail(Clock.systemUTC());
        trail.note("kim", "moved", "NUT");
        trail.note("lee", "counted", "NUT");
        List<AuditTrail.Entry> chain = new ArrayList<>(trail.all());
        assertTrue(AuditTrail.firstBroken(chain).isEmpty());
        AuditTrail.Entry e = chain.getFirst();
        chain.set(0, new AuditTrail.Entry(e.number(), e.at(), "eve", e.what(), e.subject(), e.seal()));
        assertEquals(0, AuditTrail.firstBroken(chain).orElseThrow());
    }
}

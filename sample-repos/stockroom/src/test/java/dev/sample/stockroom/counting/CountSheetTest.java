package dev.sample.stockroom.counting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sample.stockroom.catalog.Sku;
import dev.sample.stockroom.ledger.InMemoryLedger;
import dev.sample.stockroom.ledger.Movement;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountSheetTest {
    private static final Sku NUT = Sku.mint("NUT", 1);
    private static final Instant NOON = Instant.parse("2025-03-01T12:00:00Z");

    private final InMemoryLedger ledger = new InMemoryLedger();
    private final CountSheet sheet = new CountSheet(
            "C-1", "BER", List.of(NUT), 0.02, ledger, Clock.fixed(NOON, ZoneOffset.UTC));

    CountSheetTest() {
        ledger.append(List.of(Movement.of(NOON, NUT, "BER", Movement.Kind.RECEIPT, 100, "PO-1", "kim")));
    }

    @Test
    void bigDifferenceIsCountedTwiceByTwoPeople() {
        sheet.enter(NUT, 90, "kim");
        assertThrows(IllegalStateException.class, () -> sheet.settle("boss"));
        assertThrows(IllegalArgumentException.class, () -> sheet.enter(NUT, 90, "kim"));
        sheet.enter(NUT, 91, "lee");
        assertEquals(-9, sheet.settle("boss").getFirst().quantity());
        assertEquals(91, ledger.onHand(NUT, "BER"));
        assertThrows(IllegalStateException.class, () -> sheet.settle("boss"));
    }

    @Test
    void laterShipmentsDoNotSpoilTheCount() {
        sheet.enter(NUT, 99, "kim");
        ledger.append(List.of(Movement.of(
                NOON.plusSeconds(60), NUT, "BER", Movement.Kind.SHIPMENT, -20, "order 7", "kim")));
        sheet.settle("boss");
        assertEquals(79, ledger.onHand(NUT, "BER"));
    }

    @Test
    void dearArticlesAreCountedMoreOften() {
        LocalDate day = LocalDate.of(2025, 3, 1);
        Sku dear = Sku.mint("NUT", 2);
        List<CountPlanner.Turnover> articles = List.of(
                new CountPlanner.Turnover(NUT, new BigDecimal("50"), day.minusDays(60)),
                new CountPlanner.Turnover(dear, new BigDecimal("950"), day.minusDays(31)));
        assertEquals(List.of(dear), new CountPlanner().dueOn(day, articles, 10));
    }
}

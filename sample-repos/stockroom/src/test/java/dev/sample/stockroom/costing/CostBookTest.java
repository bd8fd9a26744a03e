package dev.sample.stockroom.costing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sample.stockroom.catalog.PackLadder;
import dev.sample.stockroom.catalog.Sku;
import dev.sample.stockroom.lots.FreshnessPicker;
import dev.sample.stockroom.lots.Lot;
import dev.sample.stockroom.money.Money;
import dev.sample.stockroom.purchasing.DemandHistory;
import dev.sample.stockroom.purchasing.ReplenishmentAdvisor;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostBookTest {
    private static final Currency EUR = Currency.getInstance("EUR");

    @Test
    void oldestPriceFirst() {
        CostBook book = new FifoCostBook(EUR);
        book.received(10, new BigDecimal("1.00"));
        book.received(10, new BigDecimal("2.00"));
        assertEquals(Money.of("14.00", "EUR"), book.issued(12));
        assertEquals(Money.of("16.00", "EUR"), book.value());
    }

    @Test
    void averageLeavesNoCrumbs() {
        CostBook book = new AverageCostBook(EUR);
        book.received(3, new BigDecimal("0.333333"));
        book.issued(1);
        book.issued(1);
        book.issued(1);
        assertEquals(Money.zero(EUR), book.value());
    }

    @Test
    void soonestToSpoilLeavesFirst() {
        Sku milk = Sku.mint("MLK", 1);
        LocalDate day = LocalDate.of(2025, 3, 1);
        List<Lot> lots = List.of(
                new Lot("late", milk, "BER", day.plusDays(20), 10, false),
                new Lot("soon", milk, "BER", day.plusDays(8), 4, false),
                new Lot("tooSoon", milk, "BER", day.plusDays(2), 50, false),
                new Lot("blocked", milk, "BER", day.plusDays(9), 50, true));
        FreshnessPicker.Outcome outcome = new FreshnessPicker(5).choose(lots, 12, day);
        assertEquals(
                List.of(new FreshnessPicker.Take("soon", 4), new FreshnessPicker.Take("late", 8)), outcome.takes());
        assertEquals(0, outcome.shortBy());
    }

    @Test
    void cushionFollowsTheTextbook() {
        DemandHistory demand = new DemandHistory(new long[] {8, 12, 10, 10, 10});
        var terms = new ReplenishmentAdvisor.Terms(9, 0, 20, 0, "piece");
        ReplenishmentAdvisor advisor = new ReplenishmentAdvisor(0.975);
        // z = 1.95996, sigma = sqrt(2), L = 9: 1.95996 * sqrt(18) = 8.32
        assertEquals(9, advisor.cushion(demand, terms));
        assertEquals(99, advisor.trigger(demand, terms));
        assertTrue(advisor.advise(100, demand, terms, PackLadder.singles("piece")).isEmpty());
        assertEquals(9, advisor.advise(90, demand, terms, PackLadder.singles("piece")).orElseThrow().quantity());
    }
}

package dev.sample.stockroom.counting;

import dev.sample.stockroom.catalog.Sku;
import dev.sample.stockroom.ledger.Movement;
import dev.sample.stockroom.ledger.StockLedger;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A blind stock count: the counter sees the articles but not the figures in the book.
 *
 * <p>People count while goods keep moving. The book figure that a count is held against is therefore the one at the
 * moment of counting, not the one when the sheet was printed or closed.
 */
public final class CountSheet {
    private record Tally(long counted, Instant at, String by) {}

    /** What was found and what the book said. */
    public record Difference(Sku sku, long counted, long book, boolean needsSecondCount) {
        public long delta() {
            return counted - book;
        }
    }

    private final String number;
    private final String warehouse;
    private final double tolerance;
    private final StockLedger ledger;
    private final Clock clock;
    private final Map<Sku, List<Tally>> tallies = new LinkedHashMap<>();
    private boolean closed;

    /** @param tolerance share of the book figure up to which one count is believed, e.g. 0.02 */
    public CountSheet(
            String number, String warehouse, List<Sku> articles, double tolerance, StockLedger ledger, Clock clock) {
        this.number = number;
        this.warehouse = warehouse;
        this.tolerance = tolerance;
        this.ledger = ledger;
        this.clock = clock;
        articles.forEach(sku -> tallies.put(sku, new ArrayList<>()));
    }

    public synchronized void enter(Sku sku, long counted, String by) {
        if (closed) {
            throw new IllegalStateException("count sheet " + number + " is closed");
        }
        List<Tally> entries = tallies.get(sku);
        if (entries == null) {
            throw new IllegalArgumentException(sku + " is not on count sheet " + number);
        }
        if (counted < 0) {
            throw new IllegalArgumentException("cannot count " + counted + " pieces");
        }
        if (!entries.isEmpty() && entries.getLast().by().equals(by)) {
            throw new IllegalArgumentException("the second count of " + sku + " must be done by someone else");
        }
        entries.add(new Tally(counted, clock.instant(), by));
    }

    public synchronized List<Difference> differences() {
        List<Difference> found = new ArrayList<>();
        tallies.forEach((sku, entries) -> {
            if (entries.isEmpty()) {
                return;
            }
            Tally last = entries.getLast();
            long book = ledger.onHandAt(sku, warehouse, last.at());
            if (last.counted() != book) {
                found.add(new Difference(sku, last.counted(), book, entries.size() < 2 && suspicious(last, book)));
            }
        });
        return found;
    }

    private boolean suspicious(Tally tally, long book) {
        return Math.abs(tally.counted() - book) > tolerance * Math.max(1, book);
    }

    /**
     * Books the differences and closes the sheet.
     *
     * @throws IllegalStateException when an article is not counted yet or waits for its second count
     */
    public synchronized List<Movement> settle(String approvedBy) {
        if (closed) {
            throw new IllegalStateException("count sheet " + number + " is closed, its differences are booked");
        }
        tallies.forEach((sku, entries) -> {
            if (entries.isEmpty()) {
                throw new IllegalStateException(sku + " on count sheet " + number + " has not been counted");
            }
        });
        List<Difference> open = differences();
        open.stream().filter(Difference::needsSecondCount).findFirst().ifPresent(d -> {
            throw new IllegalStateException(
                    d.sku() + ": counted " + d.counted() + " but the book says " + d.book() + ", count it again");
        });
        List<Movement> corrections = open.stream()
                .map(d -> Movement.of(
                        clock.instant(),
                        d.sku(),
                        warehouse,
                        Movement.Kind.COUNT_CORRECTION,
                        d.delta(),
                        "count " + number,
                        approvedBy))
                .toList();
        ledger.append(corrections);
        closed = true;
        return corrections;
    }
}

package dev.sample.stockroom.ledger;

import dev.sample.stockroom.catalog.Sku;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The book of what came in and what went out. There is no "quantity" column that anyone may overwrite: what lies on the
 * shelf is the sum of the lines, so every figure can be explained line by line.
 */
public interface StockLedger {

    /**
     * Writes all lines or none.
     *
     * @throws InsufficientStock when a line would take an article in a warehouse below zero
     */
    void append(List<Movement> lines);

    long onHand(Sku sku, String warehouse);

    /** Per warehouse code; warehouses without the article are left out. */
    Map<String, Long> onHandEverywhere(Sku sku);

    /** What lay there at a moment in the past, lines of that very moment included: the auditors' favourite question. */
    long onHandAt(Sku sku, String warehouse, Instant moment);

    List<Movement> history(Sku sku, Instant from, Instant until);

    /** More was asked for than there is. */
    final class InsufficientStock extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final long missing;

        public InsufficientStock(Sku sku, String warehouse, long wanted, long present) {
            super("only " + present + " of " + sku + " in " + warehouse + ", " + wanted + " wanted");
            this.missing = wanted - present;
        }

        public long missing() {
            return missing;
        }
    }
}

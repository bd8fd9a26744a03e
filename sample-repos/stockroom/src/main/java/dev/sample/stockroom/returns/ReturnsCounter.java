package dev.sample.stockroom.returns;

import dev.sample.stockroom.catalog.Sku;
import dev.sample.stockroom.ledger.Movement;
import dev.sample.stockroom.ledger.StockLedger;
import dev.sample.stockroom.money.Money;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Goods that customers send back. */
public final class ReturnsCounter {

    public enum Condition {
        UNOPENED,
        OPENED,
        DAMAGED,
        DAMAGED_BY_US
    }

    public enum Fate {
        BACK_ON_SHELF,
        INSPECTION,
        BIN
    }

    public record Sale(String order, Sku sku, long quantity, Money unitPrice, LocalDate delivered) {}

    public record Settlement(Fate fate, Money refund) {}

    private record SaleLine(String order, Sku sku) {}

    private final StockLedger ledger;
    private final Clock clock;
    private final int windowDays;
    private final BigDecimal openedFactor;
    private final Map<SaleLine, Long> alreadyBack = new HashMap<>();

    /** @param openedFactor share of the price refunded for an opened article, e.g. 0.8 */
    public ReturnsCounter(StockLedger ledger, Clock clock, int windowDays, BigDecimal openedFactor) {
        this.ledger = ledger;
        this.clock = clock;
        this.windowDays = windowDays;
        this.openedFactor = openedFactor;
    }

    /**
     * Takes goods back.
     *
     * <p>Nobody can return more than was bought, not even in several visits. After the window has closed only our own
     * mistakes are made good.
     *
     * @throws IllegalArgumentException with the reason to give to the customer
     */
    public synchronized Settlement accept(
            Sale sale, long quantity, Condition condition, String warehouse, String clerk) {
        SaleLine line = new SaleLine(sale.order(), sale.sku());
        long before = alreadyBack.getOrDefault(line, 0L);
        if (quantity <= 0 || before + quantity > sale.quantity()) {
            throw new IllegalArgumentException("order " + sale.order() + " had " + sale.quantity() + " of " + sale.sku()
                    + ", " + before + " came back already");
        }
        LocalDate lastDay = sale.delivered().plusDays(windowDays);
        if (LocalDate.now(clock).isAfter(lastDay) && condition != Condition.DAMAGED_BY_US) {
            throw new IllegalArgumentException("returns for order " + sale.order() + " closed on " + lastDay);
        }
        Fate fate = fateOf(condition);
        movement(sale, quantity, fate, warehouse, clerk).ifPresent(m -> ledger.append(List.of(m)));
        alreadyBack.put(line, before + quantity);
        return new Settlement(fate, refund(sale, quantity, condition));
    }

    private static Fate fateOf(Condition condition) {
        return switch (condition) {
            case UNOPENED -> Fate.BACK_ON_SHELF;
            case OPENED -> Fate.INSPECTION;
            case DAMAGED, DAMAGED_BY_US -> Fate.BIN;
        };
    }

    // Goods under inspection lie in a shadow warehouse, out of reach of the shop.
    private Optional<Movement> movement(Sale sale, long quantity, Fate fate, String warehouse, String clerk) {
        if (fate == Fate.BIN) {
            return Optional.empty();
        }
        String where = fate == Fate.INSPECTION ? warehouse + "-QA" : warehouse;
        return Optional.of(Movement.of(
                clock.instant(),
                sale.sku(),
                where,
                Movement.Kind.CUSTOMER_RETURN,
                quantity,
                "return of " + sale.order(),
                clerk));
    }

    private Money refund(Sale sale, long quantity, Condition condition) {
        Money full = sale.unitPrice().times(BigDecimal.valueOf(quantity));
        return switch (condition) {
            case UNOPENED, DAMAGED_BY_US -> full;
            case OPENED -> full.times(openedFactor);
            case DAMAGED -> Money.zero(full.currency());
        };
    }
}

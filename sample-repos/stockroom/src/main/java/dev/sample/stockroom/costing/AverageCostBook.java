package dev.sample.stockroom.costing;

import dev.sample.stockroom.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/** Moving weighted average: every delivery blends into one price. */
public final class AverageCostBook implements CostBook {
    private final Currency currency;
    private long quantity;
    private BigDecimal worth = BigDecimal.ZERO;

    public AverageCostBook(Currency currency) {
        this.currency = currency;
    }

    @Override
    public void received(long added, BigDecimal unitCost) {
        worth = worth.add(unitCost.multiply(BigDecimal.valueOf(added)));
        quantity += added;
    }

    @Override
    public Money issued(long taken) {
        if (taken > quantity) {
            throw new IllegalStateException("average book holds " + quantity + ", " + taken + " issued");
        }
        // The last piece takes all that is left, so that rounding never leaves a value without goods.
        Money cost = taken == quantity
                ? Money.of(worth, currency)
                : Money.of(unitCost().multiply(BigDecimal.valueOf(taken)), currency);
        worth = taken == quantity ? BigDecimal.ZERO : worth.subtract(cost.amount());
        quantity -= taken;
        return cost;
    }

    public BigDecimal unitCost() {
        return quantity == 0
                ? BigDecimal.ZERO
                : worth.divide(BigDecimal.valueOf(quantity), 6, RoundingMode.HALF_EVEN);
    }

    @Override
    public Money value() {
        return Money.of(worth, currency);
    }

    @Override
    public long quantity() {
        return quantity;
    }
}

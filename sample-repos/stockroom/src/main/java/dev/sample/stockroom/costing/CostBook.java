package dev.sample.stockroom.costing;

import dev.sample.stockroom.money.Money;
import java.math.BigDecimal;

/** What our goods are worth and what the sold ones have cost us, for one article in one currency. */
public sealed interface CostBook permits FifoCostBook, AverageCostBook {

    void received(long quantity, BigDecimal unitCost);

    /** Cost of goods sold. */
    Money issued(long quantity);

    Money value();

    long quantity();
}

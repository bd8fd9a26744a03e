package dev.sample.stockroom.purchasing;

import dev.sample.stockroom.catalog.Product;
import dev.sample.stockroom.costing.CostBook;
import dev.sample.stockroom.ledger.Movement;
import dev.sample.stockroom.ledger.StockLedger;
import dev.sample.stockroom.lots.Lot;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Books a delivery into stock. */
public final class ReceivingDock {
    private final StockLedger ledger;
    private final Function<Product, CostBook> costs;
    private final Consumer<Lot> lots;
    private final Clock clock;

    public ReceivingDock(StockLedger ledger, Function<Product, CostBook> costs, Consumer<Lot> lots, Clock clock) {
        this.ledger = ledger;
        this.costs = costs;
        this.lots = lots;
        this.clock = clock;
    }

    /** What the clerk reads off the delivery note and the label. */
    public record Delivery(
            Product product, BigDecimal amount, String unit, Optional<String> lot, Optional<LocalDate> bestBefore) {}

    /**
     * Unpacks the delivery to base units, ticks it off the purchase order, then enters ledger, cost and lot.
     *
     * @return base units booked
     */
    public long book(PurchaseOrder order, Delivery delivery, String warehouse, String clerk) {
        Product product = delivery.product();
        LocalDate today = LocalDate.now(clock);
        if (product.lotTracked()) {
            demandDate(delivery, today);
        }
        long quantity = product.packs().toBase(delivery.amount(), delivery.unit());
        BigDecimal unitCost = order.arrived(product.sku(), quantity);
        Movement line = Movement.of(
                clock.instant(),
                product.sku(),
                warehouse,
                Movement.Kind.RECEIPT,
                quantity,
                order.number(),
                clerk);
        ledger.append(List.of(delivery.lot().map(line::inLot).orElse(line)));
        costs.apply(product).received(quantity, unitCost);
        if (product.lotTracked()) {
            lots.accept(new Lot(
                    delivery.lot().orElseThrow(),
                    product.sku(),
                    warehouse,
                    delivery.bestBefore().orElseThrow(),
                    quantity,
                    false));
        }
        return quantity;
    }

    // Two thirds of the shelf life must be left, the usual rule of the trade.
    private static void demandDate(Delivery delivery, LocalDate today) {
        Product product = delivery.product();
        if (delivery.lot().isEmpty() || delivery.bestBefore().isEmpty()) {
            throw new IllegalArgumentException(product.sku() + " spoils: lot number and best-before date are needed");
        }
        long life = today.plus(product.shelfLife().orElseThrow()).toEpochDay() - today.toEpochDay();
        long left = delivery.bestBefore().get().toEpochDay() - today.toEpochDay();
        if (left * 3 < life * 2) {
            throw new IllegalArgumentException(product.sku() + " lot " + delivery.lot().get() + ": only " + left + " of "
                    + life + " days left, refuse the delivery");
        }
    }
}

package dev.sample.stockroom.holds;

import dev.sample.stockroom.catalog.Sku;
import dev.sample.stockroom.purchasing.PurchaseOrder;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Answers "when can I have it?" for the shop's product page. */
public final class AvailabilityBoard {
    private final HoldDesk holds;
    private final ToLongFunction<Sku> buffer;

    /** @param buffer pieces kept back from the web shop, since a figure may be wrong or a piece broken */
    public AvailabilityBoard(HoldDesk holds, ToLongFunction<Sku> buffer) {
        this.holds = holds;
        this.buffer = buffer;
    }

    public long sellable(Sku sku, List<String> warehouses) {
        long free = warehouses.stream().mapToLong(w -> holds.free(sku, w)).sum();
        return Math.max(0, free - buffer.applyAsLong(sku));
    }

    /**
     * The first day on which so many could be sent: today when enough is free, else the day when open purchase orders
     * have brought in the rest. Empty when nothing on order would suffice.
     */
    public Optional<LocalDate> promise(
            Sku sku, long quantity, List<String> warehouses, List<PurchaseOrder> open, LocalDate today) {
        long have = sellable(sku, warehouses);
        if (have >= quantity) {
            return Optional.of(today);
        }
        List<PurchaseOrder> inbound = open.stream()
                .filter(po -> po.outstanding(sku) > 0)
                .sorted((a, b) -> a.expected().compareTo(b.expected()))
                .toList();
        for (PurchaseOrder po : inbound) {
            have += po.outstanding(sku);
            if (have >= quantity) {
                // An overdue delivery has not arrived; tomorrow is the earliest that can be said of it.
                return Optional.of(po.expected().isAfter(today) ? po.expected() : today.plusDays(1));
            }
        }
        return Optional.empty();
    }
}

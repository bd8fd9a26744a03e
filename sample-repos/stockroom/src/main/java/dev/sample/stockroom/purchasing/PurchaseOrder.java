package dev.sample.stockroom.purchasing;

import dev.sample.stockroom.catalog.Product;
import dev.sample.stockroom.catalog.Sku;
import dev.sample.stockroom.money.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What we ordered from a supplier and how much of it has come. Not thread safe. */
public final class PurchaseOrder {

    /** Where an order may go from here. */
    public enum Status {
        DRAFT,
        SENT,
        PARTLY_RECEIVED,
        RECEIVED,
        CANCELLED;

        private Set<Status> next() {
            return switch (this) {
                case DRAFT -> Set.of(SENT, CANCELLED);
                case SENT -> Set.of(PARTLY_RECEIVED, RECEIVED, CANCELLED);
                case PARTLY_RECEIVED -> Set.of(PARTLY_RECEIVED, RECEIVED);
                case RECEIVED, CANCELLED -> Set.of();
            };
        }
    }

    private static final class Line {
        private final long ordered;
        private final BigDecimal unitCost;
        private long received;

        private Line(long ordered, BigDecimal unitCost) {
            this.ordered = ordered;
            this.unitCost = unitCost;
        }
    }

    private final String number;
    private final Supplier supplier;
    private final Map<Sku, Line> lines = new LinkedHashMap<>();
    private Status status = Status.DRAFT;
    private LocalDate expected = LocalDate.MAX;

    public PurchaseOrder(String number, Supplier supplier) {
        this.number = number;
        this.supplier = supplier;
    }

    public void add(Product product, long quantity, BigDecimal unitCost) {
        if (status != Status.DRAFT) {
            throw new IllegalStateException("purchase order " + number + " is " + status + ", lines are fixed");
        }
        if (product.discontinued()) {
            throw new IllegalArgumentException(product.sku() + " is discontinued and cannot be ordered");
        }
        if (quantity <= 0 || lines.putIfAbsent(product.sku(), new Line(quantity, unitCost)) != null) {
            throw new IllegalArgumentException(product.sku() + ": quantity " + quantity + " or a second line");
        }
    }

    public void send(LocalDate today) {
        Currency currency = supplier.minimumOrder().currency();
        Money total = total(currency);
        if (total.compareTo(supplier.minimumOrder()) < 0) {
            throw new IllegalStateException("purchase order " + number + " comes to " + total + ", "
                    + supplier.name() + " wants at least " + supplier.minimumOrder());
        }
        become(Status.SENT);
        expected = supplier.arrival(today);
    }

    /**
     * Notes that goods came in. A little too much is accepted, as much as agreed with the supplier; more than that goes
     * back on the lorry.
     *
     * @return the agreed cost of one unit
     */
    public BigDecimal arrived(Sku sku, long quantity) {
        Line line = lines.get(sku);
        if (line == null) {
            throw new IllegalArgumentException(sku + " was never ordered on " + number);
        }
        if (quantity <= 0) {
            throw new IllegalArgumentException("delivery of " + quantity + " pieces of " + sku + " on " + number);
        }
        long ceiling = line.ordered + (long) Math.floor(line.ordered * supplier.overDelivery());
        if (line.received + quantity > ceiling) {
            throw new IllegalStateException(number + ": " + (line.received + quantity) + " of " + sku + " would exceed "
                    + line.ordered + " ordered (limit " + ceiling + ")");
        }
        boolean complete = lines.entrySet().stream()
                .allMatch(e -> e.getValue().received + (e.getKey().equals(sku) ? quantity : 0) >= e.getValue().ordered);
        become(complete ? Status.RECEIVED : Status.PARTLY_RECEIVED);
        line.received += quantity;
        return line.unitCost;
    }

    public void cancel() {
        become(Status.CANCELLED);
    }

    /** Still to come; 0 for drafts, which nobody has promised to deliver, and for what is cancelled. */
    public long outstanding(Sku sku) {
        Line line = lines.get(sku);
        if (line == null || status == Status.DRAFT || status == Status.CANCELLED) {
            return 0;
        }
        return Math.max(0, line.ordered - line.received);
    }

    public Money total(Currency currency) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Line line : lines.values()) {
            sum = sum.add(line.unitCost.multiply(BigDecimal.valueOf(line.ordered)));
        }
        return Money.of(sum, currency);
    }

    public boolean late(LocalDate today) {
        return (status == Status.SENT || status == Status.PARTLY_RECEIVED) && today.isAfter(expected);
    }

    public LocalDate expected() {
        return expected;
    }

    public Status status() {
        return status;
    }

    public String number() {
        return number;
    }

    private void become(Status target) {
        if (!status.next().contains(target)) {
            throw new IllegalStateException("purchase order " + number + " cannot go from " + status + " to " + target);
        }
        status = target;
    }
}

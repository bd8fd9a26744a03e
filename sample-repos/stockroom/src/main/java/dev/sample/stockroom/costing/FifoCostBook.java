package dev.sample.stockroom.costing;

import dev.sample.stockroom.money.Money;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Currency;
import java.util.Deque;

/**
 * First in, first out. Each delivery forms a layer with its own price; what leaves is priced from the oldest layer.
 *
 * <p>When purchase prices rise this shows a higher profit than {@link AverageCostBook}, and a stock value closer to
 * what it would cost to buy the goods again.
 */
public final class FifoCostBook implements CostBook {
    private record Layer(long quantity, BigDecimal unitCost) {}

    private final Currency currency;
    private final Deque<Layer> layers = new ArrayDeque<>();

    public FifoCostBook(Currency currency) {
        this.currency = currency;
    }

    @Override
    public void received(long quantity, BigDecimal unitCost) {
        if (quantity <= 0 || unitCost.signum() < 0) {
            throw new IllegalArgumentException("cannot receive " + quantity + " at " + unitCost);
        }
        layers.addLast(new Layer(quantity, unitCost));
    }

    @Override
    public Money issued(long quantity) {
        if (quantity > quantity()) {
            throw new IllegalStateException("cost layers hold " + quantity() + ", " + quantity + " issued");
        }
        BigDecimal cost = BigDecimal.ZERO;
        long rest = quantity;
        while (rest > 0) {
            Layer oldest = layers.removeFirst();
            long used = Math.min(rest, oldest.quantity());
            cost = cost.add(oldest.unitCost().multiply(BigDecimal.valueOf(used)));
            if (used < oldest.quantity()) {
                layers.addFirst(new Layer(oldest.quantity() - used, oldest.unitCost()));
            }
            rest -= used;
        }
        return Money.of(cost, currency);
    }

    /** A customer brought goods back: they return as the OLDEST layer, at what they cost when they left. */
    public void returned(long quantity, BigDecimal unitCostThen) {
        layers.addFirst(new Layer(quantity, unitCostThen));
    }

    @Override
    public Money value() {
        BigDecimal sum = BigDecimal.ZERO;
        for (Layer layer : layers) {
            sum = sum.add(layer.unitCost().multiply(BigDecimal.valueOf(layer.quantity())));
        }
        return Money.of(sum, currency);
    }

    @Override
    public long quantity() {
        return layers.stream().mapToLong(Layer::quantity).sum();
    }
}

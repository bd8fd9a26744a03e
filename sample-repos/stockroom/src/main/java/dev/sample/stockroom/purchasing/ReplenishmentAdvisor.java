package dev.sample.stockroom.purchasing;

import dev.sample.stockroom.catalog.PackLadder;
import java.util.Optional;

/**
 * Says when to buy again and how much.
 *
 * <p>Goods must last from the day of ordering to the day of delivery. The average demand of those days is not enough,
 * since half of the time people buy more than the average; a cushion on top absorbs that. Its size follows from how
 * often we are willing to be out of stock.
 */
public final class ReplenishmentAdvisor {

    /** What is bought how: carton the smallest unit the supplier sells, leadDeviation in days. */
    public record Terms(
            int leadDays, double leadDeviation, double orderCost, double holdingCostPerYear, String carton) {}

    public record Advice(long quantity, long trigger, long cushion) {}

    private final double z;

    /**
     * @param serviceLevel the share of replenishment cycles without running out, between 0.5 and 0.9999
     */
    public ReplenishmentAdvisor(double serviceLevel) {
        if (serviceLevel < 0.5 || serviceLevel > 0.9999) {
            throw new IllegalArgumentException("service level " + serviceLevel + " is not between 0.5 and 0.9999");
        }
        this.z = quantile(serviceLevel);
    }

    /** {@code z * sqrt(L * sigmaD^2 + d^2 * sigmaL^2)}: uncertain demand and uncertain delivery times together. */
    public long cushion(DemandHistory demand, Terms terms) {
        double d = demand.mean();
        double fromDemand = terms.leadDays() * Math.pow(demand.deviation(), 2);
        double fromDelay = d * d * Math.pow(terms.leadDeviation(), 2);
        return (long) Math.ceil(z * Math.sqrt(fromDemand + fromDelay));
    }

    public long trigger(DemandHistory demand, Terms terms) {
        return (long) Math.ceil(demand.mean() * terms.leadDays()) + cushion(demand, terms);
    }

    /**
     * Empty while there is enough.
     *
     * @param position on hand plus on order minus held; to look at the shelf alone would order again every night until
     *     the first lorry arrives
     */
    public Optional<Advice> advise(long position, DemandHistory demand, Terms terms, PackLadder packs) {
        long trigger = trigger(demand, terms);
        if (position > trigger) {
            return Optional.empty();
        }
        long need = trigger - position;
        long quantity = packs.roundUpTo(terms.carton(), Math.max(need, thrifty(demand, terms)));
        return quantity == 0
                ? Optional.empty()
                : Optional.of(new Advice(quantity, trigger, cushion(demand, terms)));
    }

    // Wilson's square root formula: ordering cost against cost of keeping.
    private static long thrifty(DemandHistory demand, Terms terms) {
        if (terms.holdingCostPerYear() <= 0) {
            return 0;
        }
        return Math.round(Math.sqrt(2 * demand.mean() * 365 * terms.orderCost() / terms.holdingCostPerYear()));
    }

    /** Inverse of the normal distribution by bisection on a logistic-style series; good to five places. */
    private static double quantile(double p) {
        double low = 0;
        double high = 6;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (normal(middle) < p) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    // Phi(x) = 1/2 + phi(x) * (x + x^3/3 + x^5/(3*5) + ...)
    private static double normal(double x) {
        double term = x;
        double sum = x;
        for (int k = 1; k < 200; k++) {
            term *= x * x / (2 * k + 1);
            sum += term;
        }
        return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }
}

package dev.sample.stockroom.fulfilment;

import dev.sample.stockroom.catalog.Sku;
import dev.sample.stockroom.holds.HoldDesk;
import dev.sample.stockroom.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides which building sends what.
 *
 * <ol>
 *   <li>If one open warehouse can send everything, the nearest such one does: one parcel is cheaper than two, however
 *       far it travels.
 *   <li>Otherwise, where the customer accepts several parcels, the warehouse that covers most of what is still missing
 *       takes its part, and so on with the rest. This greedy choice is not always the smallest number of parcels, but at
 *       most a few buildings are in play and it is easy to explain to the people who pack.
 *   <li>What no warehouse has becomes a back order.
 * </ol>
 */
public final class FulfilmentPlanner {

    public record Parcel(String warehouse, Map<Sku, Long> contents) {}

    public record Plan(List<Parcel> parcels, Map<Sku, Long> backOrders) {
        public boolean complete() {
            return backOrders.isEmpty();
        }
    }

    private final List<Warehouse> warehouses;
    private final HoldDesk holds;

    public FulfilmentPlanner(List<Warehouse> warehouses, HoldDesk holds) {
        this.warehouses = List.copyOf(warehouses);
        this.holds = holds;
    }

    public Plan plan(CustomerOrder order) {
        List<Warehouse> near = warehouses.stream()
                .filter(Warehouse::open)
                .sorted(Comparator.comparingInt(Warehouse::preference)
                        .thenComparingDouble(w -> w.kilometresTo(order.latitude(), order.longitude())))
                .toList();
        Map<Sku, Long> missing = order.demand();
        for (Warehouse warehouse : near) {
            Map<Sku, Long> part = coverable(warehouse, missing);
            if (part.equals(missing)) {
                return new Plan(List.of(new Parcel(warehouse.code(), part)), Map.of());
            }
        }
        return order.splitAllowed() ? split(near, missing) : new Plan(List.of(), missing);
    }

    private Plan split(List<Warehouse> near, Map<Sku, Long> demand) {
        Map<Sku, Long> missing = new LinkedHashMap<>(demand);
        List<Warehouse> left = new ArrayList<>(near);
        List<Parcel> parcels = new ArrayList<>();
        while (!missing.isEmpty() && !left.isEmpty()) {
            Warehouse best = null;
            Map<Sku, Long> bestPart = Map.of();
            for (Warehouse warehouse : left) {
                Map<Sku, Long> part = coverable(warehouse, missing);
                if (pieces(part) > pieces(bestPart)) {
                    best = warehouse;
                    bestPart = part;
                }
            }
            if (best == null) {
                break;
            }
            parcels.add(new Parcel(best.code(), bestPart));
            bestPart.forEach((sku, n) -> missing.computeIfPresent(sku, (k, m) -> m > n ? m - n : null));
            left.remove(best);
        }
        return new Plan(parcels, missing);
    }

    private Map<Sku, Long> coverable(Warehouse warehouse, Map<Sku, Long> wanted) {
        Map<Sku, Long> part = new LinkedHashMap<>();
        wanted.forEach((sku, n) -> {
            long can = Math.min(n, holds.free(sku, warehouse.code()));
            if (can > 0) {
                part.put(sku, can);
            }
        });
        return part;
    }

    private static long pieces(Map<Sku, Long> part) {
        return part.values().stream().mapToLong(Long::longValue).sum();
    }
}

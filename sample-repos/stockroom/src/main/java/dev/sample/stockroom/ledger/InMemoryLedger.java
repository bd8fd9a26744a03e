package dev.sample.stockroom.ledger;

import dev.sample.stockroom.catalog.Sku;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

public final class InMemoryLedger implements StockLedger {
    private record Place(Sku sku, String warehouse) {}

    private final List<Movement> lines = new ArrayList<>();
    private final Map<Place, Long> totals = new HashMap<>();

    @Override
    public synchronized void append(List<Movement> batch) {
        Map<Place, Long> after = new HashMap<>();
        for (Movement line : batch) {
            Place place = new Place(line.sku(), line.warehouse());
            long before = after.getOrDefault(place, totals.getOrDefault(place, 0L));
            long now = Math.addExact(before, line.quantity());
            if (now < 0) {
                throw new InsufficientStock(line.sku(), line.warehouse(), -line.quantity(), before);
            }
            after.put(place, now);
        }
        totals.putAll(after);
        lines.addAll(batch);
    }

    @Override
    public synchronized long onHand(Sku sku, String warehouse) {
        return totals.getOrDefault(new Place(sku, warehouse), 0L);
    }

    @Override
    public synchronized Map<String, Long> onHandEverywhere(Sku sku) {
        Map<String, Long> found = new TreeMap<>();
        totals.forEach((place, quantity) -> {
            if (place.sku().equals(sku) && quantity > 0) {
                found.put(place.warehouse(), quantity);
            }
        });
        return found;
    }

    @Override
    public synchronized long onHandAt(Sku sku, String warehouse, Instant moment) {
        return lines.stream()
                .filter(m -> m.sku().equals(sku) && m.warehouse().equals(warehouse))
                .filter(m -> !m.at().isAfter(moment))
                .mapToLong(Movement::quantity)
                .sum();
    }

    @Override
    public synchronized List<Movement> history(Sku sku, Instant from, Instant until) {
        return lines.stream()
                .filter(m -> m.sku().equals(sku) && !m.at().isBefore(from) && m.at().isBefore(until))
                .toList();
    }
}

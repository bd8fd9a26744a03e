package dev.sample.stockroom.fulfilment;

import dev.sample.stockroom.catalog.Sku;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

public record CustomerOrder(String number, double latitude, double longitude, boolean splitAllowed, List<Line> lines) {

    public record Line(Sku sku, long quantity) {}

    /** Demand per article; a basket may list the same article twice. */
    public Map<Sku, Long> demand() {
        Map<Sku, Long> sum = new LinkedHashMap<>();
        for (Line line : lines) {
            sum.merge(line.sku(), line.quantity(), Long::sum);
        }
        return sum;
    }
}

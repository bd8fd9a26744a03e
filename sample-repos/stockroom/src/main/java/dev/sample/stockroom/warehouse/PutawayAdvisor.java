package dev.sample.stockroom.warehouse;

import dev.sample.stockroom.catalog.Sku;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

public final class PutawayAdvisor {
    private static final int HIGHEST_BY_HAND = 2;

    public record Bin(
            BinAddress address, long capacityGrams, long loadGrams, Optional<Sku> holds, Optional<String> lot) {
        long roomGrams() {
            return capacityGrams - loadGrams;
        }
    }

    public record Placement(BinAddress bin, long quantity) {}

    private final List<Bin> bins;

    public PutawayAdvisor(List<Bin> bins) {
        this.bins = List.copyOf(bins);
    }

    /**
     * Where to put goods that have just arrived. Bins that already hold the same article are topped up first, then
     * empty ones, lowest level first if heavy. Two lots never share a bin, otherwise the pickers could not tell which
     * one expires first.
     *
     * @return may cover less than the quantity; the rest stays on the dock
     */
    public List<Placement> suggest(Sku sku, Optional<String> lot, long quantity, long gramsEach) {
        boolean heavy = gramsEach > 15_000;
        Comparator<Bin> order = Comparator.<Bin, Boolean>comparing(b -> b.holds().isEmpty())
                .thenComparing(
                        b -> heavy && b.address().level() > HIGHEST_BY_HAND)
                .thenComparing(Bin::address, BinAddress.WALKING_ORDER);
        List<Placement> placements = new ArrayList<>();
        long rest = quantity;
        for (Bin bin : bins.stream().filter(b -> suits(b, sku, lot)).sorted(order).toList()) {
            long fits = gramsEach == 0 ? rest : Math.min(rest, bin.roomGrams() / gramsEach);
            if (fits > 0) {
                placements.add(new Placement(bin.address(), fits));
                rest -= fits;
            }
            if (rest == 0) {
                break;
            }
        }
        return placements;
    }

    private static boolean suits(Bin bin, Sku sku, Optional<String> lot) {
        return bin.holds().isEmpty() || bin.holds().get().equals(sku) && bin.lot().equals(lot);
    }
}

package dev.sample.stockroom.catalog;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How one product is packed: a piece, a box of 12, a pallet of 40 boxes. Everything inside the service counts in the
 * lowest rung (the base unit); people and suppliers talk in any rung.
 */
public record PackLadder(String baseUnit, List<Rung> rungs) {

    /** @param size how many base units one of this holds */
    public record Rung(String unit, long size) {}

    /** So-and-so many of one unit, as written on a delivery note. */
    public record Count(long amount, String unit) {}

    public PackLadder {
        List<Rung> sorted = new ArrayList<>(rungs);
        sorted.sort(Comparator.comparingLong(Rung::size));
        long below = 1;
        for (Rung rung : sorted) {
            if (rung.size() <= 1) {
                throw new IllegalArgumentException(rung.unit() + " must hold more than one " + baseUnit);
            }
            if (rung.size() % below != 0) {
                throw new IllegalArgumentException(
                        rung.unit() + " (" + rung.size() + ") is not a whole number of the unit below it");
            }
            below = rung.size();
        }
        rungs = List.copyOf(sorted);
    }

    public static PackLadder singles(String baseUnit) {
        return new PackLadder(baseUnit, List.of());
    }

    /**
     * Turns "2.5 boxes" into 30 pieces.
     *
     * @throws IllegalArgumentException for an unknown unit, or when the amount does not come out as whole base units:
     *     a third of a box of 10 is refused, never rounded
     */
    public long toBase(BigDecimal amount, String unit) {
        BigDecimal exact = amount.multiply(BigDecimal.valueOf(sizeOf(unit)));
        try {
            return exact.longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    amount.toPlainString() + " " + unit + " is " + exact.toPlainString() + " " + baseUnit
                            + ", not a whole number",
                    e);
        }
    }

    /** The fewest handling units that make up a base quantity, largest first: 1013 becomes 2 pallets, 4 boxes, 5 pieces. */
    public List<Count> breakDown(long baseQuantity) {
        if (baseQuantity < 0) {
            throw new IllegalArgumentException("negative quantity " + baseQuantity);
        }
        List<Count> counts = new ArrayList<>();
        long rest = baseQuantity;
        for (int i = rungs.size() - 1; i >= 0; i--) {
            Rung rung = rungs.get(i);
            if (rest >= rung.size()) {
                counts.add(new Count(rest / rung.size(), rung.unit()));
                rest %= rung.size();
            }
        }
        if (rest > 0 || counts.isEmpty()) {
            counts.add(new Count(rest, baseUnit));
        }
        return counts;
    }

    /** Rounds up to full packages, since a supplier does not open a carton for us. */
    public long roundUpTo(String unit, long baseQuantity) {
        long size = sizeOf(unit);
        return Math.ceilDiv(baseQuantity, size) * size;
    }

    private long sizeOf(String unit) {
        if (unit.equalsIgnoreCase(baseUnit)) {
            return 1;
        }
        Optional<Rung> rung =
                rungs.stream().filter(r -> r.unit().equalsIgnoreCase(unit)).findFirst();
        return rung.orElseThrow(() -> new IllegalArgumentException("no unit '" + unit + "' for this product"))
                .size();
    }
}

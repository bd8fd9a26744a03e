package dev.sample.stockroom.lots;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses which lots leave the house.
 *
 * <p>What spoils first goes first, whatever arrived first. A lot is left alone when it is blocked, or when the customer
 * would have fewer days left than was promised: supermarkets send back yoghurt that is good for only three days.
 */
public final class FreshnessPicker {

    public record Take(String lot, long quantity) {}

    /** Takes, and what could not be met from sellable lots. */
    public record Outcome(List<Take> takes, long shortBy) {}

    private final int daysPromised;

    public FreshnessPicker(int daysPromised) {
        this.daysPromised = daysPromised;
    }

    public Outcome choose(List<Lot> lots, long wanted, LocalDate shipDay) {
        LocalDate earliest = shipDay.plusDays(daysPromised);
        List<Lot> usable = lots.stream()
                .filter(lot -> !lot.blocked() && lot.quantity() > 0)
                .filter(lot -> !lot.bestBefore().isBefore(earliest))
                .sorted(Comparator.comparing(Lot::bestBefore)
                        .thenComparing(Comparator.comparingLong(Lot::quantity))
                        .thenComparing(Lot::number))
                .toList();
        List<Take> takes = new ArrayList<>();
        long rest = wanted;
        for (Lot lot : usable) {
            if (rest == 0) {
                break;
            }
            long taken = Math.min(rest, lot.quantity());
            takes.add(new Take(lot.number(), taken));
            rest -= taken;
        }
        return new Outcome(takes, rest);
    }

    /** Lots that should be marked down or thrown away: past their date, or soon. */
    public List<Lot> endangered(List<Lot> lots, LocalDate today, int withinDays) {
        return lots.stream()
                .filter(lot -> lot.quantity() > 0 && !lot.bestBefore().isAfter(today.plusDays(withinDays)))
                .sorted(Comparator.comparing(Lot::bestBefore))
                .toList();
    }
}

package dev.sample.stockroom.holds;

import dev.sample.stockroom.catalog.Sku;
import dev.sample.stockroom.ledger.Movement;
import dev.sample.stockroom.ledger.StockLedger;
import dev.sample.stockroom.ledger.StockLedger.InsufficientStock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Puts goods aside for a basket or an order for a while.
 *
 * <p>A hold does not touch the ledger; it only lowers what others are told is free. It ends in one of three ways: the
 * goods ship, the holder gives them back, or time runs out.
 */
public final class HoldDesk {
    private final StockLedger ledger;
    private final Clock clock;
    private final Duration longest;
    private final Map<UUID, Hold> holds = new HashMap<>();

    public HoldDesk(StockLedger ledger, Clock clock, Duration longest) {
        this.ledger = ledger;
        this.clock = clock;
        this.longest = longest;
    }

    /**
     * Places a hold.
     *
     * <p>Check and entry happen under one lock, so of two shoppers who press the button together for the last piece
     * exactly one gets it.
     *
     * @param hours how long to keep the goods
     * @throws InsufficientStock when not enough is free
     */
    public synchronized Hold place(Sku sku, String warehouse, long quantity, String holder, Duration keep) {
        if (quantity <= 0) {
            throw new IllegalArgumentException("cannot hold " + quantity + " of " + sku);
        }
        long free = free(sku, warehouse);
        if (free < quantity) {
            throw new InsufficientStock(sku, warehouse, quantity, free);
        }
        Duration granted = keep.compareTo(longest) > 0 ? longest : keep;
        Hold hold = new Hold(
                UUID.randomUUID(), sku, warehouse, quantity, holder, clock.instant().plus(granted), Hold.State.ACTIVE);
        holds.put(hold.id(), hold);
        return hold;
    }

    /** On hand, less what is put aside for others. */
    public synchronized long free(Sku sku, String warehouse) {
        Instant now = clock.instant();
        long held = holds.values().stream()
                .filter(h -> h.aliveAt(now) && h.sku().equals(sku) && h.warehouse().equals(warehouse))
                .mapToLong(Hold::quantity)
                .sum();
        return ledger.onHand(sku, warehouse) - held;
    }

    /** Turns the promise into a shipment line in the ledger. */
    public synchronized Movement ship(UUID id, String actor) {
        Hold hold = get(id);
        if (!hold.aliveAt(clock.instant())) {
            throw new IllegalStateException("hold " + id + " ran out at " + hold.until() + ", place a new one");
        }
        Movement out = Movement.of(
                clock.instant(),
                hold.sku(),
                hold.warehouse(),
                Movement.Kind.SHIPMENT,
                -hold.quantity(),
                hold.holder(),
                actor);
        ledger.append(List.of(out));
        holds.put(id, hold.as(Hold.State.SHIPPED));
        return out;
    }

    public synchronized void giveBack(UUID id) {
        holds.put(id, get(id).as(Hold.State.RELEASED));
    }

    /** The shopper is still typing the card number. Cannot revive a dead hold. */
    public synchronized Hold extend(UUID id, Duration more) {
        Hold hold = get(id);
        if (!hold.aliveAt(clock.instant())) {
            throw new IllegalStateException("hold " + id + " ran out at " + hold.until());
        }
        Instant ceiling = clock.instant().plus(longest);
        Instant wanted = hold.until().plus(more);
        Hold extended = hold.extendedTo(wanted.isAfter(ceiling) ? ceiling : wanted);
        holds.put(id, extended);
        return extended;
    }

    /**
     * Marks holds whose time ran out, to be called now and then. Being late does no harm: {@link #free} looks at the
     * clock, not at the mark.
     *
     * @return those that lapsed, so that their holders can be written to
     */
    public synchronized List<Hold> sweep() {
        Instant now = clock.instant();
        List<Hold> lapsed = holds.values().stream()
                .filter(h -> h.state() == Hold.State.ACTIVE && !h.aliveAt(now))
                .map(h -> h.as(Hold.State.LAPSED))
                .toList();
        lapsed.forEach(h -> holds.put(h.id(), h));
        return lapsed;
    }

    private Hold get(UUID id) {
        Hold hold = holds.get(id);
        if (hold == null) {
            throw new IllegalArgumentException("no hold " + id);
        }
        return hold;
    }
}

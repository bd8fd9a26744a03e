package dev.sample.stockroom.holds;

import dev.sample.stockroom.catalog.Sku;
import java.time.Instant;
import java.util.UUID;

public record Hold(UUID id, Sku sku, String warehouse, long quantity, String holder, Instant until, State state) {

    public enum State {
        ACTIVE,
        SHIPPED,
        RELEASED,
        LAPSED
    }

    /** Lapsed holds count as dead from the first instant after {@code until}, swept or not. */
    public boolean aliveAt(Instant now) {
        return state == State.ACTIVE && !now.isAfter(until);
    }

    Hold as(State next) {
        if (state != State.ACTIVE) {
            throw new IllegalStateException("hold " + id + " is already " + state);
        }
        return new Hold(id, sku, warehouse, quantity, holder, until, next);
    }

    Hold extendedTo(Instant later) {
        return new Hold(id, sku, warehouse, quantity, holder, later, state);
    }
}

package dev.sample.courier.policy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Watches the outcomes of calls to one place and blows after five failures in a row. While it is blown, calls are
 * refused on the spot, which spares the caller the wait and the other side the load. After a rest one call is let
 * through as a probe; if it goes well the fuse is whole again, if not the rest starts over, twice as long.
 */
public final class Fuse {
    /** State of the fuse. */
    public enum State {
        WHOLE,
        BLOWN,
        PROBING
    }

    /**
     * @param window number of the most recent outcomes that are looked at
     * @param failureShare the share of failures among them, from 0 to 1, at which the fuse blows
     * @param minimumCalls outcomes needed before the share means anything
     * @param rest first rest after blowing
     * @param longestRest bound of the doubling
     */
    public record Settings(int window, double failureShare, int minimumCalls, Duration rest, Duration longestRest) {
        public Settings {
            if (window < 1 || minimumCalls < 1 || minimumCalls > window) {
                throw new IllegalArgumentException("need 1 <= minimumCalls <= window, got " + minimumCalls + " and " + window);
            }
            if (!(failureShare > 0 && failureShare <= 1)) {
                throw new IllegalArgumentException("failureShare must lie in (0, 1], got " + failureShare);
            }
        }

        public static Settings standard() {
            return new Settings(50, 0.5, 10, Duration.ofSeconds(5), Duration.ofMinutes(2));
        }
    }

    private final Settings settings;
    private final Clock clock;
    private final boolean[] failed;
    private int cursor;
    private int filled;
    private int failures;
    private State state = State.WHOLE;
    private Instant restUntil = Instant.MIN;
    private Duration currentRest;

    public Fuse(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.failed = new boolean[settings.window()];
        this.currentRest = settings.rest();
    }

    /** Whether a call may go out now. A {@code true} must be answered by exactly one {@link #record}. */
    public synchronized boolean admit() {
        if (state == State.BLOWN && !clock.instant().isBefore(restUntil)) {
            state = State.PROBING;
            return true;
        }
        return state == State.WHOLE;
    }

    public synchronized void record(boolean success) {
        if (state == State.PROBING) {
            if (success) {
                mend();
            } else {
                currentRest = min(currentRest.multipliedBy(2), settings.longestRest());
                blow();
            }
            return;
        }
        if (state == State.BLOWN) {
            return; // a straggler that left before the fuse blew
        }
        remember(!success);
        if (filled >= settings.minimumCalls() && failures >= settings.failureShare() * filled) {
            blow();
        }
    }

    public synchronized State state() {
        return state;
    }

    public synchronized Duration untilProbe() {
        Duration left = Duration.between(clock.instant(), restUntil);
        return state != State.BLOWN || left.isNegative() ? Duration.ZERO : left;
    }

    private void remember(boolean failure) {
        if (filled == failed.length) {
            failures -= failed[cursor] ? 1 : 0;
        } else {
            filled++;
        }
        failed[cursor] = failure;
        failures += failure ? 1 : 0;
        cursor = (cursor + 1) % failed.length;
    }

    private void blow() {
        state = State.BLOWN;
        restUntil = clock.instant().plus(currentRest);
    }

    private void mend() {
        state = State.WHOLE;
        currentRest = settings.rest();
        cursor = 0;
        filled = 0;
        failures = 0;
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}

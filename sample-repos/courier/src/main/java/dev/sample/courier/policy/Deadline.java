package dev.sample.courier.policy;

import dev.sample.courier.Request;
import dev.sample.courier.error.CourierException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The moment by which a call has to be over, whatever happens in between. A timeout for each attempt does not bound the
 * call: three attempts of ten seconds with pauses make a minute. A deadline is fixed once, travels with the request, and
 * every step asks it how much is left.
 */
public final class Deadline {
    private final Instant end;
    private final Clock clock;

    private Deadline(Instant end, Clock clock) {
        this.end = end;
        this.clock = clock;
    }

    /** @param budget milliseconds until the deadline */
    public static Deadline after(Duration budget, Clock clock) {
        return new Deadline(clock.instant().plus(budget), clock);
    }

    static Deadline never(Clock clock) {
        return new Deadline(Instant.MAX, clock);
    }

    /** What is left, never negative. */
    public Duration remaining() {
        if (end.equals(Instant.MAX)) {
            return Duration.ofDays(365);
        }
        Duration left = Duration.between(clock.instant(), end);
        return left.isNegative() ? Duration.ZERO : left;
    }

    public boolean passed() {
        return remaining().isZero();
    }

    /** Whether anything could still be done after such a pause. */
    public boolean leavesRoomFor(Duration pause) {
        return remaining().compareTo(pause) > 0;
    }

    /** The shorter of the step's own limit and what the whole call has left. */
    public Duration clip(Duration stepLimit) {
        Duration left = remaining();
        return left.compareTo(stepLimit) < 0 ? left : stepLimit;
    }

    public void check(Request request) throws CourierException {
        if (passed()) {
            throw new CourierException(CourierException.Kind.DEADLINE, "time budget used up", request);
        }
    }
}

package dev.sample.courier.policy;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to pause before attempt n.
 *
 * <p>When a server falls over, every client notices in the same second. If all of them come back after exactly one
 * second, then two, then four, the server is knocked down again by each wave. The {@code scattered} and {@code drifting}
 * forms therefore draw the pause at random, so that the waves dissolve.
 */
@FunctionalInterface
public interface Backoff {
    /**
     * @param attempt number of the attempt that just failed, from 1
     * @param previous the pause before that attempt, zero for the first
     */
    Duration pauseAfter(int attempt, Duration previous);

    static Backoff none() {
        return (attempt, previous) -> Duration.ZERO;
    }

    static Backoff fixed(Duration pause) {
        return (attempt, previous) -> pause;
    }

    static Backoff doubling(Duration first, Duration ceiling) {
        requirePositive(first);
        return (attempt, previous) -> {
            // 2^30 times the smallest unit is beyond every sensible ceiling; a larger shift would overflow.
            long factor = 1L << Math.min(attempt - 1, 30);
            try {
                return shorter(first.multipliedBy(factor), ceiling);
            } catch (ArithmeticException overflow) {
                return ceiling;
            }
        };
    }

    /** The whole pause is drawn evenly from nothing up to what this backoff would give. */
    default Backoff scattered(DoubleSupplier random) {
        return (attempt, previous) -> scaled(pauseAfter(attempt, previous), random.getAsDouble());
    }

    /** Half of the pause is certain, the other half is drawn. */
    default Backoff halfScattered(DoubleSupplier random) {
        return (attempt, previous) -> scaled(pauseAfter(attempt, previous), 0.5 + random.getAsDouble() / 2);
    }

    /** Each pause is drawn between {@code first} and three times the pause before it. */
    static Backoff drifting(Duration first, Duration ceiling, DoubleSupplier random) {
        requirePositive(first);
        return (attempt, previous) -> {
            Duration base = previous.compareTo(first) < 0 ? first : previous;
            Duration spread = base.multipliedBy(3).minus(first);
            return shorter(first.plus(scaled(spread, random.getAsDouble())), ceiling);
        };
    }

    private static Duration scaled(Duration duration, double factor) {
        return Duration.ofNanos((long) (duration.toNanos() * factor));
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static void requirePositive(Duration first) {
        if (first.isNegative() || first.isZero()) {
            throw new IllegalArgumentException("the first pause must be positive, got " + first);
        }
    }
}

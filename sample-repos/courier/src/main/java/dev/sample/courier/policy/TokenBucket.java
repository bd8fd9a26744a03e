package dev.sample.courier.policy;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Lets through {@code permits} calls per period on average, and up to {@code permits} at once after a quiet time.
 * Permits trickle in continuously instead of all at the turn of a period, so no period starts with a stampede.
 */
public final class TokenBucket {
    private final double capacity;
    private final double permitsPerNano;
    private final LongSupplier nanoTime;
    private double level;
    private long filledAt;

    public TokenBucket(int permits, Duration period, LongSupplier nanoTime) {
        if (permits < 1 || period.isZero() || period.isNegative()) {
            throw new IllegalArgumentException("need at least one permit and a positive period, got " + permits + " per " + period);
        }
        this.capacity = permits;
        this.permitsPerNano = permits / (double) period.toNanos();
        this.nanoTime = nanoTime;
        this.level = permits;
        this.filledAt = nanoTime.getAsLong();
    }

    /** Takes a permit if there is one. */
    public synchronized boolean tryTake() {
        refill();
        if (level < 1) {
            return false;
        }
        level -= 1;
        return true;
    }

    /**
     * Takes a permit that may lie in the future and says how long to wait for it. The level goes below zero, so callers
     * that reserve one after another are told longer and longer waits and come through in order.
     *
     * @param patience longest acceptable wait; nothing is taken when the wait would exceed it
     * @return the wait, or null when it would be longer than {@code patience}
     */
    public synchronized Duration reserve(Duration patience) {
        refill();
        double missing = 1 - level;
        Duration wait = missing <= 0 ? Duration.ZERO : Duration.ofNanos((long) Math.ceil(missing / permitsPerNano));
        if (wait.compareTo(patience) > 0) {
            return null;
        }
        level -= 1;
        return wait;
    }

    /** Empties the bucket, for when the server says that we are over its limit although we thought otherwise. */
    public synchronized void drain() {
        refill();
        level = Math.min(level, 0);
    }

    private void refill() {
        long now = nanoTime.getAsLong();
        level = Math.min(capacity, level + (now - filledAt) * permitsPerNano);
        filledAt = now;
    }
}

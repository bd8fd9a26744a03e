package dev.sample.stockroom.runtime;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Runs chores over and over. A chore that throws is logged and comes round again; with a bare {@link
 * ScheduledExecutorService} the first exception would silently end it for good.
 */
public final class Timetable implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Timetable.class.getName());

    /** Something to do. */
    @FunctionalInterface
    public interface Chore {
        void run() throws Exception;
    }

    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(2);
    private final Map<String, Instant> lastSuccess = new ConcurrentHashMap<>();
    private final Clock clock;

    public Timetable(Clock clock) {
        this.clock = clock;
    }

    /**
     * The pause is counted from the end of a run, so a slow run never overlaps with the next. The first run waits for a
     * random part of the pause: ten instances started together do not all hit the database in the same second.
     */
    public void every(Duration pause, String name, Chore chore) {
        long millis = pause.toMillis();
        long first = ThreadLocalRandom.current().nextLong(millis + 1);
        executor.scheduleWithFixedDelay(() -> guarded(name, chore), first, millis, TimeUnit.MILLISECONDS);
    }

    /** Once a day by the wall clock of a place. */
    public void daily(LocalTime at, ZoneId zone, String name, Chore chore) {
        ZonedDateTime now = ZonedDateTime.now(clock.withZone(zone));
        executor.schedule(
                () -> {
                    guarded(name, chore);
                    daily(at, zone, name, chore);
                },
                untilNext(now, at).toMillis(),
                TimeUnit.MILLISECONDS);
    }

    // Recomputed each day: a day has 23 or 25 hours when the clocks change.
    static Duration untilNext(ZonedDateTime now, LocalTime at) {
        ZonedDateTime next = now.with(at);
        if (!next.isAfter(now)) {
            next = now.plusDays(1).with(at);
        }
        return Duration.between(now, next);
    }

    public Map<String, Instant> lastSuccess() {
        return Map.copyOf(lastSuccess);
    }

    void guarded(String name, Chore chore) {
        try {
            chore.run();
            lastSuccess.put(name, clock.instant());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.log(Level.WARNING, "chore " + name + " failed, it will run again", e);
        }
    }

    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(10, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}

package dev.sample.stockroom.runtime;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the parts how they are. */
public final class HealthBoard implements AutoCloseable {

    public enum Mood {
        UP,
        LIMPING,
        DOWN
    }

    private record Probe(Callable<Boolean> question, boolean vital) {}

    private final Map<String, Probe> probes = new LinkedHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Duration patience;
    private volatile boolean leaving;

    public HealthBoard(Duration patience) {
        this.patience = patience;
    }

    /** @param vital without it the service is of no use; the others only make it limp */
    public synchronized void add(String name, boolean vital, Callable<Boolean> question) {
        probes.put(name, new Probe(question, vital));
    }

    /** From now on tell the load balancer to send nobody here, although everything still works. */
    public void leave() {
        leaving = true;
    }

    public boolean ready() {
        return !leaving && overall(ask()) != Mood.DOWN;
    }

    /** All probes run side by side; one that hangs is DOWN when patience ends and cannot hold up the others. */
    public synchronized Map<String, Mood> ask() {
        Map<String, Future<Boolean>> asked = new LinkedHashMap<>();
        probes.forEach((name, probe) -> asked.put(name, threads.submit(probe.question())));
        long deadline = System.nanoTime() + patience.toNanos();
        Map<String, Mood> moods = new LinkedHashMap<>();
        asked.forEach((name, future) -> {
            Mood bad = probes.get(name).vital() ? Mood.DOWN : Mood.LIMPING;
            moods.put(name, answer(future, deadline) ? Mood.UP : bad);
        });
        return moods;
    }

    public static Mood overall(Map<String, Mood> moods) {
        return moods.values().stream().max(Mood::compareTo).orElse(Mood.UP);
    }

    private static boolean answer(Future<Boolean> future, long deadline) {
        try {
            return future.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            future.cancel(true);
            return false;
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

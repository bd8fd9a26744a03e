package dev.sample.stockroom.runtime;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Closes what was opened, last opened first, once, within a deadline. SIGTERM from the orchestrator ends up here
 * through a JVM hook.
 */
public final class ShutdownSequence {
    private static final Logger LOG = System.getLogger(ShutdownSequence.class.getName());

    private record Step(String name, AutoCloseable action) {}

    private final Deque<Step> steps = new ArrayDeque<>();
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Duration deadline;

    public ShutdownSequence(Duration deadline) {
        this.deadline = deadline;
    }

    public synchronized void onStop(String name, AutoCloseable action) {
        steps.push(new Step(name, action));
    }

    public void hookIn() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stockroom-stop"));
    }

    /** Safe to call twice; a failing step does not keep the later ones from running. */
    public void stop() {
        if (!begun.compareAndSet(false, true)) {
            return;
        }
        Thread worker = Thread.ofPlatform().daemon().name("stockroom-closing").start(this::runSteps);
        try {
            if (!worker.join(deadline)) {
                LOG.log(Level.ERROR, "not everything was closed within {0}", deadline);
                worker.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            finished.countDown();
        }
    }

    public boolean awaitStop(Duration atMost) throws InterruptedException {
        return finished.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void runSteps() {
        while (true) {
            Step step;
            synchronized (this) {
                step = steps.poll();
            }
            if (step == null) {
                return;
            }
            try {
                step.action().close();
            } catch (Exception e) {
                LOG.log(Level.WARNING, "closing " + step.name() + " failed", e);
            }
        }
    }
}

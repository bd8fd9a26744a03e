package dev.quarry.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets work end in order when the process is told to end (Ctrl-C): the work is told to stop, and the process waits until it has
 * written what is complete. Open it around the work, resources that must be closed first inside it.
 */
final class OrderlyStop implements AutoCloseable {
    private static final int SECONDS_TO_WRITE = 60;

    private final Terminal terminal;
    private final ProgressLine progress;
    private final String words;
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "stop-in-order");
    private Runnable cancel = () -> {};
    private boolean stopping;

    /**
     * @param words what is told when the process is stopped
     */
    OrderlyStop(Terminal terminal, ProgressLine progress, String words) {
        this.terminal = terminal;
        this.progress = progress;
        this.words = words;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Says what to call to stop the work; called at once where that was asked for already. */
    synchronized void cancelWith(Runnable cancel) {
        this.cancel = cancel;
        if (stopping) {
            cancel.run();
        }
    }

    private void stop() {
        synchronized (this) {
            stopping = true;
            cancel.run();
        }
        progress.clear();
        terminal.note(words);
        try {
            if (!finished.await(SECONDS_TO_WRITE, TimeUnit.SECONDS)) {
                terminal.fail("writing took too long: what was written before stays");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        terminal.flush();
    }

    @Override
    public void close() {
        progress.clear();
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // The hook is running: it is what waits for us.
        }
    }
}

package dev.quarry.encoder.cpu;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** A fixed number of threads, the caller's included, that share out numbered tasks. */
public final class Workers implements AutoCloseable {

    /** Rows that pass through a linear layer together are a multiple of this where there are enough of them. */
    private static final int ROW_STEP = 16;

    private final int threads;
    private final ExecutorService helpers;

    public Workers(int threads) {
        this.threads = threads;
        this.helpers = Executors.newFixedThreadPool(
                Math.max(1, threads - 1),
                Thread.ofPlatform().daemon().name("quarry-encoder-", 0).factory());
    }

    /** Shares out rows in runs of at most {@code most}, fewer where that keeps every thread busy. */
    void forRows(int rows, int most, RowTask task) {
        int share = (rows + threads - 1) / threads;
        int whole = (share + ROW_STEP - 1) / ROW_STEP * ROW_STEP;
        int step = Math.max(1, Math.min(most, whole));
        run((rows + step - 1) / step, i -> task.run(i * step, Math.min(step, rows - i * step)));
    }

    /**
     * Runs task 0 to {@code tasks - 1}, each once, in any order, and returns when all are done. The first failure
     * stops the rest.
     */
    public void run(int tasks, IntConsumer task) {
        AtomicInteger next = new AtomicInteger();
        Runnable share = () -> {
            try {
                for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
                    task.accept(i);
                }
            } catch (RuntimeException | Error e) {
                next.set(tasks);
                throw e;
            }
        };
        CompletableFuture<?>[] shares = new CompletableFuture<?>[Math.max(0, Math.min(threads, tasks) - 1)];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = CompletableFuture.runAsync(share, helpers);
        }
        try {
            share.run();
        } finally {
            join(shares);
        }
    }

    /** Waits; what failed on another thread fails here as what it was. */
    private static void join(CompletableFuture<?>[] shares) {
        try {
            CompletableFuture.allOf(shares).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        helpers.shutdown();
    }
}

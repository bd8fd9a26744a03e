package dev.quarry.indexer;

import dev.quarry.indexer.DocumentBatch.EncodedFile;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Encodes one batch while whoever takes the results writes the one before, so that no core waits for a disk or for a single thread's
 * work. There are never more than these two: memory stays bounded, and files come out in the order in which they went in.
 */
final class EncodeAhead implements AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("quarry-encode").daemon().factory());
    private Optional<Future<List<EncodedFile>>> underWay = Optional.empty();

    /**
     * Starts with a batch, which is the caller's no longer, when the one before is done, and returns that: nothing for the first.
     */
    List<EncodedFile> submit(DocumentBatch batch) throws InterruptedException {
        List<EncodedFile> before = finish();
        underWay = Optional.of(thread.submit(batch::drain));
        return before;
    }

    /** What was submitted last; waits for it. Nothing where that was asked for already. */
    List<EncodedFile> finish() throws InterruptedException {
        if (underWay.isEmpty()) {
            return List.of();
        }
        try {
            return underWay.get().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("encoding failed unexpectedly", e.getCause());
        } finally {
            underWay = Optional.empty();
        }
    }

    /** Lets a batch that is under way come to its end, for its encoder may be closed next. */
    @Override
    public void close() {
        thread.close();
    }
}

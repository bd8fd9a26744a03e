package dev.quarry.indexer;

import java.io.Closeable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads and splits files on threads of its own, a bounded number of files ahead of whoever takes the results. They come in the
 * order of the files, so that the same repository gives the same index however many threads there are.
 */
final class ReadAhead implements Closeable {
    private static final int FILES_AHEAD_PER_THREAD = 16;

    private final FileReader reader;
    private final Iterator<RepositoryFile> files;
    private final int ahead;
    private final ExecutorService threads;
    private final Deque<Future<FileResult>> underWay = new ArrayDeque<>();

    ReadAhead(FileReader reader, List<RepositoryFile> files, int threads) {
        this.reader = reader;
        this.files = files.iterator();
        this.ahead = threads * FILES_AHEAD_PER_THREAD;
        this.threads = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("quarry-split-", 1).daemon().factory());
    }

    /** The next result; waits for it. Not to be called more often than there are files. */
    FileResult next() throws InterruptedException {
        while (underWay.size() < ahead && files.hasNext()) {
            RepositoryFile file = files.next();
            underWay.add(threads.submit(() -> reader.read(file)));
        }
        try {
            return underWay.remove().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("reading a file failed unexpectedly", e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

package dev.quarry.encoder.cpu;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** Working memory that is used again: as many pieces as were ever in use at the same time. Safe for use by several threads. */
final class Pool<T> {

    private final Supplier<T> maker;
    private final Queue<T> free = new ConcurrentLinkedQueue<>();

    Pool(Supplier<T> maker) {
        this.maker = maker;
    }

    /** A piece that nobody else has; holds what its last user left. */
    T take() {
        T piece = free.poll();
        return piece == null ? maker.get() : piece;
    }

    void give(T piece) {
        free.add(piece);
    }
}

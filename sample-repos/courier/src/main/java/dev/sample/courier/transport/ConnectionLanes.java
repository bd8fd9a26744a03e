package dev.sample.courier.transport;

import dev.sample.courier.Reply;
import dev.sample.courier.Request;
import dev.sample.courier.error.CourierException;
import dev.sample.courier.policy.Deadline;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Limits how many exchanges with one origin are under way at a time. {@code java.net.http} pools connections but opens as
 * many as there are calls; under load that is thousands, and the far side runs out of file handles. Here the calls beyond
 * the limit queue up, in order.
 *
 * <p>An exchange counts until its reply is read to the end or closed. A reply that nobody closes keeps its lane, and after
 * as many as there are lanes every call ends in "no free lane": look for a missing try-with-resources then.
 */
public final class ConnectionLanes implements Transport {
    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(30);

    private final Transport transport;
    private final int lanesPerOrigin;
    private final Map<String, Semaphore> lanes = new ConcurrentHashMap<>();

    public ConnectionLanes(Transport transport, int lanesPerOrigin) {
        if (lanesPerOrigin < 1) {
            throw new IllegalArgumentException("at least one lane is needed, got " + lanesPerOrigin);
        }
        this.transport = transport;
        this.lanesPerOrigin = lanesPerOrigin;
    }

    @Override
    public Reply exchange(Request request) throws IOException {
        Semaphore lane = lanes.computeIfAbsent(request.origin(), origin -> new Semaphore(lanesPerOrigin, true));
        Duration patience = request.tag(Deadline.class).map(Deadline::remaining).orElse(DEFAULT_WAIT);
        acquire(lane, patience, request);
        boolean handedOn = false;
        try {
            Reply reply = transport.exchange(request);
            Reply guarded = reply.withBody(reply.headers(), new Releasing(reply.stream(), lane));
            handedOn = true;
            return guarded;
        } finally {
            if (!handedOn) {
                lane.release();
            }
        }
    }

    /** Exchanges under way, by origin. */
    public Map<String, Integer> busy() {
        Map<String, Integer> busy = new TreeMap<>();
        lanes.forEach((origin, lane) -> busy.put(origin, lanesPerOrigin - lane.availablePermits()));
        return busy;
    }

    private void acquire(Semaphore lane, Duration patience, Request request) throws IOException {
        try {
            if (!lane.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new CourierException(
                        CourierException.Kind.THROTTLED,
                        "no free lane to " + request.origin() + " within " + patience.toMillis() + " ms, all " + lanesPerOrigin
                                + " are busy; are replies being closed?",
                        request);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while queueing for " + request.origin());
        }
    }

    private static final class Releasing extends FilterInputStream {
        private final Semaphore lane;
        private final AtomicBoolean released = new AtomicBoolean();

        Releasing(InputStream in, Semaphore lane) {
            super(in);
            this.lane = lane;
        }

        @Override
        public int read() throws IOException {
            return atEnd(super.read());
        }

        @Override
        public int read(byte[] buffer, int offset, int count) throws IOException {
            return atEnd(super.read(buffer, offset, count));
        }

        @Override
        public void close() throws IOException {
            try {
                super.close();
            } finally {
                release();
            }
        }

        private int atEnd(int result) {
            if (result < 0) {
                release();
            }
            return result;
        }

        private void release() {
            if (!released.getAndSet(true)) {
                lane.release();
            }
        }
    }
}

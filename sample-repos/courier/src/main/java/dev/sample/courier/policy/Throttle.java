package dev.sample.courier.policy;

import dev.sample.courier.Reply;
import dev.sample.courier.Request;
import dev.sample.courier.chain.Interceptor;
import dev.sample.courier.error.CourierException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

public final class Throttle implements Interceptor {
    private static final Duration PATIENCE_WITHOUT_DEADLINE = Duration.ofSeconds(30);

    private final int permits;
    private final Duration period;
    private final Sleeper sleeper;
    private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();

    public Throttle(int permits, Duration period) {
        this(permits, period, Sleeper.threadSleep());
    }

    Throttle(int permits, Duration period, Sleeper sleeper) {
        this.permits = permits;
        this.period = period;
        this.sleeper = sleeper;
    }

    @Override
    public Reply intercept(Request request, Next next) throws IOException {
        TokenBucket bucket = buckets.computeIfAbsent(
                request.origin(), origin -> new TokenBucket(permits, period, System::nanoTime));
        Duration patience = request.tag(Deadline.class).map(Deadline::remaining).orElse(PATIENCE_WITHOUT_DEADLINE);
        Duration wait = bucket.reserve(patience);
        if (wait == null) {
            throw new CourierException(
                    CourierException.Kind.THROTTLED,
                    "no permit within " + patience.toMillis() + " ms at " + permits + " calls per " + period,
                    request);
        }
        if (!wait.isZero()) {
            sleeper.sleep(wait);
        }
        Reply reply = next.proceed(request);
        boolean exhausted = reply.headers().first("X-RateLimit-Remaining").filter("0"::equals).isPresent();
        if (reply.status() == 429 || exhausted) {
            bucket.drain();
        }
        return reply;
    }
}

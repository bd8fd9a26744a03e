package dev.sample.courier.policy;

import dev.sample.courier.Reply;
import dev.sample.courier.Request;
import dev.sample.courier.chain.Interceptor;
import dev.sample.courier.error.CourierException;
import dev.sample.courier.error.ErrorMapper;
import dev.sample.courier.header.RetryAfter;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Asks again. Gives back the last reply, or throws the last failure with the earlier ones as suppressed exceptions. */
public final class RetryInterceptor implements Interceptor {
    private final RetryPolicy policy;
    private final Sleeper sleeper;
    private final Clock clock;

    public RetryInterceptor(RetryPolicy policy, Sleeper sleeper, Clock clock) {
        this.policy = policy;
        this.sleeper = sleeper;
        this.clock = clock;
    }

    @Override
    public Reply intercept(Request request, Next next) throws IOException {
        Deadline deadline = request.tag(Deadline.class).orElseGet(() -> Deadline.never(clock));
        boolean mayRepeat = policy.mayRepeat(request);
        CourierException earlier = null;
        Duration pause = Duration.ZERO;
        for (int attempt = 1; ; attempt++) {
            deadline.check(request);
            boolean last = !mayRepeat || attempt >= policy.maxAttempts();
            try {
                Reply reply = next.proceed(attempt == 1 ? request : numbered(request, attempt));
                if (last || !policy.wantsAnother(reply)) {
                    return reply;
                }
                Optional<Duration> chosen = pauseFor(reply, attempt, pause);
                if (chosen.isEmpty() || !deadline.leavesRoomFor(chosen.get())) {
                    return reply;
                }
                pause = chosen.get();
                reply.close();
            } catch (IOException e) {
                CourierException failure = ErrorMapper.fromException(e, request);
                if (earlier != null) {
                    failure.addSuppressed(earlier);
                }
                pause = policy.backoff().pauseAfter(attempt, pause);
                if (last || !policy.wantsAnother(failure) || !deadline.leavesRoomFor(pause)) {
                    throw failure;
                }
                earlier = failure;
            }
            sleeper.sleep(pause);
        }
    }

    // What the server asks for counts more than our own arithmetic, as long as it asks for something bearable.
    private Optional<Duration> pauseFor(Reply reply, int attempt, Duration previous) {
        Optional<Duration> asked = RetryAfter.from(reply.headers(), clock);
        if (asked.isPresent()) {
            return asked.filter(wish -> wish.compareTo(policy.longestServerPause()) <= 0);
        }
        return Optional.of(policy.backoff().pauseAfter(attempt, previous));
    }

    private static Request numbered(Request request, int attempt) {
        return request.toBuilder().header("X-Courier-Attempt", Integer.toString(attempt)).build();
    }
}

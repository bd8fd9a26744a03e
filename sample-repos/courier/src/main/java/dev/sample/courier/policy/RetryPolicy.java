package dev.sample.courier.policy;

import dev.sample.courier.Reply;
import dev.sample.courier.Request;
import dev.sample.courier.error.CourierException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Which failures deserve another attempt, how many attempts there are, and how far apart.
 *
 * @param maxAttempts attempts in all, the first included
 * @param statuses answers that are treated like failures
 * @param longestServerPause the longest Retry-After that is obeyed; a server that asks for more gets no other attempt
 */
public record RetryPolicy(int maxAttempts, Backoff backoff, Set<Integer> statuses, Duration longestServerPause) {

    public RetryPolicy {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("there must be at least one attempt, got " + maxAttempts);
        }
        statuses = Set.copyOf(statuses);
    }

    /** Three attempts, 200 ms doubling up to 10 s and scattered, for 408, 425, 429, 500, 502, 503 and 504. */
    public static RetryPolicy standard() {
        Backoff backoff = Backoff.doubling(Duration.ofMillis(200), Duration.ofSeconds(10))
                .scattered(() -> ThreadLocalRandom.current().nextDouble());
        return new RetryPolicy(3, backoff, Set.of(408, 425, 429, 502, 503, 504), Duration.ofMinutes(1));
    }

    public static RetryPolicy never() {
        return new RetryPolicy(1, Backoff.none(), Set.of(), Duration.ZERO);
    }

    public RetryPolicy withMaxAttempts(int attempts) {
        return new RetryPolicy(attempts, backoff, statuses, longestServerPause);
    }

    public RetryPolicy withBackoff(Backoff newBackoff) {
        return new RetryPolicy(maxAttempts, newBackoff, statuses, longestServerPause);
    }

    public RetryPolicy withStatuses(Set<Integer> newStatuses) {
        return new RetryPolicy(maxAttempts, backoff, newStatuses, longestServerPause);
    }

    boolean wantsAnother(Reply reply) {
        return statuses.contains(reply.status());
    }

    boolean wantsAnother(CourierException failure) {
        return switch (failure.kind()) {
            case CONNECT, TIMEOUT, DNS, BROKEN_STREAM -> true;
            case TLS, STATUS, REDIRECT, DEADLINE, FUSE_BLOWN, THROTTLED, DECODE, INTERRUPTED, OTHER -> false;
        };
    }

    /**
     * Whether sending the request a second time can do harm. POST and PATCH may be sent again only under an idempotency
     * key, and nothing can be sent again whose body was a one-shot stream.
     */
    boolean mayRepeat(Request request) {
        boolean harmless = request.verb().repeatable() || request.headers().has(IdempotencyKeys.HEADER);
        return harmless && request.body().repeatable();
    }
}

package dev.sample.courier.header;

import dev.sample.courier.Headers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When the server would like to see us again. */
public final class RetryAfter {
    private RetryAfter() {}

    /**
     * Reads {@code Retry-After}, which is either seconds or a date, and where it is absent the epoch seconds of
     * {@code X-RateLimit-Reset}. A moment in the past means now. Unreadable values count as absent: a typo on the
     * server's side is no reason to fail the call.
     */
    public static Optional<Duration> from(Headers headers, Clock clock) {
        Optional<String> value = headers.first("Retry-After");
        if (value.isPresent()) {
            return parse(value.get(), clock);
        }
        if (!headers.first("X-RateLimit-Remaining").filter("0"::equals).isPresent()) {
            return Optional.empty();
        }
        return headers.first("X-RateLimit-Reset")
                .filter(RetryAfter::isDigits)
                .map(epoch -> until(Instant.ofEpochSecond(Long.parseLong(epoch)), clock));
    }

    static Optional<Duration> parse(String value, Clock clock) {
        if (isDigits(value)) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        return HttpDates.parse(value).map(date -> until(date, clock));
    }

    private static Duration until(Instant moment, Clock clock) {
        Duration wait = Duration.between(clock.instant(), moment);
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    private static boolean isDigits(String value) {
        return !value.isEmpty() && value.length() <= 12 && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}

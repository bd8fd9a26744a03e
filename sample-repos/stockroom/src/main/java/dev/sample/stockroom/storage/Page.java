package dev.sample.stockroom.storage;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A slice of a long list and where the next one begins.
 *
 * <p>The position is the last key that was shown, not a row number. With row numbers ({@code OFFSET 5000}) the database
 * counts through all earlier rows on each call, and a row inserted meanwhile makes readers see one twice or miss one.
 *
 * @param next opaque to clients; empty on the last page
 */
public record Page<T>(List<T> items, Optional<String> next) {
    private static final int MAX = 500;

    public record Request(Optional<String> after, int limit) {
        public Request {
            limit = Math.clamp(limit, 1, MAX);
        }

        public static Request first(int limit) {
            return new Request(Optional.empty(), limit);
        }

        /** Reads the token of an earlier page. */
        public static Request resume(String token, int limit) {
            try {
                byte[] key = Base64.getUrlDecoder().decode(token);
                return new Request(Optional.of(new String(key, StandardCharsets.UTF_8)), limit);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("page token '" + token + "' was not issued by this service", e);
            }
        }
    }

    /** Takes one row more than asked for; that row tells whether there is another page, without a COUNT. */
    public static <T> Page<T> cut(List<T> oneMore, int limit, Function<T, String> key) {
        if (oneMore.size() <= limit) {
            return new Page<>(List.copyOf(oneMore), Optional.empty());
        }
        List<T> shown = List.copyOf(oneMore.subList(0, limit));
        byte[] last = key.apply(shown.getLast()).getBytes(StandardCharsets.UTF_8);
        return new Page<>(shown, Optional.of(Base64.getUrlEncoder().withoutPadding().encodeToString(last)));
    }
}

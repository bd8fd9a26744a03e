package dev.sample.courier.decode;

import dev.sample.courier.Reply;
import dev.sample.courier.error.CourierException;
import dev.sample.courier.header.MediaType;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Makes a value of a reply's body. */
@FunctionalInterface
public interface Decoder<T> {
    T decode(Reply reply) throws IOException;

    static Decoder<String> text() {
        return Reply::text;
    }

    static Decoder<byte[]> bytes() {
        return Reply::bytes;
    }

    static Decoder<List<String>> lines() {
        return reply -> reply.text().lines().toList();
    }

    /** Any JSON value as maps, lists, strings, {@code Long}, {@code Double}, {@code Boolean} or null. */
    static Decoder<Object> json() {
        return reply -> {
            try {
                return JsonText.parse(reply.text());
            } catch (JsonText.SyntaxException e) {
                throw new CourierException(CourierException.Kind.DECODE, e.getMessage(), reply.request(), e);
            }
        };
    }

    @SuppressWarnings("unchecked") // keys of parsed objects are strings
    static Decoder<Map<String, Object>> jsonObject() {
        return reply -> {
            Object value = json().decode(reply);
            if (value instanceof Map<?, ?> object) {
                return (Map<String, Object>) object;
            }
            throw new CourierException(CourierException.Kind.DECODE, "expected a JSON object", reply.request());
        };
    }

    default <R> Decoder<R> map(Function<? super T, ? extends R> change) {
        return reply -> change.apply(decode(reply));
    }

    /**
     * Picks a decoder by the reply's Content-Type; the first range that takes it in wins. Write the map in order, from
     * narrow to wide.
     *
     * @throws CourierException of kind {@code DECODE} on decoding when no range fits, which is what happens when a proxy
     *     answers with an HTML page where JSON was expected
     */
    static <T> Decoder<T> byMediaType(Map<MediaType, Decoder<? extends T>> decoders) {
        Map<MediaType, Decoder<? extends T>> ordered = new LinkedHashMap<>(decoders);
        return reply -> {
            MediaType actual = reply.mediaType().orElse(MediaType.OCTETS);
            for (Map.Entry<MediaType, Decoder<? extends T>> entry : ordered.entrySet()) {
                if (entry.getKey().includes(actual)) {
                    return entry.getValue().decode(reply);
                }
            }
            throw new CourierException(
                    CourierException.Kind.DECODE, "cannot read " + actual + ", only " + ordered.keySet(), reply.request());
        };
    }
}

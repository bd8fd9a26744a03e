package dev.sample.courier.cache;

import dev.sample.courier.Headers;
import dev.sample.courier.Reply;
import dev.sample.courier.Request;
import dev.sample.courier.header.HttpDates;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An answer that was kept, with what is needed to tell whether it still holds (RFC 9111, section 4.2).
 *
 * @param asked headers of the request that it answered, for {@code Vary}
 * @param receivedAt when it arrived or was last confirmed
 */
record StoredReply(Headers asked, int status, Headers headers, byte[] body, Instant sentAt, Instant receivedAt) {

    /**
     * How old the answer is: the age it had on arrival, as upstream caches counted or as its Date tells, whichever is
     * more, and the time since.
     */
    Duration age(Instant now) {
        Duration apparent = date().map(date -> Duration.between(date, receivedAt)).filter(d -> !d.isNegative()).orElse(Duration.ZERO);
        Duration counted = headers.first("Age").filter(text -> text.matches("\\d{1,10}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(Duration.ZERO)
                .plus(Duration.between(sentAt, receivedAt));
        return (apparent.compareTo(counted) > 0 ? apparent : counted).plus(Duration.between(receivedAt, now));
    }

    /** How long it may be given out without asking. Without any word from the server: a tenth of its age at birth. */
    Duration lifetime() {
        Optional<Duration> maxAge = CacheDirectives.of(headers).maxAge();
        if (maxAge.isPresent()) {
            return maxAge.get();
        }
        Instant born = date().orElse(receivedAt);
        if (headers.has("Expires")) {
            // "Expires: 0" and other nonsense mean: expired
            return headers.first("Expires").flatMap(HttpDates::parse)
                    .map(end -> Duration.between(born, end))
                    .orElse(Duration.ZERO);
        }
        Optional<Instant> modified = headers.first("Last-Modified").flatMap(HttpDates::parse);
        return modified.filter(m -> m.isBefore(born)).map(m -> Duration.between(m, born).dividedBy(10)).orElse(Duration.ZERO);
    }

    boolean fresh(Request request, Instant now) {
        CacheDirectives own = CacheDirectives.of(headers);
        CacheDirectives wanted = CacheDirectives.of(request.headers());
        if (own.noCache() || wanted.noCache()) {
            return false;
        }
        Duration age = age(now);
        if (wanted.maxAge().filter(limit -> age.compareTo(limit) > 0).isPresent()) {
            return false;
        }
        Duration left = lifetime().minus(age).minus(wanted.minFresh().orElse(Duration.ZERO));
        if (!left.isNegative() && !left.isZero()) {
            return true;
        }
        return !own.mustRevalidate() && wanted.maxStale().filter(grace -> left.negated().compareTo(grace) <= 0).isPresent();
    }

    /** Whether the new request has the same values in all the fields that the answer depends on. */
    boolean answers(Request request) {
        for (String name : headers.joined("Vary").split(",")) {
            String field = name.strip();
            if (field.equals("*") || !field.isEmpty() && !asked.all(field).equals(request.headers().all(field))) {
                return false;
            }
        }
        return true;
    }

    /** The question "still the same?" for this answer. */
    Request conditional(Request request) {
        Request.Builder builder = request.toBuilder();
        headers.first("ETag").ifPresent(tag -> builder.header("If-None-Match", tag));
        headers.first("Last-Modified").ifPresent(date -> builder.header("If-Modified-Since", date));
        return builder.build();
    }

    boolean hasValidator() {
        return headers.has("ETag") || headers.has("Last-Modified");
    }

    /** After 304: the old content under the new headers. */
    StoredReply confirmedBy(Reply notModified, Instant sent, Instant received) {
        Headers merged = headers;
        for (Map.Entry<String, List<String>> field : notModified.headers().asMap().entrySet()) {
            if (!field.getKey().equalsIgnoreCase("Content-Length")) {
                merged = merged.without(field.getKey());
                for (String value : field.getValue()) {
                    merged = merged.plus(field.getKey(), value);
                }
            }
        }
        return new StoredReply(asked, status, merged, body, sent, received);
    }

    Reply toReply(Request request, Instant now, String how) {
        Headers out = headers.with("Age", Long.toString(age(now).toSeconds())).with("X-Courier-Cache", how);
        return Reply.of(request, status, out, body);
    }

    long weight() {
        return body.length + 512L;
    }

    private Optional<Instant> date() {
        return headers.first("Date").flatMap(HttpDates::parse);
    }
}

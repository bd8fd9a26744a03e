package dev.sample.courier.cache;

import dev.sample.courier.Headers;
import dev.sample.courier.Reply;
import dev.sample.courier.Request;
import dev.sample.courier.Verb;
import dev.sample.courier.chain.Interceptor;
import dev.sample.courier.url.UrlResolver;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Keeps answers in memory and gives them out again as long as the server's headers allow; afterwards asks whether they
 * still hold, which costs a round trip but no body. A private cache: it belongs to one client and may keep what
 * {@code Cache-Control: private} marks.
 *
 * <p>Bounded by bytes; the answer that was not wanted for the longest time goes first. Replies from here carry
 * {@code X-Courier-Cache: hit}, {@code confirmed} or {@code stale}.
 */
public final class ReplyCache implements Interceptor {
    private static final Set<Integer> KEEPABLE = Set.of(200, 203, 300, 301, 308, 404, 410);

    private final long maxBytes;
    private final Clock clock;
    private final LinkedHashMap<String, StoredReply> entries = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    public ReplyCache(long maxBytes, Clock clock) {
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    @Override
    public Reply intercept(Request request, Next next) throws IOException {
        String key = request.uri().toString();
        if (request.verb() != Verb.GET || request.headers().has("Range")) {
            return passOn(request, next, key);
        }
        StoredReply stored = find(key, request);
        Instant sent = clock.instant();
        if (stored != null && stored.fresh(request, sent)) {
            return stored.toReply(request, sent, "hit");
        }
        if (CacheDirectives.of(request.headers()).onlyIfCached()) {
            return Reply.of(request, 504, Headers.of("X-Courier-Cache", "miss"), new byte[0]);
        }
        Reply reply;
        try {
            reply = next.proceed(stored != null && stored.hasValidator() ? stored.conditional(request) : request);
        } catch (IOException e) {
            if (mayStandIn(stored, sent)) {
                return stored.toReply(request, clock.instant(), "stale");
            }
            throw e;
        }
        Instant received = clock.instant();
        if (reply.status() == 304 && stored != null) {
            reply.close();
            StoredReply confirmed = stored.confirmedBy(reply, sent, received);
            keep(key, confirmed);
            return confirmed.toReply(request, received, "confirmed");
        }
        if (reply.status() >= 500 && mayStandIn(stored, received)) {
            reply.close();
            return stored.toReply(request, received, "stale");
        }
        return storable(request, reply) ? kept(key, request, reply, sent, received) : reply;
    }

    public synchronized void clear() {
        entries.clear();
        bytes = 0;
    }

    public synchronized int size() {
        return entries.size();
    }

    // Whoever writes to an address makes what we know of it worthless.
    private Reply passOn(Request request, Next next, String key) throws IOException {
        Reply reply = next.proceed(request);
        if (!request.verb().safe() && reply.status() < 400) {
            drop(key);
            reply.headers().first("Location").ifPresent(place -> drop(UrlResolver.resolve(request.uri(), place).toString()));
        }
        return reply;
    }

    private static boolean mayStandIn(StoredReply stored, Instant now) {
        if (stored == null) {
            return false;
        }
        Duration grace = CacheDirectives.of(stored.headers()).staleIfError().orElse(Duration.ZERO);
        return stored.age(now).compareTo(stored.lifetime().plus(grace)) <= 0;
    }

    private static boolean storable(Request request, Reply reply) {
        CacheDirectives asked = CacheDirectives.of(request.headers());
        CacheDirectives given = CacheDirectives.of(reply.headers());
        boolean useful = given.maxAge().isPresent()
                || reply.headers().has("Expires")
                || reply.headers().has("ETag")
                || reply.headers().has("Last-Modified");
        return KEEPABLE.contains(reply.status()) && useful && !asked.noStore() && !given.noStore();
    }

    private Reply kept(String key, Request request, Reply reply, Instant sent, Instant received) throws IOException {
        long announced = reply.headers().first("Content-Length").map(Long::parseLong).orElse(0L);
        if (announced > maxBytes / 4) {
            return reply; // one giant would push everything else out
        }
        Reply whole = reply.buffered();
        keep(key, new StoredReply(request.headers(), whole.status(), whole.headers(), whole.bytes(), sent, received));
        return whole;
    }

    private synchronized StoredReply find(String key, Request request) {
        StoredReply stored = entries.get(key);
        return stored != null && stored.answers(request) ? stored : null;
    }

    private synchronized void keep(String key, StoredReply reply) {
        drop(key);
        entries.put(key, reply);
        bytes += reply.weight();
        Iterator<Map.Entry<String, StoredReply>> eldest = entries.entrySet().iterator();
        while (bytes > maxBytes && eldest.hasNext()) {
            bytes -= eldest.next().getValue().weight();
            eldest.remove();
        }
    }

    private synchronized void drop(String key) {
        StoredReply gone = entries.remove(key);
        bytes -= gone == null ? 0 : gone.weight();
    }
}

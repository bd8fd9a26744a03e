package dev.sample.courier.cookie;

import dev.sample.courier.Reply;
import dev.sample.courier.Request;
import dev.sample.courier.chain.Interceptor;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Remembers what servers set and hands it back to them. Thread-safe. */
public final class CookieJar implements Interceptor {
    private static final int LIMIT_FOR_DOMAIN = 50;

    private record Key(String name, String domain, String path) {}

    private final Clock clock;
    private final Map<Key, Cookie> cookies = new LinkedHashMap<>();

    public CookieJar(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Reply intercept(Request request, Next next) throws IOException {
        String line = lineFor(request.uri());
        Request outgoing = request;
        if (!line.isEmpty()) {
            String own = request.headers().first("Cookie").map(value -> value + "; ").orElse("");
            outgoing = request.toBuilder().header("Cookie", own + line).build();
        }
        Reply reply = next.proceed(outgoing);
        for (String value : reply.headers().all("Set-Cookie")) {
            Cookie.parse(value, request.uri(), clock.instant()).ifPresent(this::put);
        }
        return reply;
    }

    /** The value of the Cookie header for this address, longest paths first; empty when there is nothing to send. */
    public synchronized String lineFor(URI uri) {
        Instant now = clock.instant();
        cookies.values().removeIf(cookie -> cookie.expiredAt(now));
        return cookies.values().stream()
                .filter(cookie -> cookie.matches(uri))
                .sorted(Comparator.comparingInt((Cookie cookie) -> cookie.path().length()).reversed())
                .map(cookie -> cookie.name() + "=" + cookie.value())
                .collect(Collectors.joining("; "));
    }

    /** Stores a cookie in the place of an older one; one that is expired deletes it. */
    public synchronized void put(Cookie cookie) {
        Key key = new Key(cookie.name(), cookie.domain(), cookie.path());
        cookies.remove(key);
        if (cookie.expiredAt(clock.instant())) {
            return;
        }
        cookies.put(key, cookie);
        List<Key> neighbours = cookies.keySet().stream().filter(other -> other.domain().equals(cookie.domain())).toList();
        if (neighbours.size() > LIMIT_FOR_DOMAIN) {
            cookies.remove(neighbours.getFirst());
        }
    }

    public synchronized void clear() {
        cookies.clear();
    }

    /** Writes the persistent cookies, one to a line, tab-separated as browsers export them. */
    public synchronized void save(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Cookie cookie : cookies.values()) {
            if (cookie.persistent()) {
                lines.add(String.join(
                        "\t",
                        (cookie.httpOnly() ? "#HttpOnly_" : "") + cookie.domain(),
                        cookie.hostOnly() ? "FALSE" : "TRUE",
                        cookie.path(),
                        cookie.secure() ? "TRUE" : "FALSE",
                        Long.toString(cookie.expires().getEpochSecond()),
                        cookie.name(),
                        cookie.value()));
            }
        }
        Files.write(file, lines);
    }

    public synchronized void load(Path file) throws IOException {
        for (String line : Files.readAllLines(file)) {
            boolean httpOnly = line.startsWith("#HttpOnly_");
            String[] f = (httpOnly ? line.substring("#HttpOnly_".length()) : line).split("\t", -1);
            if (f.length == 7 && !f[0].startsWith("#")) {
                Instant expires = Instant.ofEpochSecond(Long.parseLong(f[4]));
                String domain = f[0].replaceFirst("^\\.", "");
                put(new Cookie(f[5], f[6], domain, f[1].equals("FALSE"), f[2], expires, f[3].equals("TRUE"), httpOnly));
            }
        }
    }
}

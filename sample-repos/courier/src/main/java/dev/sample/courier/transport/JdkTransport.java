package dev.sample.courier.transport;

import dev.sample.courier.Headers;
import dev.sample.courier.Reply;
import dev.sample.courier.Request;
import dev.sample.courier.body.Body;
import dev.sample.courier.policy.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** Speaks HTTP/1.1 and HTTP/2 by way of {@link HttpClient}. */
public final class JdkTransport implements Transport {
    // The JDK sets these itself and throws IllegalArgumentException("restricted header name") when somebody else does.
    private static final Set<String> RESTRICTED = Set.of("connection", "content-length", "expect", "host", "upgrade");

    private final HttpClient client;
    private final Duration attemptLimit;

    /** @param attemptLimit time for a single attempt to bring headers; a nearer deadline of the call counts more */
    public JdkTransport(HttpClient client, Duration attemptLimit) {
        this.client = client;
        this.attemptLimit = attemptLimit;
    }

    public static JdkTransport standard() {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(5))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        return new JdkTransport(client, Duration.ofSeconds(20));
    }

    @Override
    public Reply exchange(Request request) throws IOException {
        Duration limit = request.tag(Deadline.class).map(d -> d.clip(attemptLimit)).orElse(attemptLimit);
        HttpRequest.Builder out = HttpRequest.newBuilder(request.uri())
                .timeout(limit.isZero() ? Duration.ofMillis(1) : limit)
                .method(request.verb().name(), publisher(request.body()));
        request.headers().asMap().forEach((name, values) -> {
            if (!RESTRICTED.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> out.header(name, value));
            }
        });
        if (!request.headers().has("Content-Type")) {
            request.body().type().ifPresent(type -> out.header("Content-Type", type.toString()));
        }
        try {
            HttpResponse<InputStream> in = client.send(out.build(), HttpResponse.BodyHandlers.ofInputStream());
            return new Reply(request, in.statusCode(), Headers.copyOf(in.headers().map()), in.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + request);
        }
    }

    private static HttpRequest.BodyPublisher publisher(Body body) {
        long length = body.length();
        if (length == 0) {
            return HttpRequest.BodyPublishers.noBody();
        }
        HttpRequest.BodyPublisher streaming = HttpRequest.BodyPublishers.ofInputStream(() -> {
            try {
                return body.open();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        // With a known length the message carries Content-Length, without one it is chunked.
        return length < 0 ? streaming : HttpRequest.BodyPublishers.fromPublisher(streaming, length);
    }
}

package dev.sample.courier;

import dev.sample.courier.decode.Decoder;
import dev.sample.courier.error.CourierException;
import dev.sample.courier.error.ErrorMapper;
import dev.sample.courier.header.LinkHeader;
import dev.sample.courier.header.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What came back. The body is a stream that can be read once; {@link #buffered()} trades memory for the freedom to read
 * it again. Whoever does not read to the end must close, or the connection is lost to the pool.
 */
public final class Reply implements AutoCloseable {
    private final Request request;
    private final int status;
    private final Headers headers;
    private final InputStream body;
    private final boolean inMemory;

    public Reply(Request request, int status, Headers headers, InputStream body) {
        this(request, status, headers, body, false);
    }

    private Reply(Request request, int status, Headers headers, InputStream body, boolean inMemory) {
        this.request = request;
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.inMemory = inMemory;
    }

    public static Reply of(Request request, int status, Headers headers, byte[] body) {
        return new Reply(request, status, headers, new ByteArrayInputStream(body), true);
    }

    /** The request that was answered last, which after redirects is not the one first sent. */
    public Request request() {
        return request;
    }

    public int status() {
        return status;
    }

    public Headers headers() {
        return headers;
    }

    public boolean successful() {
        return status >= 200 && status < 300;
    }

    public InputStream stream() {
        return body;
    }

    public Reply withBody(Headers newHeaders, InputStream newBody) {
        return new Reply(request, status, newHeaders, newBody);
    }

    /** Reads everything that is left into memory and closes the stream. */
    public byte[] bytes() throws IOException {
        try (InputStream in = body) {
            if (inMemory) {
                in.reset();
            }
            return in.readAllBytes();
        }
    }

    /** The body as text in the charset that Content-Type names, UTF-8 where it names none. */
    public String text() throws IOException {
        return new String(bytes(), mediaType().flatMap(MediaType::charset).orElse(StandardCharsets.UTF_8));
    }

    public <T> T as(Decoder<T> decoder) throws IOException {
        try (this) {
            return decoder.decode(this);
        }
    }

    public Reply buffered() throws IOException {
        return inMemory ? this : of(request, status, headers, bytes());
    }

    public Optional<MediaType> mediaType() {
        return headers.first("Content-Type").flatMap(MediaType::tryParse);
    }

    public LinkHeader links() {
        return LinkHeader.parse(headers.joined("Link"), request.uri());
    }

    /**
     * This reply when its status is 2xx.
     *
     * @throws CourierException of kind {@code STATUS} otherwise, with the problem detail that the server gave
     */
    public Reply orThrow() throws CourierException {
        if (successful()) {
            return this;
        }
        throw ErrorMapper.fromStatus(this);
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return status + " for " + request;
    }
}

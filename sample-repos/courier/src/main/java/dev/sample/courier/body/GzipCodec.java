package dev.sample.courier.body;

import dev.sample.courier.Headers;
import dev.sample.courier.Reply;
import dev.sample.courier.Request;
import dev.sample.courier.Verb;
import dev.sample.courier.chain.Interceptor;
import dev.sample.courier.error.CourierException;
import dev.sample.courier.header.MediaType;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Asks for compressed replies and unpacks them, and packs request bodies from a certain size on if told to.
 *
 * <p>Callers who set {@code Accept-Encoding} themselves get what they asked for, packed as it is.
 */
public final class GzipCodec implements Interceptor {
    private final long packFrom;
    private final long inflateLimit;

    /**
     * @param packFrom smallest request body that is compressed, {@link Long#MAX_VALUE} for none
     * @param inflateLimit bytes after which unpacking a reply is given up
     */
    public GzipCodec(long packFrom, long inflateLimit) {
        this.packFrom = packFrom;
        this.inflateLimit = inflateLimit;
    }

    /** Does not pack requests, since many servers cannot read them; unpacks at most 1 GiB. */
    public static GzipCodec standard() {
        return new GzipCodec(Long.MAX_VALUE, 1L << 30);
    }

    @Override
    public Reply intercept(Request request, Next next) throws IOException {
        Request outgoing = packed(request);
        if (request.headers().has("Accept-Encoding")) {
            return next.proceed(outgoing);
        }
        Reply reply = next.proceed(outgoing.toBuilder().header("Accept-Encoding", "gzip").build());
        if (!reply.headers().first("Content-Encoding").filter("gzip"::equalsIgnoreCase).isPresent()) {
            return reply;
        }
        // The length was that of the packed form, and would be a lie from here on.
        Headers headers = reply.headers().without("Content-Encoding").without("Content-Length");
        boolean bodiless = reply.status() == 204 || reply.status() == 304 || request.verb() == Verb.HEAD;
        return bodiless ? reply : reply.withBody(headers, new Limited(new GZIPInputStream(reply.stream()), inflateLimit, request));
    }

    private Request packed(Request request) throws IOException {
        Body body = request.body();
        if (body.length() < packFrom || !body.repeatable() || request.headers().has("Content-Encoding")) {
            return request;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream in = body.open();
                GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            in.transferTo(out);
        }
        Optional<MediaType> type = body.type();
        return request.toBuilder()
                .header("Content-Encoding", "gzip")
                .body(Body.bytes(bytes.toByteArray(), type.orElse(MediaType.OCTETS)))
                .build();
    }

    // A few kilobytes can unpack to terabytes of zeros. Somebody will try.
    private static final class Limited extends FilterInputStream {
        private final long limit;
        private final Request request;
        private long seen;

        Limited(InputStream in, long limit, Request request) {
            super(in);
            this.limit = limit;
            this.request = request;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            count(Math.max(n, 0));
            return n;
        }

        private void count(int more) throws CourierException {
            seen += more;
            if (seen > limit) {
                throw new CourierException(
                        CourierException.Kind.DECODE, "compressed reply unpacks to more than " + limit + " bytes", request);
            }
        }
    }
}

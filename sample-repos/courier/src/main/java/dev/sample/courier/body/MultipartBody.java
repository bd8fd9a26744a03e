package dev.sample.courier.body;

import dev.sample.courier.header.ContentDisposition;
import dev.sample.courier.header.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code multipart/form-data}: what a browser sends for a form with files in it. Files are read while they are sent. */
public final class MultipartBody implements Body {
    private record Part(byte[] head, Body content) {}

    private final String boundary;
    private final List<Part> parts;

    private MultipartBody(String boundary, List<Part> parts) {
        this.boundary = boundary;
        this.parts = List.copyOf(parts);
    }

    public static Builder builder() {
        byte[] random = new byte[15];
        new SecureRandom().nextBytes(random);
        return new Builder("courier-" + HexFormat.of().formatHex(random));
    }

    @Override
    public long length() {
        long total = closing().length;
        for (Part part : parts) {
            long length = part.content().length();
            if (length < 0) {
                return -1;
            }
            total += part.head().length + length + 2;
        }
        return total;
    }

    @Override
    public Optional<MediaType> type() {
        return Optional.of(new MediaType("multipart", "form-data", Map.of("boundary", boundary)));
    }

    @Override
    public boolean repeatable() {
        return parts.stream().allMatch(part -> part.content().repeatable());
    }

    @Override
    public InputStream open() throws IOException {
        List<InputStream> streams = new ArrayList<>();
        for (Part part : parts) {
            streams.add(new ByteArrayInputStream(part.head()));
            streams.add(new OnDemand(part.content()));
            streams.add(new ByteArrayInputStream(new byte[] {'\r', '\n'}));
        }
        streams.add(new ByteArrayInputStream(closing()));
        Iterator<InputStream> all = streams.iterator();
        return new SequenceInputStream(new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return all.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return all.next();
            }
        });
    }

    private byte[] closing() {
        return ("--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    // A form with a thousand files must not hold a thousand open file handles.
    private static final class OnDemand extends InputStream {
        private final Body body;
        private InputStream in;

        OnDemand(Body body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            return opened().read();
        }

        @Override
        public int read(byte[] buffer, int offset, int count) throws IOException {
            return opened().read(buffer, offset, count);
        }

        @Override
        public void close() throws IOException {
            if (in != null) {
                in.close();
            }
        }

        private InputStream opened() throws IOException {
            if (in == null) {
                in = body.open();
            }
            return in;
        }
    }

    public static final class Builder {
        private final String boundary;
        private final List<Part> parts = new ArrayList<>();

        private Builder(String boundary) {
            this.boundary = boundary;
        }

        public Builder field(String name, String value) {
            return add(ContentDisposition.formData(name, null), Body.bytes(value.getBytes(StandardCharsets.UTF_8), null));
        }

        public Builder file(String name, Path path, MediaType type) {
            return part(name, path.getFileName().toString(), Body.file(path, type));
        }

        public Builder part(String name, String fileName, Body content) {
            return add(ContentDisposition.formData(name, fileName), content);
        }

        private Builder add(String disposition, Body content) {
            StringBuilder head = new StringBuilder("--").append(boundary).append("\r\n");
            head.append("Content-Disposition: ").append(disposition).append("\r\n");
            content.type().ifPresent(type -> head.append("Content-Type: ").append(type).append("\r\n"));
            parts.add(new Part(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8), content));
            return this;
        }

        public MultipartBody build() {
            if (parts.isEmpty()) {
                throw new IllegalStateException("a multipart body needs at least one part");
            }
            return new MultipartBody(boundary, parts);
        }
    }
}

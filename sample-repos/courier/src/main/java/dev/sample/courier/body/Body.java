package dev.sample.courier.body;

import dev.sample.courier.decode.JsonText;
import dev.sample.courier.header.MediaType;
import dev.sample.courier.url.QueryString;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** The content of a request. */
public interface Body {
    /** @return bytes, or -1 when nobody knows before the end, in which case the message is sent in chunks */
    long length();

    Optional<MediaType> type();

    /** Whether {@link #open()} may be called again, as retries and some redirects must. */
    boolean repeatable();

    InputStream open() throws IOException;

    static Body empty() {
        return new Bytes(new byte[0], null);
    }

    static Body text(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8), MediaType.TEXT);
    }

    static Body bytes(byte[] bytes, MediaType type) {
        return new Bytes(bytes.clone(), type);
    }

    /** Maps, collections, strings, numbers, booleans and null, as {@link JsonText#write} takes them. */
    static Body json(Object value) {
        return new Bytes(JsonText.write(value).getBytes(StandardCharsets.UTF_8), MediaType.JSON);
    }

    static Body form(Map<String, ?> fields) {
        // forms spell a space as plus, addresses do not
        String encoded = QueryString.of(fields).encoded().replace("%20", "+");
        return new Bytes(encoded.getBytes(StandardCharsets.US_ASCII), MediaType.FORM);
    }

    static Body file(Path path, MediaType type) {
        return new OfFile(path, type);
    }

    /**
     * Content that is produced while it is sent. It never lies in memory as a whole, and it can be sent only once: a call
     * with such a body is neither retried nor redirected with 307.
     */
    static Body streaming(InputStream in, MediaType type) {
        return new OneShot(in, type, new AtomicBoolean());
    }

    record Bytes(byte[] content, MediaType mediaType) implements Body {
        @Override
        public long length() {
            return content.length;
        }

        @Override
        public Optional<MediaType> type() {
            return Optional.ofNullable(mediaType);
        }

        @Override
        public boolean repeatable() {
            return true;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(content);
        }
    }

    record OfFile(Path path, MediaType mediaType) implements Body {
        @Override
        public long length() {
            try {
                return Files.size(path);
            } catch (IOException e) {
                return -1; // open() will say why
            }
        }

        @Override
        public Optional<MediaType> type() {
            return Optional.of(mediaType);
        }

        @Override
        public boolean repeatable() {
            return true;
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(path);
        }
    }

    record OneShot(InputStream in, MediaType mediaType, AtomicBoolean opened) implements Body {
        @Override
        public long length() {
            return -1;
        }

        @Override
        public Optional<MediaType> type() {
            return Optional.of(mediaType);
        }

        @Override
        public boolean repeatable() {
            return false;
        }

        @Override
        public InputStream open() throws IOException {
            if (opened.getAndSet(true)) {
                throw new IOException("this body was a stream and has been sent already");
            }
            return in;
        }
    }
}

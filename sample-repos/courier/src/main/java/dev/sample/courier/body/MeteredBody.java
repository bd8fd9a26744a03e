package dev.sample.courier.body;

import dev.sample.courier.header.MediaType;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Wraps a body and reports how much of it has been handed to the transport. A retry begins at zero again. */
public record MeteredBody(Body inner, ProgressListener listener) implements Body {
    @Override
    public long length() {
        return inner.length();
    }

    @Override
    public Optional<MediaType> type() {
        return inner.type();
    }

    @Override
    public boolean repeatable() {
        return inner.repeatable();
    }

    @Override
    public InputStream open() throws IOException {
        return new Counting(inner.open(), inner.length(), listener);
    }

    /** Counts what is read through it; downloads use it as well. */
    static final class Counting extends FilterInputStream {
        private final long total;
        private final ProgressListener listener;
        private long done;

        Counting(InputStream in, long total, ProgressListener listener) {
            super(in);
            this.total = total;
            this.listener = listener;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            if (b >= 0) {
                listener.moved(++done, total);
            }
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int count) throws IOException {
            int n = super.read(buffer, offset, count);
            if (n > 0) {
                done += n;
                listener.moved(done, total);
            }
            return n;
        }
    }
}

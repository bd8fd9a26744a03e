package dev.sample.courier.error;

import dev.sample.courier.Request;
import java.io.IOException;
import java.util.OptionalInt;

/** The one exception of this library. Switch over {@link #kind()} rather than over subclasses; there are none. */
public final class CourierException extends IOException {
    private static final long serialVersionUID = 1L;

    public enum Kind {
        /** Nobody listens there, or the route is closed. */
        CONNECT,
        /** One attempt took too long. */
        TIMEOUT,
        /** The host name means nothing to the resolver. */
        DNS,
        TLS,
        /** The connection ended in the middle of the message. */
        BROKEN_STREAM,
        /** An answer came, and it was not 2xx. Only from {@code orThrow}. */
        STATUS,
        REDIRECT,
        /** The time budget of the whole call is spent. */
        DEADLINE,
        FUSE_BLOWN,
        THROTTLED,
        DECODE,
        INTERRUPTED,
        OTHER
    }

    private final Kind kind;
    private final int status;

    public CourierException(Kind kind, String message, Request request) {
        this(kind, message, request, null);
    }

    public CourierException(Kind kind, String message, Request request, Throwable cause) {
        this(kind, 0, message, request, cause);
    }

    CourierException(Kind kind, int status, String message, Request request, Throwable cause) {
        super((request == null ? "" : request + ": ") + message, cause);
        this.kind = kind;
        this.status = status;
    }

    public Kind kind() {
        return kind;
    }

    public OptionalInt status() {
        return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
    }

    /** Whether the same call might succeed later without anybody changing anything. */
    public boolean passing() {
        return switch (kind) {
            case CONNECT, TIMEOUT, DNS, BROKEN_STREAM, DEADLINE, FUSE_BLOWN, THROTTLED -> true;
            case STATUS -> status == 429 || status >= 500;
            case TLS, REDIRECT, DECODE, INTERRUPTED, OTHER -> false;
        };
    }
}

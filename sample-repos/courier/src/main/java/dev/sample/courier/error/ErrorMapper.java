package dev.sample.courier.error;

import dev.sample.courier.Reply;
import dev.sample.courier.Request;
import dev.sample.courier.decode.JsonText;
import dev.sample.courier.header.MediaType;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Map;
import javax.net.ssl.SSLException;

/** Brings the many ways in which the JDK reports trouble down to {@link CourierException.Kind}. */
public final class ErrorMapper {
    private static final int DETAIL_LIMIT = 500;

    private ErrorMapper() {}

    public static CourierException fromException(IOException e, Request request) {
        if (e instanceof CourierException already) {
            return already;
        }
        for (Throwable t = e; t != null; t = t.getCause()) {
            CourierException.Kind kind = kindOf(t);
            if (kind != CourierException.Kind.OTHER) {
                return new CourierException(kind, describe(kind, t), request, e);
            }
        }
        return new CourierException(CourierException.Kind.OTHER, String.valueOf(e.getMessage()), request, e);
    }

    /**
     * Makes an exception of an answer that nobody wanted. Understands {@code application/problem+json} (RFC 9457) and the
     * common {@code {"error": {"message": …}}}; of anything else the first 500 characters are quoted. The reply is closed.
     */
    public static CourierException fromStatus(Reply reply) {
        String detail;
        try (reply) {
            detail = detailOf(reply);
        } catch (IOException unreadable) {
            detail = "(body unreadable: " + unreadable.getMessage() + ")";
        }
        String message = "status " + reply.status() + (detail.isBlank() ? "" : ": " + detail);
        return new CourierException(CourierException.Kind.STATUS, reply.status(), message, reply.request(), null);
    }

    private static CourierException.Kind kindOf(Throwable t) {
        return switch (t) {
            // Order matters: connect timeouts are timeouts by class, but for retrying they are failed connections.
            case HttpConnectTimeoutException connect -> CourierException.Kind.CONNECT;
            case HttpTimeoutException timeout -> CourierException.Kind.TIMEOUT;
            case SocketTimeoutException timeout -> CourierException.Kind.TIMEOUT;
            case InterruptedIOException interrupted -> CourierException.Kind.INTERRUPTED;
            case UnknownHostException unknown -> CourierException.Kind.DNS;
            case UnresolvedAddressException unresolved -> CourierException.Kind.DNS;
            // the JDK's client reports an unknown host as a failed connection, with the truth two causes further down
            case ConnectException refused -> isUnresolved(refused) ? CourierException.Kind.DNS : CourierException.Kind.CONNECT;
            case SSLException tls -> CourierException.Kind.TLS;
            case EOFException eof -> CourierException.Kind.BROKEN_STREAM;
            case SocketException reset -> CourierException.Kind.BROKEN_STREAM;
            default -> String.valueOf(t.getMessage()).contains("header parser received no bytes")
                    ? CourierException.Kind.BROKEN_STREAM
                    : CourierException.Kind.OTHER;
        };
    }

    private static boolean isUnresolved(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof UnresolvedAddressException) {
                return true;
            }
        }
        return false;
    }

    private static String describe(CourierException.Kind kind, Throwable t) {
        String said = t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage();
        return switch (kind) {
            case TLS -> said.contains("PKIX path building failed")
                    ? "the server's certificate is not signed by anybody in the trust store: " + said
                    : "TLS handshake failed: " + said;
            case DNS -> "unknown host (" + said + ")";
            case CONNECT -> "no connection: " + said;
            case TIMEOUT -> "no answer in time: " + said;
            default -> said;
        };
    }

    private static String detailOf(Reply reply) throws IOException {
        String text = reply.text();
        if (reply.mediaType().filter(MediaType::isJson).isPresent()) {
            try {
                String found = fromJson(JsonText.parse(text));
                if (!found.isEmpty()) {
                    return found;
                }
            } catch (JsonText.SyntaxException notJsonAfterAll) {
                // fall through to quoting
            }
        }
        return text.length() <= DETAIL_LIMIT ? text.strip() : text.substring(0, DETAIL_LIMIT).strip() + "…";
    }

    private static String fromJson(Object json) {
        if (!(json instanceof Map<?, ?> object)) {
            return "";
        }
        if (object.get("title") instanceof String title) {
            return object.get("detail") instanceof String detail ? title + ": " + detail : title;
        }
        if (object.get("error") instanceof Map<?, ?> error && error.get("message") instanceof String message) {
            return message;
        }
        return object.get("message") instanceof String message ? message : "";
    }
}

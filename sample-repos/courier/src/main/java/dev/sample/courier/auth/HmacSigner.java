package dev.sample.courier.auth;

import dev.sample.courier.Headers;
import dev.sample.courier.Reply;
import dev.sample.courier.Request;
import dev.sample.courier.body.Body;
import dev.sample.courier.chain.Interceptor;
import dev.sample.courier.url.QueryString;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves to the server who sent a request and that nobody altered it. Both sides know a secret; the sender computes
 * HMAC-SHA-256 over method, path, sorted query, date and a digest of the body, and puts the result in
 * {@code X-Courier-Signature: keyId:hex}.
 *
 * <p>Signing is the last thing before the wire: whatever changed the request afterwards would break the signature, and a
 * retry needs a fresh date.
 */
public final class HmacSigner implements Interceptor {
    static final String SIGNATURE = "X-Courier-Signature";
    static final String DATE = "X-Courier-Date";

    private final String keyId;
    private final SecretKeySpec key;
    private final Clock clock;

    public HmacSigner(String keyId, byte[] secret, Clock clock) {
        if (secret.length < 16) {
            throw new IllegalArgumentException("the secret has only " + secret.length + " bytes, at least 16 are needed");
        }
        this.keyId = keyId;
        this.key = new SecretKeySpec(secret, "HmacSHA256");
        this.clock = clock;
    }

    @Override
    public Reply intercept(Request request, Next next) throws IOException {
        return next.proceed(sign(request));
    }

    public Request sign(Request request) throws IOException {
        String date = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        String signature = hex(mac(canonical(request, date)));
        return request.toBuilder().header(DATE, date).header(SIGNATURE, keyId + ":" + signature).build();
    }

    /**
     * The receiving side: whether the request carries a signature by this key, over this very content, with a date no
     * further from now than {@code tolerance}. Takes the same time for every wrong signature.
     */
    public boolean verify(Request request, Duration tolerance) throws IOException {
        Headers headers = request.headers();
        Optional<String> given = headers.first(SIGNATURE).filter(value -> value.startsWith(keyId + ":"));
        Optional<String> date = headers.first(DATE);
        if (given.isEmpty() || date.isEmpty()) {
            return false;
        }
        try {
            Duration apart = Duration.between(Instant.parse(date.get()), clock.instant()).abs();
            byte[] claimed = HexFormat.of().parseHex(given.get().substring(keyId.length() + 1));
            return apart.compareTo(tolerance) <= 0 && MessageDigest.isEqual(claimed, mac(canonical(request, date.get())));
        } catch (DateTimeException | IllegalArgumentException unreadable) {
            return false;
        }
    }

    private static String canonical(Request request, String date) throws IOException {
        String path = request.uri().getRawPath();
        return String.join(
                "\n",
                request.verb().name(),
                path == null || path.isEmpty() ? "/" : path,
                QueryString.parse(request.uri().getRawQuery()).sorted().encoded(),
                date,
                bodyDigest(request.body()));
    }

    private static String bodyDigest(Body body) throws IOException {
        if (!body.repeatable()) {
            return "UNSIGNED"; // reading it here would leave nothing to send
        }
        try (InputStream in = body.open()) {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[8192];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sha.update(buffer, 0, n);
            }
            return hex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] mac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}

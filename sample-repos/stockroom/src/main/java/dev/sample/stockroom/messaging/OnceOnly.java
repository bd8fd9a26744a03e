package dev.sample.stockroom.messaging;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Makes a request safe to send again. The caller invents a key per intention (not per attempt); the first request
 * with a key does the work, every later one gets the first one's answer.
 */
public final class OnceOnly {
    private record Remembered(String fingerprint, String answer, Instant until, boolean finished) {}

    /** The same key came with a different request. */
    public static final class KeyReused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        KeyReused(String key) {
            super("request key " + key + " was already used for a different request");
        }
    }

    /** The first request with this key has not finished yet. */
    public static final class StillRunning extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StillRunning(String key) {
            super("a request with key " + key + " is still being worked on, ask again shortly");
        }
    }

    private final Map<String, Remembered> seen = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Duration memory;

    public OnceOnly(Clock clock, Duration memory) {
        this.clock = clock;
        this.memory = memory;
    }

    /** Failures are not remembered: a request that threw may be repeated with the same key. */
    public String perform(String key, String request, Supplier<String> work) {
        String fingerprint = sha256(request);
        Instant now = clock.instant();
        Remembered mine = new Remembered(fingerprint, null, now.plus(memory), false);
        Remembered first =
                seen.compute(key, (k, old) -> old == null || old.finished() && now.isAfter(old.until()) ? mine : old);
        if (first != mine) {
            if (!first.fingerprint().equals(fingerprint)) {
                throw new KeyReused(key);
            }
            if (!first.finished()) {
                throw new StillRunning(key);
            }
            return first.answer();
        }
        try {
            String answer = work.get();
            seen.put(key, new Remembered(fingerprint, answer, now.plus(memory), true));
            return answer;
        } catch (RuntimeException | Error e) {
            seen.remove(key, mine);
            throw e;
        }
    }

    public int forgetOld() {
        Instant now = clock.instant();
        int before = seen.size();
        seen.values().removeIf(r -> r.finished() && now.isAfter(r.until()));
        return before - seen.size();
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

package dev.sample.stockroom.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;

/**
 * A log that shows when someone has tampered with it: every entry's seal covers the entry and the seal before it, so a
 * line changed or taken out afterwards breaks all seals that follow.
 */
public final class AuditTrail {
    private static final String START = "0".repeat(64);

    public record Entry(long number, Instant at, String who, String what, String subject, String seal) {}

    private final Clock clock;
    private final List<Entry> entries = new ArrayList<>();

    public AuditTrail(Clock clock) {
        this.clock = clock;
    }

    public synchronized Entry note(String who, String what, String subject) {
        String previous = entries.isEmpty() ? START : entries.getLast().seal();
        long number = entries.size() + 1L;
        Instant at = clock.instant();
        Entry entry = new Entry(number, at, who, what, subject, seal(previous, number, at, who, what, subject));
        entries.add(entry);
        return entry;
    }

    /** Index of the first entry whose seal does not fit, empty if the chain is whole. */
    public static OptionalInt firstBroken(List<Entry> chain) {
        String previous = START;
        for (int i = 0; i < chain.size(); i++) {
            Entry e = chain.get(i);
            String expected = seal(previous, e.number(), e.at(), e.who(), e.what(), e.subject());
            if (e.number() != i + 1L || !expected.equals(e.seal())) {
                return OptionalInt.of(i);
            }
            previous = e.seal();
        }
        return OptionalInt.empty();
    }

    public synchronized List<Entry> about(String subject) {
        return entries.stream().filter(e -> e.subject().equals(subject)).toList();
    }

    public synchronized List<Entry> all() {
        return List.copyOf(entries);
    }

    // Lengths go in as well: without them ("ab","c") and ("a","bc") would share a seal.
    private static String seal(String previous, long number, Instant at, String who, String what, String subject) {
        StringBuilder text = new StringBuilder(previous).append('|').append(number).append('|').append(at);
        for (String part : new String[] {who, what, subject}) {
            text.append('|').append(part.length()).append(':').append(part);
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

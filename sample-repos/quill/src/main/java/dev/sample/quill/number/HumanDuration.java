package dev.sample.quill.number;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time and sizes, the way one says them. */
public final class HumanDuration {
    private static final Pattern PIECE = Pattern.compile("(\\d+)\\s*(ms|s|m|h|d|w)\\s*");
    private static final String[] BYTES = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private HumanDuration() {}

    /** The two greatest units that are not zero: "1 hour, 5 minutes", "3 days", "12 seconds", "250 ms". */
    public static String say(Duration duration) {
        Duration d = duration.abs();
        if (d.compareTo(Duration.ofSeconds(1)) < 0) {
            return d.toMillis() + " ms";
        }
        List<String> parts = new ArrayList<>();
        unit(parts, d.toDays(), "day");
        unit(parts, d.toHoursPart(), "hour");
        unit(parts, d.toMinutesPart(), "minute");
        unit(parts, d.toSecondsPart(), "second");
        return String.join(", ", parts.subList(0, Math.min(2, parts.size())));
    }

    /** "3 hours ago", "in 2 days", "just now" (less than 10 seconds either way). */
    public static String relative(Instant moment, Instant now) {
        Duration age = Duration.between(moment, now);
        if (age.abs().compareTo(Duration.ofSeconds(10)) < 0) {
            return "just now";
        }
        String largest = say(age).split(",")[0];
        return age.isNegative() ? "in " + largest : largest + " ago";
    }

    /** Reads what people type into settings: "90s", "1h30m", "2 d". */
    public static Duration parse(String text) {
        Matcher piece = PIECE.matcher(text.strip().toLowerCase(Locale.ROOT));
        Duration sum = Duration.ZERO;
        int at = 0;
        while (piece.find() && piece.start() == at) {
            long n = Long.parseLong(piece.group(1));
            sum = sum.plus(
                    switch (piece.group(2)) {
                        case "ms" -> Duration.ofMillis(n);
                        case "s" -> Duration.ofSeconds(n);
                        case "m" -> Duration.ofMinutes(n);
                        case "h" -> Duration.ofHours(n);
                        case "d" -> Duration.ofDays(n);
                        default -> Duration.ofDays(7 * n);
                    });
            at = piece.end();
        }
        if (at == 0 || at != text.strip().length()) {
            throw new IllegalArgumentException("not a duration: '" + text + "'; write it like 90s, 1h30m or 2d");
        }
        return sum;
    }

    /** 1536 is "1.5 KiB". */
    public static String bytes(long size) {
        double value = size;
        int unit = 0;
        while (Math.abs(value) >= 1024 && unit < BYTES.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? size + " B" : String.format(Locale.ROOT, "%.1f %s", value, BYTES[unit]);
    }

    private static void unit(List<String> parts, long count, String name) {
        if (count > 0) {
            parts.add(count + " " + name + (count == 1 ? "" : "s"));
        }
    }
}

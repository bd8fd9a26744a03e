package dev.sample.courier.header;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The three spellings of a date that HTTP has known: today's, RFC 850's and that of C's asctime. */
public final class HttpDates {
    private static final DateTimeFormatter FIXED =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);
    private static final DateTimeFormatter RFC_850 = new DateTimeFormatterBuilder()
            .appendPattern("EEEE, dd-MMM-")
            // two digits mean the year nearest to now that ends so, from 60 years back
            .appendValueReduced(ChronoField.YEAR, 2, 2, ZonedDateTime.now(ZoneOffset.UTC).getYear() - 60)
            .appendPattern(" HH:mm:ss 'GMT'")
            .toFormatter(Locale.ENGLISH);
    private static final DateTimeFormatter ASCTIME = DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH);

    private HttpDates() {}

    public static Optional<Instant> parse(String text) {
        for (DateTimeFormatter format : List.of(FIXED, RFC_850, ASCTIME)) {
            try {
                return Optional.of(LocalDateTime.parse(text.strip(), format).toInstant(ZoneOffset.UTC));
            } catch (DateTimeException next) {
                // not this spelling
            }
        }
        return Optional.empty();
    }

    public static String format(Instant instant) {
        return FIXED.format(instant.atOffset(ZoneOffset.UTC));
    }
}

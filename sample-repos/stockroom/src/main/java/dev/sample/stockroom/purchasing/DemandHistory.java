package dev.sample.stockroom.purchasing;

import dev.sample.stockroom.ledger.Movement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Pieces that left per day, zero days included; index 0 is the oldest day. */
public record DemandHistory(long[] perDay) {

    public static DemandHistory of(List<Movement> lines, LocalDate from, LocalDate until, ZoneId zone) {
        long[] days = new long[Math.toIntExact(ChronoUnit.DAYS.between(from, until))];
        for (Movement line : lines) {
            long day = ChronoUnit.DAYS.between(from, line.at().atZone(zone).toLocalDate());
            if (line.kind() == Movement.Kind.SHIPMENT && day >= 0 && day < days.length) {
                days[(int) day] -= line.quantity();
            }
        }
        return new DemandHistory(days);
    }

    public double mean() {
        double sum = 0;
        for (long day : perDay) {
            sum += day;
        }
        return perDay.length == 0 ? 0 : sum / perDay.length;
    }

    // n-1
    public double deviation() {
        if (perDay.length < 2) {
            return 0;
        }
        double mean = mean();
        double squares = 0;
        for (long day : perDay) {
            squares += (day - mean) * (day - mean);
        }
        return Math.sqrt(squares / (perDay.length - 1));
    }

    /**
     * Exponential smoothing: recent days weigh more, by the factor {@code 1 - alpha} per day of age.
     *
     * @param alpha 0 to 1; near 1 follows every jump, near 0 hardly moves
     */
    public double smoothed(double alpha) {
        if (perDay.length == 0) {
            return 0;
        }
        double level = perDay[0];
        for (int i = 1; i < perDay.length; i++) {
            level = alpha * perDay[i] + (1 - alpha) * level;
        }
        return level;
    }
}

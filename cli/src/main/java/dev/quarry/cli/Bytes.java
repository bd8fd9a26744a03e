package dev.quarry.cli;

import java.util.Locale;

/** Sizes as people read them. */
final class Bytes {
    private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB"};

    private Bytes() {}

    /** The size with a decimal unit and at most one decimal: {@code 999 bytes}, {@code 1.2 MB}. */
    static String label(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 999.95 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return unit == 0
                ? String.format(Locale.ROOT, "%d bytes", bytes)
                : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }
}

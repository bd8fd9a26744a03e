package dev.sample.stockroom.warehouse;

import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Aisle, bay and level of a shelf, written {@code C-07-2}. */
public record BinAddress(char aisle, int bay, int level) {
    private static final Pattern WRITTEN = Pattern.compile("([A-Z])-(\\d{1,3})-(\\d)");

    /**
     * The order in which a picker meets the shelves: up the first aisle, down the second, up the third, so that nobody
     * walks back along an empty aisle.
     */
    public static final Comparator<BinAddress> WALKING_ORDER = Comparator.comparingInt(BinAddress::aisle)
            .thenComparingInt(bin -> (bin.aisle - 'A') % 2 == 0 ? bin.bay : -bin.bay)
            .thenComparingInt(BinAddress::level);

    public static BinAddress parse(String text) {
        Matcher m = WRITTEN.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!m.matches()) {
            throw new IllegalArgumentException("bin '" + text + "' is not written like C-07-2");
        }
        return new BinAddress(m.group(1).charAt(0), Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3)));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%c-%02d-%d", aisle, bay, level);
    }
}

package dev.sample.stockroom.catalog;

import java.util.OptionalInt;

/**
 * A retail barcode: EAN-8, UPC-A (12), EAN-13 or the 14 digits of an outer carton.
 */
public record Barcode(String digits) {

    public Barcode {
        int n = digits.length();
        if (n != 8 && n != 12 && n != 13 && n != 14) {
            throw new IllegalArgumentException("barcode has " + n + " digits; 8, 12, 13 or 14 expected");
        }
        for (int i = 0; i < n; i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                throw new IllegalArgumentException("barcode '" + digits + "' holds something other than digits");
            }
        }
        int last = digits.charAt(n - 1) - '0';
        int expected = mod10(digits.substring(0, n - 1));
        if (last != expected) {
            throw new IllegalArgumentException(
                    "barcode " + digits + ": check digit is " + last + ", computed " + expected);
        }
    }

    /** Accepts what a hand scanner sends, including the trailing carriage return some of them add. */
    public static Barcode scan(String raw) {
        return new Barcode(raw.strip().replace("-", "").replace(" ", ""));
    }

    /** Appends the computed last digit to 7, 11, 12 or 13 payload digits. */
    public static Barcode complete(String payload) {
        return new Barcode(payload + mod10(payload));
    }

    /**
     * The number left-padded with zeros to 14 places. Two scans of the same article can differ only by leading zeros
     * (a UPC-A is an EAN-13 that begins with 0), so look-ups compare this form and never {@link #digits()}.
     */
    public String gtin() {
        return "0".repeat(14 - digits.length()) + digits;
    }

    /**
     * Weight in grams for counter-weighed goods (prefix 20 to 29: {@code 2x iiiii wwwww c}), empty for all others.
     */
    public OptionalInt embeddedGrams() {
        if (digits.length() != 13 || digits.charAt(0) != '2') {
            return OptionalInt.empty();
        }
        return OptionalInt.of(Integer.parseInt(digits.substring(7, 12)));
    }

    // Weights 3,1,3,1... from the RIGHT, so that the same loop serves every length.
    private static int mod10(String payload) {
        int sum = 0;
        int weight = 3;
        for (int i = payload.length() - 1; i >= 0; i--) {
            sum += weight * (payload.charAt(i) - '0');
            weight = 4 - weight;
        }
        return (10 - sum % 10) % 10;
    }
}

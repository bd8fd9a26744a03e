package dev.sample.quill.number;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Writes numbers out in English. */
public final class NumberSpeller {
    private static final String[] SMALL = {
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"
    };
    private static final String[] TENS = {
        "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"
    };
    private static final String[] GROUPS = {
        "", "thousand", "million", "billion", "trillion", "quadrillion", "quintillion"
    };

    private NumberSpeller() {}

    /** {@code -1_042} is "minus one thousand forty-two". */
    public static String spell(long number) {
        if (number == 0) {
            return SMALL[0];
        }
        StringBuilder out = new StringBuilder();
        long rest = number;
        for (int group = 0; rest != 0; group++) {
            int three = (int) Math.abs(rest % 1000); // the remainder, not the number: |Long.MIN_VALUE| does not exist
            if (three != 0) {
                String words = belowThousand(three) + (group == 0 ? "" : " " + GROUPS[group]);
                out.insert(0, out.isEmpty() ? words : words + " ");
            }
            rest /= 1000;
        }
        return (number < 0 ? "minus " : "") + out;
    }

    /**
     * The line on a cheque: "one hundred twelve and 05/100".
     *
     * @param amount not negative
     * @param currency ISO code; decides on the number of decimal places
     */
    public static String amount(BigDecimal amount) {
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("amount must not be negative: " + amount);
        }
        BigDecimal rounded = amount.setScale(2, RoundingMode.HALF_EVEN);
        long whole = rounded.longValue();
        int cents = rounded.subtract(BigDecimal.valueOf(whole)).movePointRight(2).intValueExact();
        return spell(whole) + " and " + (cents < 10 ? "0" : "") + cents + "/100";
    }

    /** 1st, 2nd, 3rd, 4th, 11th, 112th … */
    public static String ordinal(int number) {
        int lastTwo = Math.abs(number % 100);
        if (lastTwo >= 11 && lastTwo <= 13) {
            return number + "th";
        }
        return number
                + switch (lastTwo % 10) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
    }

    private static String belowThousand(int n) {
        String hundreds = n >= 100 ? SMALL[n / 100] + " hundred" : "";
        int rest = n % 100;
        if (rest == 0) {
            return hundreds;
        }
        String below = rest < 20 ? SMALL[rest] : TENS[rest / 10] + (rest % 10 == 0 ? "" : "-" + SMALL[rest % 10]);
        return hundreds.isEmpty() ? below : hundreds + " " + below;
    }
}

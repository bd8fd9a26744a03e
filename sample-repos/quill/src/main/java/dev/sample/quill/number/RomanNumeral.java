package dev.sample.quill.number;

import java.util.Locale;

public final class RomanNumeral {
    private static final int[] VALUES = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
    private static final String[] SYMBOLS = {"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"};

    private RomanNumeral() {}

    public static String format(int number) {
        if (number < 1 || number > 3999) {
            throw new IllegalArgumentException("the Romans wrote 1 to 3999, not " + number);
        }
        StringBuilder out = new StringBuilder();
        int rest = number;
        for (int i = 0; i < VALUES.length; i++) {
            while (rest >= VALUES[i]) {
                out.append(SYMBOLS[i]);
                rest -= VALUES[i];
            }
        }
        return out.toString();
    }

    // strict: IIII and IC are refused by writing the result again
    public static int parse(String numeral) {
        String upper = numeral.strip().toUpperCase(Locale.ROOT);
        int value = 0;
        int at = 0;
        for (int i = 0; i < VALUES.length; i++) {
            while (upper.startsWith(SYMBOLS[i], at)) {
                value += VALUES[i];
                at += SYMBOLS[i].length();
            }
        }
        if (value < 1 || value > 3999 || !format(value).equals(upper)) {
            throw new NumberFormatException("not a Roman numeral: '" + numeral + "'");
        }
        return value;
    }
}

package dev.sample.quill.order;

import java.text.Collator;
import java.util.Comparator;
import java.util.Locale;

/**
 * The order that people expect in a list of names: runs of digits compare by their value, so that chapter 9 comes before
 * chapter 10, and v1.2 before v1.11.
 *
 * <p>Numbers of any length are compared without being parsed: leading zeros are skipped, then the longer run is the
 * greater one, then the first different digit decides. Names that are equal but for leading zeros are ordered by length,
 * which keeps the comparator consistent with {@code equals}.
 */
public final class HumanOrder implements Comparator<String> {
    public static final HumanOrder EXACT = new HumanOrder(false);
    public static final HumanOrder IGNORING_CASE = new HumanOrder(true);

    private final boolean ignoreCase;

    private HumanOrder(boolean ignoreCase) {
        this.ignoreCase = ignoreCase;
    }

    @Override
    public int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            if (digit(a.charAt(i)) && digit(b.charAt(j))) {
                int endA = endOfRun(a, i);
                int endB = endOfRun(b, j);
                int byValue = byValue(a, i, endA, b, j, endB);
                if (byValue != 0) {
                    return byValue;
                }
                i = endA;
                j = endB;
            } else {
                int byLetter = Character.compare(letter(a.charAt(i++)), letter(b.charAt(j++)));
                if (byLetter != 0) {
                    return byLetter;
                }
            }
        }
        int byRest = Integer.compare(a.length() - i, b.length() - j);
        return byRest != 0 ? byRest : tie(a, b);
    }

    /** Alphabetical as a dictionary of that language has it (ä next to a, ñ after n). Digits get no special care. */
    public static Comparator<String> dictionary(Locale locale) {
        Collator collator = Collator.getInstance(locale);
        collator.setStrength(Collator.TERTIARY);
        return collator::compare;
    }

    private static int byValue(String a, int startA, int endA, String b, int startB, int endB) {
        int i = skipZeros(a, startA, endA);
        int j = skipZeros(b, startB, endB);
        if (endA - i != endB - j) {
            return Integer.compare(endA - i, endB - j);
        }
        for (; i < endA; i++, j++) {
            if (a.charAt(i) != b.charAt(j)) {
                return Character.compare(a.charAt(i), b.charAt(j));
            }
        }
        return 0;
    }

    private static int tie(String a, String b) {
        return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
    }

    private char letter(char c) {
        return ignoreCase ? Character.toLowerCase(Character.toUpperCase(c)) : c;
    }

    private static int skipZeros(String s, int from, int end) {
        int i = from;
        while (i < end && s.charAt(i) == '0') {
            i++;
        }
        return i;
    }

    private static int endOfRun(String s, int from) {
        int i = from;
        while (i < s.length() && digit(s.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}

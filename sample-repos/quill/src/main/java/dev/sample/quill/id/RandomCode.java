package dev.sample.quill.id;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Codes for invitations, vouchers and public links: hard to guess, easy to read over the telephone. The alphabet leaves
 * out what is mistaken for something else (0 and O, 1, I and L) and the vowel U, which keeps out most unfortunate words.
 */
public final class RandomCode {
    private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final RandomGenerator random;

    public RandomCode() {
        this(new SecureRandom());
    }

    /** For tests that need the same codes every time. */
    RandomCode(RandomGenerator random) {
        this.random = random;
    }

    /** Each character is worth 4.9 bits; the last one is a check character, see {@link #isIntact}. */
    public String next(int length) {
        if (length < 2) {
            throw new IllegalArgumentException("a code needs at least 2 characters, not " + length);
        }
        StringBuilder code = new StringBuilder(length);
        for (int i = 1; i < length; i++) {
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return code.append(check(code)).toString();
    }

    /** In groups of four: "7KQM-X2HD-9". */
    public static String grouped(String code) {
        return code.replaceAll("(.{4})(?=.)", "$1-");
    }

    /** Undoes {@link #grouped} and what people do to codes: blanks, small letters, O for 0. */
    public static String normalise(String typed) {
        return typed.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "");
    }

    /** Whether the check character fits: finds every single wrong character before the database is asked. */
    public static boolean isIntact(String typed) {
        String code = normalise(typed);
        if (code.length() < 2 || code.chars().anyMatch(c -> ALPHABET.indexOf(c) < 0)) {
            return false;
        }
        int last = code.length() - 1;
        return code.charAt(last) == check(code.substring(0, last));
    }

    /** Alternating weights 1 and 7; 7 has no factor in common with 30, so no single error stays unseen. */
    private static char check(CharSequence body) {
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            sum += ALPHABET.indexOf(body.charAt(i)) * (i % 2 == 0 ? 1 : 7);
        }
        return ALPHABET.charAt(sum % ALPHABET.length());
    }
}

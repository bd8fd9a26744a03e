package dev.sample.stockroom.catalog;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Our own article number, for example {@code BLT-00412-E}: a family, a five-digit serial and a guard letter.
 *
 * <p>The guard letter is computed from everything before it, so that a clerk who types two neighbouring digits the
 * wrong way round, or reads a 1 for a 7, is told at the keyboard and not three days later by an empty shelf. The letters
 * I, O and Q never serve as guards since people read them as digits.
 *
 * @param value the canonical form: upper case, no blanks
 */
public record Sku(String value) implements Comparable<Sku> {
    private static final String GUARDS = "ABCDEFGHJKLMNPRSTUVWXYZ";
    private static final Pattern SHAPE = Pattern.compile("[A-Z]{2,4}-\\d{5}-[A-Z]");

    public Sku {
        Objects.requireNonNull(value, "value");
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not an article number: '" + value + "', expected e.g. BLT-00412-E");
        }
        char expected = guard(value.substring(0, value.length() - 2));
        char actual = value.charAt(value.length() - 1);
        if (expected != actual) {
            throw new IllegalArgumentException(
                    "article number " + value + " ends in " + actual + " but should end in " + expected + ", mistyped?");
        }
    }

    /** Reads what a person typed: blanks and case are forgiven, a missing or wrong guard letter is not. */
    public static Sku of(String typed) {
        return new Sku(typed.strip().replace(" ", "").toUpperCase(Locale.ROOT));
    }

    /** Makes the next article number of a family. */
    public static Sku mint(String family, int serial) {
        if (serial < 0 || serial > 99_999) {
            throw new IllegalArgumentException("serial " + serial + " does not fit five digits");
        }
        String body = family.toUpperCase(Locale.ROOT) + "-" + String.format(Locale.ROOT, "%05d", serial);
        return new Sku(body + "-" + guard(body));
    }

    public String family() {
        return value.substring(0, value.indexOf('-'));
    }

    // Position weights make swapped neighbours visible; 23 is prime, so no weight below it hides a changed digit.
    private static char guard(String body) {
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            sum += (i + 2) * body.charAt(i);
        }
        return GUARDS.charAt(sum % GUARDS.length());
    }

    @Override
    public int compareTo(Sku other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

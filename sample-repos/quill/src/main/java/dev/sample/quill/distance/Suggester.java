package dev.sample.quill.distance;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds what somebody probably meant. Two questions are answered: which known word is nearest to a mistyped one, and
 * which entries of a long list match the few letters typed into a quick-open box.
 */
public final class Suggester {
    /** An entry and how well it fits; greater is better. */
    public record Scored(String entry, double score) {}

    private static final Comparator<Scored> BEST_FIRST =
            Comparator.comparingDouble(Scored::score).reversed().thenComparing(Scored::entry);

    private final List<String> entries;

    public Suggester(Collection<String> entries) {
        this.entries = List.copyOf(entries);
    }

    /**
     * The known word for a message such as "unknown option --colr, did you mean --color?". Allowed is one typing error for
     * every three letters.
     */
    public Optional<String> didYouMean(String typed) {
        int allowed = Math.max(1, typed.length() / 3);
        String needle = typed.toLowerCase(Locale.ROOT);
        String best = null;
        int fewest = allowed + 1;
        for (String entry : entries) {
            int errors = EditDistance.withTranspositions(needle, entry.toLowerCase(Locale.ROOT));
            if (errors < fewest) {
                fewest = errors;
                best = entry;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Entries that contain the typed letters in this order, not necessarily side by side ("gpr" finds GridPrinter). */
    public List<Scored> narrow(String letters, int most) {
        return entries.stream()
                .map(e -> new Scored(e, subsequenceScore(letters, e)))
                .filter(s -> s.score() > 0)
                .sorted(BEST_FIRST)
                .limit(most)
                .toList();
    }

    /**
     * Neighbouring letters and letters at the start of a word earn more; long entries lose a little. Zero means that the
     * letters do not occur in order.
     */
    static double subsequenceScore(String letters, String entry) {
        double score = 0;
        int previous = -2;
        int at = 0;
        for (int i = 0; i < letters.length(); i++) {
            char wanted = Character.toLowerCase(letters.charAt(i));
            while (at < entry.length() && Character.toLowerCase(entry.charAt(at)) != wanted) {
                at++;
            }
            if (at == entry.length()) {
                return 0;
            }
            score += 1;
            if (at == previous + 1) {
                score += 2;
            }
            if (startsWord(entry, at)) {
                score += 3;
            }
            previous = at;
            at++;
        }
        return score / (1 + 0.01 * entry.length());
    }

    private static boolean startsWord(String entry, int at) {
        if (at == 0 || Character.isUpperCase(entry.charAt(at)) && !Character.isUpperCase(entry.charAt(at - 1))) {
            return true;
        }
        return !Character.isLetterOrDigit(entry.charAt(at - 1));
    }
}

package dev.sample.quill.distance;

/**
 * How many single-character changes turn one string into another.
 *
 * <p>All methods work on {@code char}s, so a surrogate pair counts twice.
 */
public final class EditDistance {
    private EditDistance() {}

    /**
     * Insertions, deletions and substitutions (Levenshtein 1965). Time {@code O(|a|·|b|)}, memory one row of the table.
     */
    public static int levenshtein(CharSequence a, CharSequence b) {
        return levenshtein(a, b, Integer.MAX_VALUE);
    }

    /**
     * As above, but gives up as soon as every entry of a row exceeds {@code limit}.
     *
     * @return the distance, or -1 when it is greater than the limit
     */
    public static int levenshtein(CharSequence a, CharSequence b, int limit) {
        if (Math.abs(a.length() - b.length()) > limit) {
            return -1;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            int best = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitution, Math.min(row[j], row[j - 1]) + 1);
                best = Math.min(best, row[j]);
            }
            if (best > limit) {
                return -1;
            }
        }
        return row[b.length()] > limit ? -1 : row[b.length()];
    }

    /** Also counts two neighbours that changed places as one change ("teh" and "the"), each pair at most once. */
    public static int withTranspositions(CharSequence a, CharSequence b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < last.length; j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(last[j - 1] + cost, Math.min(last[j], row[j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }

    /** 1 for equal strings, 0 for strings that share nothing at any position. */
    public static double ratio(CharSequence a, CharSequence b) {
        int longest = Math.max(a.length(), b.length());
        return longest == 0 ? 1.0 : 1.0 - (double) levenshtein(a, b) / longest;
    }
}

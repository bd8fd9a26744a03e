package dev.quarry.eval.pairs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names as words, and code without a name. */
final class NameWords {
    /** Stands where a name was: a name that says nothing, and that is one. */
    static final String MASK = "_";

    private static final Pattern BORDERS = Pattern.compile("[^\\p{L}\\p{N}]+"
            + "|(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})"
            + "|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})"
            + "|(?<=\\p{L})(?=\\p{N})");

    private NameWords() {}

    /** {@code parseHTTPRequest2} gives parse, http, request, 2. */
    static List<String> of(String name) {
        List<String> words = new ArrayList<>();
        for (String word : BORDERS.split(name, -1)) {
            if (!word.isEmpty()) {
                words.add(word.toLowerCase(Locale.ROOT));
            }
        }
        return words;
    }

    /** The code with a neutral name wherever the name stands as a whole word, in comments and strings too. */
    static String masked(String code, String name) {
        if (name.isEmpty()) {
            return code;
        }
        StringBuilder masked = new StringBuilder(code.length());
        int at = 0;
        for (int found = code.indexOf(name); found >= 0; found = code.indexOf(name, found + 1)) {
            int end = found + name.length();
            boolean begins = found == 0 || !Character.isJavaIdentifierPart(code.charAt(found - 1));
            boolean ends = end == code.length() || !Character.isJavaIdentifierPart(code.charAt(end));
            if (found < at || !begins || !ends) {
                continue;
            }
            masked.append(code, at, found).append(MASK);
            at = end;
        }
        return masked.append(code, at, code.length()).toString();
    }
}

package dev.quarry.indexer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Splits names as programmers write them into words. */
final class Words {
    private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]+"
            + "|(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})"
            + "|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})"
            + "|(?<=\\p{L})(?=\\p{N})");

    private Words() {}

    /** {@code parseHTTPRequest2} gives parse, http, request, 2. */
    static List<String> of(String name) {
        List<String> words = new ArrayList<>();
        for (String word : SEPARATORS.split(name, -1)) {
            if (!word.isEmpty()) {
                words.add(word.toLowerCase(Locale.ROOT));
            }
        }
        return words;
    }
}

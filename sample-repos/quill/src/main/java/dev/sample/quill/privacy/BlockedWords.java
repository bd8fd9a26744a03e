package dev.sample.quill.privacy;

import dev.sample.quill.encoding.UnicodeCleaner;
import dev.sample.quill.language.WordScanner;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps unwelcome words out of user comments. The list is the caller's; none comes with the library.
 *
 * <p>Whole words only, so that a harmless word which happens to contain a blocked one passes. Before the look-up a word
 * loses accents, digits that stand for letters become letters (b4dger) and letters typed more than twice are shortened.
 */
public final class BlockedWords {
    private static final Map<Character, Character> LOOKALIKES =
            Map.of('0', 'o', '1', 'i', '3', 'e', '4', 'a', '5', 's', '7', 't');

    private final Set<String> blocked;

    public BlockedWords(Collection<String> words) {
        this.blocked = words.stream().map(BlockedWords::reduce).collect(Collectors.toUnmodifiableSet());
    }

    public boolean anyIn(String text) {
        for (WordScanner.Token token : new WordScanner(text)) {
            if (blocked.contains(reduce(token.text()))) {
                return true;
            }
        }
        return false;
    }

    /** Stars in place of each blocked word, all other characters untouched. */
    public String censor(String text) {
        StringBuilder out = new StringBuilder(text);
        for (WordScanner.Token token : new WordScanner(text)) {
            if (blocked.contains(reduce(token.text()))) {
                for (int i = token.start(); i < token.end(); i++) {
                    out.setCharAt(i, '*');
                }
            }
        }
        return out.toString();
    }

    private static String reduce(String word) {
        String plain = UnicodeCleaner.plain(word).toLowerCase(Locale.ROOT);
        StringBuilder out = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            char c = LOOKALIKES.getOrDefault(plain.charAt(i), plain.charAt(i));
            int n = out.length();
            if (n < 2 || out.charAt(n - 1) != c || out.charAt(n - 2) != c) {
                out.append(c);
            }
        }
        return out.toString();
    }
}

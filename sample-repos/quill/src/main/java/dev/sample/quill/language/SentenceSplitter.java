package dev.sample.quill.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Cuts prose into sentences. A full stop does not end one after a known abbreviation ("Dr.", "e.g."), after a single
 * initial ("J. Smith"), between digits, or when a lower-case letter follows. An empty line always does.
 */
public final class SentenceSplitter {
    private static final Set<String> ABBREVIATIONS =
            Set.of("dr", "mr", "mrs", "ms", "prof", "st", "vs", "etc", "e.g", "i.e", "no", "fig", "approx", "inc", "ltd");
    private static final String CLOSERS = "\"')]”’»";

    public List<String> split(String text) {
        List<String> sentences = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            int end = borderAfter(text, start, i);
            if (end > 0) {
                add(sentences, text.substring(start, end));
                start = end;
                i = end - 1;
            }
        }
        add(sentences, text.substring(start));
        return sentences;
    }

    /** The index behind the sentence that ends at {@code i}, or 0 when none does. */
    private static int borderAfter(String text, int start, int i) {
        char c = text.charAt(i);
        if (c == '\n') {
            int next = i + 1;
            while (next < text.length() && " \t\r".indexOf(text.charAt(next)) >= 0) {
                next++;
            }
            return next < text.length() && text.charAt(next) == '\n' ? next + 1 : 0;
        }
        if (c != '.' && c != '!' && c != '?' && c != '…') {
            return 0;
        }
        int end = i + 1;
        while (end < text.length() && CLOSERS.indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        if (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            return 0;
        }
        if (c == '.' && (abbreviated(text, start, i) || lowerCaseFollows(text, end))) {
            return 0;
        }
        return end;
    }

    private static boolean abbreviated(String text, int start, int stop) {
        int from = stop;
        while (from > start && !Character.isWhitespace(text.charAt(from - 1)) && text.charAt(from - 1) != '(') {
            from--;
        }
        String word = text.substring(from, stop);
        boolean initial = word.length() == 1 && Character.isUpperCase(word.charAt(0)) && !word.equals("I");
        return initial || ABBREVIATIONS.contains(word.toLowerCase(Locale.ROOT));
    }

    private static boolean lowerCaseFollows(String text, int from) {
        int i = from;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i < text.length() && Character.isLowerCase(text.charAt(i));
    }

    private static void add(List<String> sentences, String sentence) {
        if (!sentence.isBlank()) {
            sentences.add(sentence.strip());
        }
    }
}

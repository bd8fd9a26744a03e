package dev.sample.quill.casing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The ways in which programs write a name of several words. */
public enum CaseStyle {
    CAMEL("") {
        @Override
        String word(String lower, int position) {
            return position == 0 ? lower : capital(lower);
        }
    },
    PASCAL("") {
        @Override
        String word(String lower, int position) {
            return capital(lower);
        }
    },
    SNAKE("_"),
    KEBAB("-"),
    DOTTED("."),
    CONSTANT("_") {
        @Override
        String word(String lower, int position) {
            return lower.toUpperCase(Locale.ROOT);
        }
    },
    TITLE(" ") {
        @Override
        String word(String lower, int position) {
            return capital(lower);
        }
    };

    private final String glue;

    CaseStyle(String glue) {
        this.glue = glue;
    }

    String word(String lower, int position) {
        return lower;
    }

    /** Rewrites a name, whatever style it is in now: {@code SNAKE.apply("parseHTTPHeader")} is {@code parse_http_header}. */
    public String apply(String name) {
        List<String> humps = humps(name);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < humps.size(); i++) {
            out.append(i == 0 ? "" : glue).append(word(humps.get(i).toLowerCase(Locale.ROOT), i));
        }
        return out.toString();
    }

    /**
     * Takes an identifier apart. Borders are separators, a lower-case letter before an upper-case one, and the last
     * capital of an acronym when a lower-case letter follows ({@code HTTPServer} is HTTP, Server). Digits stay with the
     * word before them.
     */
    public static List<String> humps(String name) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Character.isLetterOrDigit(c)) {
                flush(word, words);
                continue;
            }
            if (!word.isEmpty() && Character.isUpperCase(c)) {
                boolean afterCapital = Character.isUpperCase(name.charAt(i - 1));
                boolean beforeSmall = i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1));
                if (!afterCapital || beforeSmall) {
                    flush(word, words);
                }
            }
            word.append(c);
        }
        flush(word, words);
        return words;
    }

    /** A label for people: {@code invoiceLineTotal} becomes "Invoice line total". */
    public static String label(String name) {
        String sentence = humps(name).stream().map(w -> w.toLowerCase(Locale.ROOT)).collect(Collectors.joining(" "));
        return capital(sentence);
    }

    private static void flush(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    private static String capital(String lower) {
        return lower.isEmpty() ? lower : Character.toUpperCase(lower.charAt(0)) + lower.substring(1);
    }
}

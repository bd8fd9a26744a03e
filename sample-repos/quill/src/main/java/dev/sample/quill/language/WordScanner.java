package dev.sample.quill.language;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Words with their place in the text, for indexing and for highlighting. */
public final class WordScanner implements Iterable<WordScanner.Token> {
    public enum Kind {
        WORD,
        NUMBER,
        SYMBOL
    }

    /** Half-open range of characters; {@code text} is the original spelling. */
    public record Token(String text, int start, int end, Kind kind) {}

    private final String text;

    public WordScanner(String text) {
        this.text = text;
    }

    public static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (Token token : new WordScanner(text)) {
            if (token.kind() == Kind.WORD) {
                words.add(token.text());
            }
        }
        return words;
    }

    @Override
    public Iterator<Token> iterator() {
        return new Walk();
    }

    private final class Walk implements Iterator<Token> {
        private int at = skipBlanks(0);

        @Override
        public boolean hasNext() {
            return at < text.length();
        }

        @Override
        public Token next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            int start = at;
            Kind kind = kindOf(text.charAt(start));
            int end = start + 1;
            while (kind != Kind.SYMBOL && end < text.length() && continues(kind, end)) {
                end++;
            }
            at = skipBlanks(end);
            return new Token(text.substring(start, end), start, end, kind);
        }

        /** Apostrophes and hyphens join letters (don't, well-known); points and commas join digits (3.14, 1,000). */
        private boolean continues(Kind kind, int i) {
            char c = text.charAt(i);
            if (kindOf(c) != Kind.SYMBOL) {
                return kind == Kind.WORD || Character.isDigit(c);
            }
            boolean more = i + 1 < text.length();
            return switch (kind) {
                case WORD -> (c == '\'' || c == '’' || c == '-') && more && Character.isLetter(text.charAt(i + 1));
                case NUMBER -> (c == '.' || c == ',') && more && Character.isDigit(text.charAt(i + 1));
                case SYMBOL -> false;
            };
        }

        private int skipBlanks(int from) {
            int i = from;
            while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
                i++;
            }
            return i;
        }
    }

    private static Kind kindOf(char c) {
        if (Character.isDigit(c)) {
            return Kind.NUMBER;
        }
        boolean letter = Character.isLetter(c) || Character.isSurrogate(c) || c == '_';
        return letter || Character.getType(c) == Character.NON_SPACING_MARK ? Kind.WORD : Kind.SYMBOL;
    }
}

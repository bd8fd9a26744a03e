package dev.quarry.eval.pairs;

import java.util.ArrayList;
import java.util.List;

/** The tokens of a piece of Java text, which may be a fragment that no parser takes. */
final class JavaTokens {

    /** What a token is. */
    enum Kind {
        WORD,
        NUMBER,
        STRING,
        CHARACTER,
        LINE_COMMENT,
        BLOCK_COMMENT,
        SYMBOL
    }

    /**
     * One token.
     *
     * @param kind what it is
     * @param start its first character
     * @param end one past its last character
     */
    record Token(Kind kind, int start, int end) {
        boolean comment() {
            return kind == Kind.LINE_COMMENT || kind == Kind.BLOCK_COMMENT;
        }

        String text(String source) {
            return source.substring(start, end);
        }

        boolean is(String source, char symbol) {
            return kind == Kind.SYMBOL && source.charAt(start) == symbol;
        }
    }

    private final String source;
    private int at;

    private JavaTokens(String source) {
        this.source = source;
    }

    /** All tokens in order, comments among them; a literal or comment that never ends reaches to the end. */
    static List<Token> of(String source) {
        return new JavaTokens(source).all();
    }

    /** All tokens but the comments. */
    static List<Token> code(String source) {
        return of(source).stream().filter(token -> !token.comment()).toList();
    }

    private List<Token> all() {
        List<Token> tokens = new ArrayList<>();
        while (at < source.length()) {
            if (Character.isWhitespace(source.charAt(at))) {
                at++;
                continue;
            }
            int start = at;
            Kind kind = next();
            tokens.add(new Token(kind, start, at));
        }
        return tokens;
    }

    private Kind next() {
        char c = source.charAt(at);
        if (source.startsWith("//", at)) {
            at = orEnd(source.indexOf('\n', at), 0);
            return Kind.LINE_COMMENT;
        }
        if (source.startsWith("/*", at)) {
            at = orEnd(source.indexOf("*/", at + 2), 2);
            return Kind.BLOCK_COMMENT;
        }
        if (source.startsWith("\"\"\"", at)) {
            int end = source.indexOf("\"\"\"", at + 3);
            while (end > 0 && source.charAt(end - 1) == '\\') {
                end = source.indexOf("\"\"\"", end + 1);
            }
            at = orEnd(end, 3);
            return Kind.STRING;
        }
        if (c == '"' || c == '\'') {
            literal(c);
            return c == '"' ? Kind.STRING : Kind.CHARACTER;
        }
        if (Character.isJavaIdentifierStart(c)) {
            advance();
            return Kind.WORD;
        }
        if (Character.isDigit(c)) {
            advance();
            return Kind.NUMBER;
        }
        at++;
        return Kind.SYMBOL;
    }

    private int orEnd(int found, int length) {
        return found < 0 ? source.length() : found + length;
    }

    private void advance() {
        at++;
        while (at < source.length() && Character.isJavaIdentifierPart(source.charAt(at))) {
            at++;
        }
    }

    private void literal(char quote) {
        at++;
        while (at < source.length() && source.charAt(at) != quote && source.charAt(at) != '\n') {
            at += source.charAt(at) == '\\' ? 2 : 1;
        }
        at = Math.min(source.length(), at + 1);
    }
}

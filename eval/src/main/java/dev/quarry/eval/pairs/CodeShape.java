package dev.quarry.eval.pairs;

import dev.quarry.eval.pairs.JavaTokens.Token;
import java.util.List;

/**
 * What the rules need to know about a unit's code.
 *
 * @param body the text between the braces of the body, empty where there is none
 * @param statements number of statements in the body, counted by their semicolons
 * @param bodyLines number of lines of the body that are not blank
 */
record CodeShape(String body, int statements, int bodyLines) {

    static CodeShape of(String source) {
        List<Token> tokens = JavaTokens.code(source);
        int open = opening(source, tokens);
        if (open < 0) {
            return new CodeShape("", 0, 0);
        }
        Token last = tokens.getLast();
        int end = last.is(source, '}') ? last.start() : last.end();
        String body = source.substring(
                tokens.get(open).end(), Math.max(tokens.get(open).end(), end));
        int statements = (int) tokens.subList(open, tokens.size()).stream()
                .filter(token -> token.is(source, ';'))
                .count();
        int lines = (int) body.lines().filter(line -> !line.isBlank()).count();
        return new CodeShape(body, statements, lines);
    }

    /** Index of the brace that opens the body: the first one outside parentheses, where annotations keep theirs. */
    private static int opening(String source, List<Token> tokens) {
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.is(source, '(')) {
                depth++;
            } else if (token.is(source, ')')) {
                depth--;
            } else if (depth == 0 && token.is(source, '{')) {
                return i;
            } else if (depth == 0 && token.is(source, ';')) {
                return -1;
            }
        }
        return -1;
    }
}

package dev.quarry.lateinteraction;

/**
 * A stretch of characters.
 *
 * @param start first character (UTF-16 unit)
 * @param end one past the last character
 */
public record Span(int start, int end) {

    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("not a span: " + start + " to " + end);
        }
    }
}

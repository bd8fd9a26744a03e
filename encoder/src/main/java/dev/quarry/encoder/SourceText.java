package dev.quarry.encoder;

import java.util.Arrays;
import java.util.Locale;

/**
 * A text as the tokenizer gets it, and the way back. sentence-transformers strips the text first and may lower-case
 * it; the tokenizer counts code points where Java counts UTF-16 units.
 *
 * @param encoded what the tokenizer gets: stripped, lower-cased if asked for, without unpaired surrogates
 * @param offsets {@code [code points of encoded + 1]}, where each begins in the original, in UTF-16 units
 */
record SourceText(String encoded, int[] offsets) {

    static SourceText of(String original, boolean lowerCase) {
        int from = 0;
        int to = original.length();
        while (from < to && isSpace(original.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(original.charAt(to - 1))) {
            to--;
        }
        String stripped = pairedSurrogates(original.substring(from, to));
        String encoded = lowerCase ? stripped.toLowerCase(Locale.ROOT) : stripped;
        return new SourceText(encoded, offsets(stripped, from, encoded, lowerCase));
    }

    /** UTF-16 offset in the original of a code point of {@link #encoded}. */
    int offset(int codePoint) {
        return offsets[codePoint];
    }

    private static int[] offsets(String stripped, int from, String encoded, boolean lowerCase) {
        int[] offsets = new int[encoded.codePointCount(0, encoded.length()) + 1];
        int at = 0;
        int unit = 0;
        while (unit < stripped.length()) {
            int codePoint = stripped.codePointAt(unit);
            // One code point may lower-case to several (U+0130): all of them stand where it stood.
            int copies = lowerCase ? lowerCasedLength(codePoint) : 1;
            for (int i = 0; i < copies && at < offsets.length; i++) {
                offsets[at++] = from + unit;
            }
            unit += Character.charCount(codePoint);
        }
        Arrays.fill(offsets, at, offsets.length, from + stripped.length());
        return offsets;
    }

    private static int lowerCasedLength(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        String lower = Character.toString(codePoint).toLowerCase(Locale.ROOT);
        return lower.codePointCount(0, lower.length());
    }

    /** Python's str.isspace, which unlike Java's counts no-break spaces and U+0085. */
    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
    }

    /**
     * The tokenizer's UTF-8 has no unpaired surrogates; a replacement character of the same length keeps all offsets.
     */
    private static String pairedSurrogates(String text) {
        StringBuilder repaired = null;
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isSurrogate(text.charAt(i))) {
                continue;
            }
            if (Character.isHighSurrogate(text.charAt(i))
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else {
                repaired = repaired == null ? new StringBuilder(text) : repaired;
                repaired.setCharAt(i, '\uFFFD');
            }
        }
        return repaired == null ? text : repaired.toString();
    }
}

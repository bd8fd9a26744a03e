package dev.quarry.lateinteraction;

import java.io.IOException;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * Splits identifiers into their words and keeps the whole as well: {@code HTTPClient2} gives {@code HTTPClient2},
 * {@code HTTP}, {@code Client}, {@code 2}, each with its own offsets. The whole, without {@code _} and {@code $},
 * stands at the position of its first word, so that it does not count towards the length of the field.
 *
 * <p>Lucene's WordDelimiterGraphFilter does not see the border between an acronym and the word after it.
 */
final class IdentifierFilter extends TokenFilter {

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
    private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);

    private char[] identifier = new char[64];
    private int length;
    private int identifierStart;
    private int wordStart;
    private boolean firstWord;
    private State state;

    IdentifierFilter(TokenStream input) {
        super(input);
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        length = 0;
        wordStart = 0;
    }

    @Override
    public boolean incrementToken() throws IOException {
        while (true) {
            if (wordStart < length) {
                emitWord();
                return true;
            }
            if (!input.incrementToken()) {
                return false;
            }
            length = term.length();
            if (identifier.length < length) {
                identifier = new char[length];
            }
            System.arraycopy(term.buffer(), 0, identifier, 0, length);
            identifierStart = offset.startOffset();
            wordStart = skipJoiners(0);
            if (wordStart == length) {
                continue; // nothing but _ and $
            }
            firstWord = true;
            if (skipJoiners(wordEnd(wordStart)) == length) {
                continue; // one word: it is the whole as well
            }
            state = captureState();
            firstWord = false;
            dropJoiners();
            return true;
        }
    }

    private void emitWord() {
        int end = wordEnd(wordStart);
        if (!firstWord) {
            boolean overlapsWhole = skipJoiners(0) == wordStart;
            restoreState(state);
            increment.setPositionIncrement(overlapsWhole ? 0 : 1);
        }
        term.copyBuffer(identifier, wordStart, end - wordStart);
        offset.setOffset(identifierStart + wordStart, identifierStart + end);
        wordStart = skipJoiners(end);
    }

    private void dropJoiners() {
        int kept = 0;
        char[] buffer = term.buffer();
        for (int i = 0; i < length; i++) {
            if (!isJoiner(identifier[i])) {
                buffer[kept++] = identifier[i];
            }
        }
        term.setLength(kept);
    }

    private int skipJoiners(int from) {
        int i = from;
        while (i < length && isJoiner(identifier[i])) {
            i++;
        }
        return i;
    }

    private static boolean isJoiner(char c) {
        return c == '_' || c == '$';
    }

    private int wordEnd(int from) {
        int i = from + 1;
        while (i < length && !startsWord(i)) {
            i++;
        }
        return i;
    }

    private boolean startsWord(int i) {
        char before = identifier[i - 1];
        char here = identifier[i];
        if (isJoiner(here) || Character.isDigit(before) != Character.isDigit(here)) {
            return true;
        }
        if (!Character.isUpperCase(here)) {
            return false;
        }
        boolean lowerFollows = i + 1 < length && Character.isLowerCase(identifier[i + 1]);
        return !Character.isUpperCase(before) || (lowerFollows && !isPluralOfAcronym(i + 1));
    }

    /** Whether the letter is the s of {@code URLs} or {@code parseURLsOf}. */
    private boolean isPluralOfAcronym(int i) {
        return identifier[i] == 's' && (i + 1 == length || !Character.isLowerCase(identifier[i + 1]));
    }
}

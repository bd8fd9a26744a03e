package dev.quarry.eval.pairs;

import java.util.Locale;

/** Where the question of a training pair comes from. */
public enum PairKind {
    /** First sentence of a method's Javadoc. */
    SUMMARY,
    /** The whole description of a method's Javadoc, with what it returns. */
    JAVADOC,
    /** The {@code @return} sentence. */
    RETURN,
    /** The longest {@code @param} sentence. */
    PARAM,
    /** The method's name split into words; the name is masked in the code. */
    NAME,
    /** Javadoc of a type, in a share of the pairs after the words of its name. */
    TYPE,
    /** A comment inside a body; the code is the block under it. */
    COMMENT,
    /** A first sentence rewritten as people ask. */
    QUESTION,
    /** An error message that the body raises. */
    ERROR,
    /** A question that was written about the unit, see {@link WrittenQuestions}. */
    ASKED;

    /** The kind as it is written to files: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

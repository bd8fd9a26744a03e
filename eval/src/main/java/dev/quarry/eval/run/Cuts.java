package dev.quarry.eval.run;

import dev.quarry.encoder.Encoder;
import dev.quarry.lateinteraction.TokenVectors;

/** Tells texts that are longer than a model reads: their ends have no vectors, which must not go unsaid. */
final class Cuts {
    /** Tokens that are no text: the two ends, the prefix. */
    private static final int SPECIAL_TOKENS = 3;

    private Cuts() {}

    /**
     * Whether the model left off before the end of a text: a letter or digit stands behind the last token. Signs alone do not
     * count, for models drop them.
     *
     * @param text what was encoded
     * @param vectors what came of it
     * @param mostTokens the model's limit
     */
    static boolean isCut(String text, TokenVectors vectors, int mostTokens) {
        if (text.length() <= mostTokens - SPECIAL_TOKENS) {
            return false; // a token has at least a character
        }
        int end = 0;
        for (int tokenEnd : vectors.ends()) {
            end = Math.max(end, tokenEnd);
        }
        return text.substring(end).codePoints().anyMatch(Character::isLetterOrDigit);
    }

    static int mostTokensOfQuestions(Encoder encoder) {
        return encoder.model().queryLength();
    }

    static int mostTokensOfDocuments(Encoder encoder) {
        return encoder.model().documentLength();
    }
}

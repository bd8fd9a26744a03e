package dev.quarry.lateinteraction;

import java.util.ArrayList;
import java.util.List;

/**
 * All similarities between a question and one unit.
 *
 * @param query the question
 * @param values {@code [document tokens × query.width()]}, row-major
 * @param spans where the document's tokens stand
 */
record TokenSimilarities(MaxSim query, float[] values, TokenSpans spans) {

    /** The best document token for each query token, the first of equals; empty for a document without tokens. */
    List<TokenAlignment> alignment() {
        List<TokenAlignment> alignment = new ArrayList<>();
        int documentTokens = spans.starts().length;
        for (int token = 0; token < query.tokens() && documentTokens > 0; token++) {
            int best = 0;
            for (int other = 1; other < documentTokens; other++) {
                if (similarity(other, token) > similarity(best, token)) {
                    best = other;
                }
            }
            alignment.add(
                    new TokenAlignment(token, best, similarity(best, token), spans.starts()[best], spans.ends()[best]));
        }
        return alignment;
    }

    /** MaxSim of the question with the document tokens that start in a range of characters, 0 where none does. */
    double maxSimWithin(int start, int end) {
        double sum = 0;
        for (int token = 0; token < query.tokens(); token++) {
            float best = Float.NEGATIVE_INFINITY;
            for (int other = 0; other < spans.starts().length; other++) {
                boolean within = spans.starts()[other] >= start
                        && spans.starts()[other] < end
                        && spans.ends()[other] > spans.starts()[other];
                if (within) {
                    best = Math.max(best, similarity(other, token));
                }
            }
            if (best == Float.NEGATIVE_INFINITY) {
                return 0;
            }
            sum += query.weight(token) * best;
        }
        return sum / query.weightSum();
    }

    private float similarity(int documentToken, int queryToken) {
        return values[documentToken * query.width() + queryToken];
    }
}

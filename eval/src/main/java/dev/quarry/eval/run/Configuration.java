package dev.quarry.eval.run;

import dev.quarry.lateinteraction.SearchRequest;
import java.util.Locale;

/** A way to rank that is judged on its own. */
public enum Configuration {
    /** Words alone. */
    LEXICAL,
    /** Vectors alone, over the candidates that the live index proposes. */
    SEMANTIC,
    /** Words and vectors, as people search who have a model. */
    HYBRID,
    /** Vectors alone with every unit scored: what candidates cost is the difference to {@link #SEMANTIC}. */
    SEMANTIC_EXACT,
    /** Words and vectors with every unit scored. */
    HYBRID_EXACT;

    /** Whether questions must be encoded. */
    public boolean needsModel() {
        return this != LEXICAL;
    }

    /** Whether it is how people search, and no part or ceiling of that. */
    boolean isLive() {
        return this == LEXICAL || this == HYBRID;
    }

    /** The request of this configuration, from one with vectors where there is a model. */
    SearchRequest apply(SearchRequest both) {
        return switch (this) {
            case LEXICAL -> both.withoutVectors();
            case SEMANTIC -> both.withLexicalShare(0);
            case HYBRID -> both;
            case SEMANTIC_EXACT -> both.withLexicalShare(0).exhaustively();
            case HYBRID_EXACT -> both.exhaustively();
        };
    }

    /** The name in tables, file names and JSON: {@code semantic-exact}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

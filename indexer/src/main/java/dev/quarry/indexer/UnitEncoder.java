package dev.quarry.indexer;

import dev.quarry.encoder.Encoder;
import dev.quarry.encoder.TokenEmbeddings;
import dev.quarry.lateinteraction.CodeUnit;
import dev.quarry.lateinteraction.EmbeddedUnit;
import dev.quarry.lateinteraction.SearchRequest;
import dev.quarry.lateinteraction.TokenVectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Joins the encoder to the index, which know nothing of each other. */
public final class UnitEncoder {
    /** Units that are enough to keep an encoder busy. */
    static final int UNITS = 64;

    /** Characters that are. */
    static final int CHARACTERS = 96_000;

    private UnitEncoder() {}

    /** Encodes units, in portions that bound the memory: one file alone may have any number of units. */
    public static List<EmbeddedUnit> encode(Encoder encoder, List<CodeUnit> units) {
        List<EmbeddedUnit> embedded = new ArrayList<>(units.size());
        int from = 0;
        while (from < units.size()) {
            int to = from;
            int characters = 0;
            while (to < units.size() && to - from < 2 * UNITS && (to == from || characters < CHARACTERS)) {
                characters += length(units.get(to));
                to++;
            }
            List<CodeUnit> portion = units.subList(from, to);
            List<TokenEmbeddings> vectors =
                    encoder.encodeDocuments(portion.stream().map(CodeUnit::text).toList());
            for (int i = 0; i < portion.size(); i++) {
                embedded.add(new EmbeddedUnit(portion.get(i), Optional.of(tokenVectors(vectors.get(i)))));
            }
            from = to;
        }
        return embedded;
    }

    /** The same request with the token vectors of its question, weighted where the model says so. */
    public static SearchRequest ask(Encoder encoder, SearchRequest words) {
        TokenEmbeddings question = encoder.encodeQuery(words.question());
        SearchRequest request = words.withVectors(tokenVectors(question));
        return encoder.queryWeights(question).map(request::withTokenWeights).orElse(request);
    }

    private static TokenVectors tokenVectors(TokenEmbeddings embeddings) {
        return new TokenVectors(embeddings.dimension(), embeddings.vectors(), embeddings.starts(), embeddings.ends());
    }

    static int length(CodeUnit unit) {
        return unit.sourceStart() + unit.source().length();
    }
}

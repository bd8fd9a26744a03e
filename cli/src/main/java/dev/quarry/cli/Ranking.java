package dev.quarry.cli;

import dev.quarry.encoder.Encoder;
import dev.quarry.indexer.UnitEncoder;
import dev.quarry.lateinteraction.CodeSearcher;
import dev.quarry.lateinteraction.ModelStamp;
import dev.quarry.lateinteraction.SearchRequest;
import java.nio.file.Path;
import java.util.Optional;

/** How questions are put to an index: by words alone, or with token vectors too. */
final class Ranking {
    private final Optional<Encoder> encoder;

    /**
     * @param index directory of the index, for messages
     * @param searcher the opened index
     * @param encoder model for questions; empty to rank by words alone
     * @throws UserException if the index holds no vectors of that model
     */
    Ranking(Path index, CodeSearcher searcher, Optional<Encoder> encoder) {
        this.encoder = encoder;
        checkSameModel(index, searcher, encoder);
    }

    /** Makes sure that an index holds the vectors of a model, where there is one. */
    static void checkSameModel(Path index, CodeSearcher searcher, Optional<Encoder> encoder) {
        if (encoder.isEmpty()) {
            return;
        }
        Encoder wanted = encoder.get();
        Optional<ModelStamp> held = searcher.model();
        if (held.map(ModelStamp::hash).filter(wanted.model().hash()::equals).isEmpty()) {
            throw new UserException(index + ": "
                    + held.map(stamp -> "holds vectors of " + stamp).orElse("holds no vectors")
                    + ", not of " + wanted.model().name()
                    + ": search without --model, or index with this model into another directory with --index");
        }
    }

    /** {@code lexical}, or {@code hybrid} where MaxSim takes part. */
    String name() {
        return encoder.isPresent() ? "hybrid" : "lexical";
    }

    SearchRequest request(String question) {
        SearchRequest words = SearchRequest.of(question);
        return encoder.map(model -> UnitEncoder.ask(model, words)).orElse(words);
    }
}

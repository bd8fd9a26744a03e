package dev.quarry.lateinteraction;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BytesRef;

/** Reads hits out of the index and finds out what in them answers the question. */
final class HitReader {

    private final StoredFields stored;
    private final Optional<VectorScores> vectors;
    private final boolean details;
    private final TermMatcher matcher;

    HitReader(IndexSearcher searcher, SearchRequest request, QueryTerms terms, Optional<Question> question)
            throws IOException {
        this.stored = searcher.storedFields();
        this.vectors = question.map(asked -> new VectorScores(searcher.getIndexReader(), asked));
        this.details = request.details();
        this.matcher = new TermMatcher(terms);
    }

    Hit read(int rank, int doc, double score, float lexical, OptionalDouble maxSim) throws IOException {
        Document document = stored.document(doc);
        CodeUnit unit = UnitDocuments.toUnit(document);
        if (!details) {
            return new Hit(rank, score, unit, lexical, maxSim, List.of(), List.of(), List.of());
        }
        List<TermMatcher.Match> words = matcher.matches(unit.text());
        Optional<TokenSimilarities> tokens = similarities(doc, document);
        List<TokenAlignment> alignment =
                tokens.map(TokenSimilarities::alignment).orElse(List.of());
        List<LineScore> lines = new LineScorer(unit, matcher, words, tokens).lines();
        return new Hit(rank, score, unit, lexical, maxSim, alignment, TermMatcher.spans(words), lines);
    }

    private Optional<TokenSimilarities> similarities(int doc, Document document) throws IOException {
        if (vectors.isEmpty()) {
            return Optional.empty();
        }
        BytesRef spans = document.getBinaryValue(UnitDocuments.SPANS);
        return Optional.of(vectors.get().similarities(doc, TokenSpans.decode(spans)));
    }
}

package dev.quarry.lateinteraction;

import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;

/**
 * The words of a question as the index knows them.
 *
 * @param counts how often each term occurs in the question
 * @param idf BM25's inverse document frequency of each term, 0 where no unit has it
 */
record QueryTerms(Map<String, Integer> counts, Map<String, Double> idf) {

    static QueryTerms of(String question, IndexSearcher searcher) throws IOException {
        Map<String, Integer> counts = LexicalRanking.terms(question);
        IndexReader reader = searcher.getIndexReader();
        int units = reader.docFreq(new Term(UnitDocuments.DOCUMENT, UnitDocuments.UNIT));
        Map<String, Double> idf = new LinkedHashMap<>();
        for (String term : counts.keySet()) {
            int frequency = 0;
            for (String field : LexicalRanking.FIELD_WEIGHTS.keySet()) {
                frequency = Math.max(frequency, reader.docFreq(new Term(field, term)));
            }
            idf.put(term, frequency == 0 ? 0 : Math.log1p((units - frequency + 0.5) / (frequency + 0.5)));
        }
        List<String> rarest = counts.keySet().stream()
                .sorted(Comparator.comparing((String term) -> idf.get(term)).reversed())
                .limit(SearchRequest.MOST_TERMS)
                .toList();
        counts.keySet().retainAll(rarest);
        idf.keySet().retainAll(rarest);
        return new QueryTerms(counts, idf);
    }

    /** Matches units with any of the terms, and scores them. */
    Query query() {
        return LexicalRanking.query(counts);
    }
}

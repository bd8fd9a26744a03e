package dev.quarry.lateinteraction;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.CombinedFieldQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.Similarity;

/**
 * Ranking by words: BM25F (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009,
 * section 3.6) over the parts of a unit. A word counts more where it names something.
 */
final class LexicalRanking {

    /**
     * Chosen, with the field weights, the stemmer and the stop words, on 2,564 Javadoc sentences that had to find
     * their methods among the 21,000 of four libraries, the sentences themselves taken out. The optimum is flat.
     * Field weights multiply frequencies, so it wants a larger k1 than the usual 1.2.
     */
    static final Similarity SIMILARITY = new BM25Similarity(2.0f, 0.85f);

    /**
     * How often one occurrence in a field counts; Lucene's BM25F wants at least 1. The source repeats the name and
     * the signature, and the header the summary of the Javadoc.
     */
    static final Map<String, Float> FIELD_WEIGHTS = Map.of(
            UnitDocuments.NAME, 5f,
            UnitDocuments.QUALIFIED_NAME, 3f,
            UnitDocuments.SIGNATURE, 3f,
            UnitDocuments.HEADER, 1f,
            UnitDocuments.JAVADOC, 1f,
            UnitDocuments.SOURCE, 1f);

    /**
     * BM25's k3: how soon a word that a question repeats stops counting more. Long posts repeat what they complain about. On 160
     * written questions about the held-out libraries recall@100 gains .02 and nDCG@10 .007; the optimum is flat.
     */
    private static final float REPEATED_TERM = 1f;

    private LexicalRanking() {}

    static Analyzer indexAnalyzer() {
        return new IdentifierAnalyzer(CharArraySet.EMPTY_SET);
    }

    /**
     * The terms of a question and how often each occurs. Stop words are left out unless the question has nothing
     * else.
     */
    static Map<String, Integer> terms(String question) {
        Map<String, Integer> terms = terms(question, StopWords.QUESTION);
        return terms.isEmpty() ? terms(question, CharArraySet.EMPTY_SET) : terms;
    }

    private static Map<String, Integer> terms(String question, CharArraySet stopWords) {
        Map<String, Integer> terms = new LinkedHashMap<>();
        try (Analyzer analyzer = new IdentifierAnalyzer(stopWords);
                TokenStream tokens = analyzer.tokenStream("", new StringReader(question))) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                terms.merge(term.toString(), 1, Integer::sum);
            }
            tokens.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it reads from memory
        }
        return terms;
    }

    /** Matches units with any of the terms, and scores them. */
    static Query query(Map<String, Integer> terms) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        terms.forEach((term, count) -> {
            CombinedFieldQuery.Builder everywhere = new CombinedFieldQuery.Builder(term);
            FIELD_WEIGHTS.forEach(everywhere::addField);
            float weight = (REPEATED_TERM + 1) * count / (REPEATED_TERM + count);
            any.add(new BoostQuery(everywhere.build(), weight), BooleanClause.Occur.SHOULD);
        });
        return any.build();
    }
}

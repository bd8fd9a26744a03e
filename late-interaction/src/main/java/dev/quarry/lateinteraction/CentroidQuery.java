package dev.quarry.lateinteraction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Terms;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;

/**
 * Proposes documents for MaxSim: those with a token near one of the centroids that are nearest to a token of the question.
 * A document's score is MaxSim over the centroids of its tokens instead of the tokens, plus 1 to keep it positive. It is
 * computed only for the documents of the index whose {@link CentroidScores} are highest, among those that are not deleted
 * and that pass the filter: what a filter keeps is as likely found as if there were nothing else.
 *
 * <p>Immutable. Segments are visited concurrently where the searcher has an executor.
 */
final class CentroidQuery extends Query {

    private final Question question;
    private final Codebook codebook;
    private final int probes;
    private final int looks;
    private final Query filter;

    /**
     * @param question the question
     * @param codebook the codebook whose documents are wanted: how well centroids tell them apart differs from one to the
     *     other, so that scores can be compared within one only
     * @param probes centroids to visit for each token
     * @param looks about how many documents of the index to score
     * @param filter what a document must match to be scored
     */
    CentroidQuery(Question question, Codebook codebook, int probes, int looks, Query filter) {
        if (probes < 1 || looks < 1) {
            throw new IllegalArgumentException(
                    "expected at least 1 centroid to visit and 1 document to score, got " + probes + " and " + looks);
        }
        this.question = question;
        this.codebook = codebook;
        this.probes = probes;
        this.looks = looks;
        this.filter = filter;
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) throws IOException {
        CentroidProbes nearest = new CentroidProbes(codebook, question, probes);
        Weight passing = searcher.createWeight(searcher.rewrite(filter), ScoreMode.COMPLETE_NO_SCORES, 1f);
        List<Callable<CentroidScores>> visits = new ArrayList<>();
        for (LeafReaderContext leaf : searcher.getLeafContexts()) {
            visits.add(() -> visit(leaf, nearest, passing));
        }
        List<CentroidScores> bounds = searcher.getTaskExecutor().invokeAll(visits);
        return new CentroidWeight(bounds, boost);
    }

    private CentroidScores visit(LeafReaderContext leaf, CentroidProbes nearest, Weight passing) throws IOException {
        Scorer filtered = passing.scorer(leaf);
        Terms terms = leaf.reader().terms(UnitDocuments.CENTROIDS);
        if (filtered == null || terms == null) {
            return new CentroidScores(question, 0);
        }
        CentroidScores scores = new CentroidScores(question, leaf.reader().maxDoc());
        scores.visit(terms, nearest);
        scores.retain(filtered.iterator(), leaf.reader().getLiveDocs());
        return scores;
    }

    private final class CentroidWeight extends Weight {

        /** By the ordinal of the segment. */
        private final List<CentroidScores> bounds;

        private final float leastBound;
        private final float boost;

        CentroidWeight(List<CentroidScores> bounds, float boost) {
            super(CentroidQuery.this);
            this.bounds = bounds;
            this.leastBound = CentroidScores.reachedBy(looks, bounds);
            this.boost = boost;
        }

        @Override
        public ScorerSupplier scorerSupplier(LeafReaderContext context) {
            CentroidScores ofLeaf = bounds.get(context.ord);
            return new ScorerSupplier() {
                @Override
                public CentroidScorer get(long leadCost) throws IOException {
                    return new CentroidScorer(question, context.reader(), ofLeaf, leastBound, boost);
                }

                @Override
                public long cost() {
                    return ofLeaf.documents();
                }
            };
        }

        @Override
        public boolean isCacheable(LeafReaderContext context) {
            return false; // a question is asked once
        }

        @Override
        public Explanation explain(LeafReaderContext context, int doc) throws IOException {
            Scorer scorer = scorer(context);
            DocIdSetIterator matches = scorer.iterator();
            if (matches.advance(doc) != doc) {
                return Explanation.noMatch("not among the documents whose centroids are nearest to the question");
            }
            return Explanation.match(scorer.score(), "1 + MaxSim over centroids");
        }
    }

    @Override
    public void visit(QueryVisitor visitor) {
        if (visitor.acceptField(UnitDocuments.CENTROIDS)) {
            visitor.visitLeaf(this);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CentroidQuery query
                && codebook.version() == query.codebook.version()
                && probes == query.probes
                && looks == query.looks
                && filter.equals(query.filter)
                && question.equals(query.question);
    }

    @Override
    public int hashCode() {
        return Objects.hash(question, codebook.version(), probes, looks, filter);
    }

    @Override
    public String toString(String field) {
        return UnitDocuments.CENTROIDS + ":(" + question + ", codebook " + codebook.version() + ", " + probes
                + " centroids each, best " + looks + " of " + filter + ")";
    }
}

package dev.quarry.lateinteraction;

import java.io.IOException;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.util.BytesRef;

/**
 * Scores documents by their centroids, of those that {@link CentroidScores} bound highest: a document whose bound shows that
 * it cannot become a candidate any more is passed over unread.
 */
final class CentroidScorer extends Scorer {

    private final CentroidScores bounds;
    private final float leastBound;
    private final float boost;
    private final StoredVectors vectors;
    private final MaxSim[] byVersion;
    private final Documents documents = new Documents();
    private float leastScore;

    /**
     * @param question the question
     * @param bounds of the segment's documents
     * @param leastBound that a document must have to be looked at
     */
    CentroidScorer(Question question, LeafReader leaf, CentroidScores bounds, float leastBound, float boost)
            throws IOException {
        this.bounds = bounds;
        this.leastBound = leastBound;
        this.boost = boost;
        this.vectors = new StoredVectors(leaf);
        this.byVersion = question.copies();
    }

    /** MaxSim is at least −1, and Lucene wants no negative scores. */
    private float positive(float score) {
        return boost * Math.max(0, 1 + score);
    }

    @Override
    public int docID() {
        return documents.doc;
    }

    @Override
    public DocIdSetIterator iterator() {
        return documents;
    }

    @Override
    public float score() throws IOException {
        BytesRef centroids = vectors.centroids(documents.doc);
        return positive(byVersion[EncodedVectors.version(centroids)].scoreOfCentroids(centroids));
    }

    @Override
    public float getMaxScore(int upTo) {
        return positive(bounds.greatest());
    }

    @Override
    public void setMinCompetitiveScore(float minimum) {
        leastScore = minimum;
    }

    private boolean isCandidate(int doc) {
        return bounds.matches(doc) && bounds.bound(doc) >= leastBound && positive(bounds.bound(doc)) >= leastScore;
    }

    private final class Documents extends DocIdSetIterator {

        private int doc = -1;

        @Override
        public int docID() {
            return doc;
        }

        @Override
        public int nextDoc() {
            return advance(doc + 1);
        }

        @Override
        public int advance(int target) {
            int next = target;
            while (next < bounds.documents() && !isCandidate(next)) {
                next++;
            }
            doc = next < bounds.documents() ? next : NO_MORE_DOCS;
            return doc;
        }

        @Override
        public long cost() {
            return bounds.documents();
        }
    }
}

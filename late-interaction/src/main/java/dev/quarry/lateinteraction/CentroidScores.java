package dev.quarry.lateinteraction;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermState;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/**
 * Upper bounds of MaxSim over the centroids of the documents of one segment, out of the postings of the centroids that were
 * visited:
 *
 * <pre>  Σᵢ wᵢ · (the best of centroids visited for i that the document has, or else the best one not visited) / Σᵢ wᵢ</pre>
 *
 * <p>Gathered list by list: postings of a few hundred centroids would cost more to merge than to add up.
 */
final class CentroidScores {

    private static final int BINS = 1024;

    private final Question question;
    private final float[] scores;
    /** The last token of the question that met the document, counted from 1; 0 for a document that none met. */
    private final short[] met;

    private float greatest = Float.NEGATIVE_INFINITY;

    CentroidScores(Question question, int documents) {
        this.question = question;
        this.scores = new float[documents];
        this.met = new short[documents];
    }

    /** Adds what the centroids of one codebook tell. */
    void visit(Terms terms, CentroidProbes probes) throws IOException {
        TermsEnum term = terms.iterator();
        int[] centroids = probes.distinct();
        TermState[] states = new TermState[centroids.length];
        BytesRef bytes = CentroidTerms.of(probes.version(), 0);
        for (int i = 0; i < centroids.length; i++) {
            CentroidTerms.fill(bytes, probes.version(), centroids[i]);
            states[i] = term.seekExact(bytes) ? term.termState() : null;
        }
        float base = 0;
        for (int token = 0; token < question.tokens(); token++) {
            base += question.share(token) * probes.bound(token);
        }
        PostingsEnum postings = null;
        for (int token = 0; token < question.tokens(); token++) {
            for (int probe = 0; probe < probes.probes() && question.share(token) > 0; probe++) {
                int centroid = probes.centroid(token, probe);
                TermState state = states[Arrays.binarySearch(centroids, centroid)];
                if (state != null) {
                    CentroidTerms.fill(bytes, probes.version(), centroid);
                    term.seekExact(bytes, state);
                    postings = term.postings(postings, PostingsEnum.NONE);
                    float gain = question.share(token) * (probes.similarity(token, probe) - probes.bound(token));
                    add(postings, token, base, gain);
                }
            }
        }
    }

    /** The centroids of a token come best first, so the first one that a document has is its best. */
    private void add(PostingsEnum postings, int token, float base, float gain) throws IOException {
        short number = (short) (token + 1);
        for (int doc = postings.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = postings.nextDoc()) {
            short before = met[doc];
            if (before != number) {
                met[doc] = number;
                float score = (before == 0 ? base : scores[doc]) + gain;
                scores[doc] = score;
                greatest = Math.max(greatest, score);
            }
        }
    }

    /** Forgets the documents that are deleted, and those that do not pass a filter. */
    void retain(DocIdSetIterator passing, Bits live) throws IOException {
        int next = 0;
        for (int doc = passing.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = passing.nextDoc()) {
            Arrays.fill(met, next, doc, (short) 0);
            next = live == null || live.get(doc) ? doc + 1 : doc;
        }
        Arrays.fill(met, next, met.length, (short) 0);
    }

    int documents() {
        return scores.length;
    }

    boolean matches(int doc) {
        return met[doc] != 0;
    }

    /** The bound of a document that {@link #matches}. */
    float bound(int doc) {
        return scores[doc];
    }

    /** No document has more. */
    float greatest() {
        return greatest;
    }

    /** A bound that about so many documents of all segments reach, but for equals no more. */
    static float reachedBy(int wanted, List<CentroidScores> segments) {
        float least = Float.POSITIVE_INFINITY;
        float greatest = Float.NEGATIVE_INFINITY;
        for (CentroidScores segment : segments) {
            greatest = Math.max(greatest, segment.greatest);
            least = Math.min(least, segment.least());
        }
        float width = Math.max(Float.MIN_NORMAL, (greatest - least) / BINS);
        int[] histogram = new int[BINS + 1];
        for (CentroidScores segment : segments) {
            segment.count(least, width, histogram);
        }
        int bin = BINS;
        for (int reached = histogram[bin]; bin > 0 && reached + histogram[bin - 1] <= wanted; bin--) {
            reached += histogram[bin - 1];
        }
        return bin == 0 ? least : least + bin * width;
    }

    private float least() {
        float least = Float.POSITIVE_INFINITY;
        for (int doc = 0; doc < scores.length; doc++) {
            least = matches(doc) ? Math.min(least, scores[doc]) : least;
        }
        return least;
    }

    private void count(float least, float width, int[] histogram) {
        for (int doc = 0; doc < scores.length; doc++) {
            if (matches(doc)) {
                histogram[(int) ((scores[doc] - least) / width)]++;
            }
        }
    }
}

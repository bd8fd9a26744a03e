package dev.quarry.lateinteraction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.ScoreDoc;

/** MaxSim over the encoded vectors of an index. */
final class VectorScores {

    /** Documents scored by one task: a fraction of a millisecond, so that all cores end together. */
    private static final int CHUNK = 128;

    private final List<LeafReaderContext> leaves;
    private final Question question;

    VectorScores(IndexReader reader, Question question) {
        this.leaves = reader.leaves();
        this.question = question;
    }

    /**
     * Documents with their scores.
     *
     * @param docs ascending
     * @param scores one for each
     */
    record Scored(int[] docs, float[] scores) {

        /** These and others, of which none is among these. */
        Scored and(Scored others) {
            return joined(List.of(this, others));
        }
    }

    /**
     * Scores documents on all cores.
     *
     * @param docs ascending
     * @return a score for each of {@code docs}
     */
    float[] score(int[] docs) throws IOException {
        float[] scores = new float[docs.length];
        try {
            IntStream.range(0, (docs.length + CHUNK - 1) / CHUNK).parallel().forEach(chunk -> {
                int first = chunk * CHUNK;
                scoreChunk(docs, first, Math.min(docs.length, first + CHUNK), scores);
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return scores;
    }

    private void scoreChunk(int[] docs, int from, int to, float[] scores) {
        MaxSim[] byVersion = question.copies();
        try {
            LeafReaderContext leaf = null;
            StoredVectors vectors = null;
            for (int i = from; i < to; i++) {
                if (leaf == null || docs[i] >= leaf.docBase + leaf.reader().maxDoc()) {
                    leaf = leafOf(docs[i]);
                    vectors = new StoredVectors(leaf.reader());
                }
                EncodedVectors document = vectors.of(docs[i] - leaf.docBase);
                scores[i] = byVersion[document.version()].score(document);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Scores candidates until no other is likely to be among the best. How far a score lies above the estimate that proposed
     * the candidate varies little, and its mean and deviation are known from those scored so far.
     *
     * @param proposals what {@link CentroidQuery} found with each codebook, best first
     * @param k how many of the best are wanted
     * @return the candidates that were scored, the best {@code k} of all among them
     */
    Scored best(List<ScoreDoc[]> proposals, int k) throws IOException {
        List<Scored> scored = new ArrayList<>();
        PriorityQueue<Float> best = new PriorityQueue<>();
        for (ScoreDoc[] candidates : proposals.reversed()) {
            EarlyExit exit = new EarlyExit(k, best);
            int done = 0;
            while (done < candidates.length && !exit.isCertain(candidates[done].score)) {
                int[] docs = docs(candidates, done, Math.min(candidates.length, done + Math.max(k, 2 * CHUNK)));
                Scored batch = new Scored(docs, score(docs));
                for (int i = done; i < done + docs.length; i++) {
                    exit.add(candidates[i].score, batch.scores[Arrays.binarySearch(docs, candidates[i].doc)]);
                }
                scored.add(batch);
                done += docs.length;
            }
        }
        return joined(scored);
    }

    private static Scored joined(List<Scored> parts) {
        long[] keyed = parts.stream()
                .flatMapToLong(part -> IntStream.range(0, part.docs.length)
                        .mapToLong(i -> (long) part.docs[i] << Integer.SIZE
                                | Integer.toUnsignedLong(Float.floatToRawIntBits(part.scores[i]))))
                .sorted()
                .toArray();
        int[] docs = new int[keyed.length];
        float[] scores = new float[keyed.length];
        for (int i = 0; i < keyed.length; i++) {
            docs[i] = (int) (keyed[i] >>> Integer.SIZE);
            scores[i] = Float.intBitsToFloat((int) keyed[i]);
        }
        return new Scored(docs, scores);
    }

    private static int[] docs(ScoreDoc[] candidates, int from, int to) {
        return Arrays.stream(candidates, from, to)
                .mapToInt(candidate -> candidate.doc)
                .sorted()
                .toArray();
    }

    /** Every similarity of one document, with where its tokens stand. */
    TokenSimilarities similarities(int doc, TokenSpans spans) throws IOException {
        LeafReaderContext leaf = leafOf(doc);
        EncodedVectors document = new StoredVectors(leaf.reader()).of(doc - leaf.docBase);
        MaxSim maxSim = question.maxSim(document.version()).copy();
        return new TokenSimilarities(maxSim, maxSim.similarities(document), spans);
    }

    private LeafReaderContext leafOf(int doc) {
        return leaves.get(ReaderUtil.subIndex(doc, leaves));
    }
}

package dev.quarry.lateinteraction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.util.BytesRef;

/** Exact MaxSim over the half-float vectors of an index. */
final class VectorScores {

    /** Documents scored by one task: milliseconds of work, so that all cores end together. */
    private static final int CHUNK = 256;

    private final List<LeafReaderContext> leaves;

    VectorScores(IndexReader reader) {
        this.leaves = reader.leaves();
    }

    /**
     * Scores documents on all cores.
     *
     * @param query the question
     * @param docs ascending
     * @return a score for each of {@code docs}
     */
    float[] score(MaxSim query, int[] docs) throws IOException {
        float[] scores = new float[docs.length];
        try {
            IntStream.range(0, (docs.length + CHUNK - 1) / CHUNK).parallel().forEach(chunk -> {
                int first = chunk * CHUNK;
                scoreChunk(query.copy(), docs, first, Math.min(docs.length, first + CHUNK), scores);
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return scores;
    }

    private void scoreChunk(MaxSim query, int[] docs, int from, int to, float[] scores) {
        try {
            LeafReaderContext leaf = null;
            BinaryDocValues vectors = null;
            for (int i = from; i < to; i++) {
                if (leaf == null || docs[i] >= leaf.docBase + leaf.reader().maxDoc()) {
                    leaf = leafOf(docs[i]);
                    vectors = DocValues.getBinary(leaf.reader(), UnitDocuments.VECTORS);
                }
                BytesRef value = value(vectors, docs[i] - leaf.docBase);
                scores[i] = query.score(value.bytes, value.offset, value.length);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every similarity of one document, as {@link MaxSim#similarities} lays them out. */
    float[] similarities(MaxSim query, int doc) throws IOException {
        LeafReaderContext leaf = leafOf(doc);
        BytesRef value = value(DocValues.getBinary(leaf.reader(), UnitDocuments.VECTORS), doc - leaf.docBase);
        return query.similarities(value.bytes, value.offset, value.length);
    }

    private LeafReaderContext leafOf(int doc) {
        return leaves.get(ReaderUtil.subIndex(doc, leaves));
    }

    private static BytesRef value(BinaryDocValues vectors, int doc) throws IOException {
        if (!vectors.advanceExact(doc)) {
            throw new IllegalStateException("document " + doc + " has no vectors in an index that has a model");
        }
        return vectors.binaryValue();
    }
}

package dev.quarry.lateinteraction;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.Bits;

/**
 * A random sample of the token vectors of an index, restored from however they are encoded: what a codebook loses of a vector
 * is nothing to the mean of many.
 */
final class VectorSample {

    private final int dimension;
    private final float[] vectors;
    private final Random random = new Random(29);
    private int kept;
    private long seen;

    private VectorSample(int dimension, int most) {
        this.dimension = dimension;
        this.vectors = new float[dimension * most];
    }

    /**
     * Draws vectors of live documents, all of them where there are fewer.
     *
     * @return {@code [at most most × dimension]}, row-major, in random order
     */
    static float[] draw(IndexReader reader, VectorEncodings encodings, int dimension, int most) throws IOException {
        VectorSample sample = new VectorSample(dimension, most);
        for (LeafReaderContext leaf : reader.leaves()) {
            StoredVectors vectors = new StoredVectors(leaf.reader());
            Bits live = leaf.reader().getLiveDocs();
            for (int doc = 0; doc < leaf.reader().maxDoc(); doc++) {
                if ((live == null || live.get(doc)) && vectors.has(doc)) {
                    sample.add(vectors.of(doc), encodings);
                }
            }
        }
        sample.shuffle();
        boolean all = sample.kept * dimension == sample.vectors.length;
        return all ? sample.vectors : Arrays.copyOf(sample.vectors, sample.kept * dimension);
    }

    /** Reservoir sampling; documents without a token that is drawn are not restored. */
    private void add(EncodedVectors document, VectorEncodings encodings) {
        VectorEncoding encoding = encodings.of(document.version());
        int tokens = encoding.tokens(document);
        float[] restored = null;
        for (int token = 0; token < tokens; token++) {
            int place = place();
            if (place >= 0) {
                if (restored == null) {
                    restored = encoding.restore(document);
                }
                System.arraycopy(restored, token * dimension, vectors, place * dimension, dimension);
            }
        }
    }

    private int place() {
        seen++;
        int most = vectors.length / dimension;
        if (kept < most) {
            return kept++;
        }
        long place = random.nextLong(seen);
        return place < most ? (int) place : -1;
    }

    private void shuffle() {
        float[] swapped = new float[dimension];
        for (int i = kept - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            System.arraycopy(vectors, i * dimension, swapped, 0, dimension);
            System.arraycopy(vectors, j * dimension, vectors, i * dimension, dimension);
            System.arraycopy(swapped, 0, vectors, j * dimension, dimension);
        }
    }
}

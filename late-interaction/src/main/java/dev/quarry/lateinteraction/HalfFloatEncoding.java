package dev.quarry.lateinteraction;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.lucene.util.BytesRef;

/**
 * Vectors as half floats, two bytes a dimension: what an index holds until it is large enough to train a {@link Codebook}.
 * The only centroid is the origin.
 *
 * @param dimension length of a vector
 */
record HalfFloatEncoding(int dimension) implements VectorEncoding {

    static final int VERSION = 0;

    @Override
    public int version() {
        return VERSION;
    }

    @Override
    public float[] centroids() {
        return new float[dimension];
    }

    @Override
    public float factor(int d) {
        return 1;
    }

    @Override
    public int tokens(EncodedVectors document) {
        int length = document.tokens().length;
        int values = (length - 1) / 2;
        if (length < 1 || length != 1 + 2 * values || values % dimension != 0) {
            throw new IllegalArgumentException(
                    length + " bytes are no version and half-float vectors of dimension " + dimension);
        }
        return values / dimension;
    }

    @Override
    public float scale(int centroid) {
        return 1;
    }

    @Override
    public float middle() {
        return 0;
    }

    @Override
    public void decodeCentroids(EncodedVectors document, int[] rows) {
        Arrays.fill(rows, 0, tokens(document), 0);
    }

    @Override
    public void decodeValues(EncodedVectors document, int first, int count, float[] values) {
        int from = document.tokens().offset + 1 + first * dimension * 2;
        HalfFloats.decode(document.tokens().bytes, from, values, count * dimension);
    }

    @Override
    public Encoded encode(TokenVectors vectors) {
        byte[] halves = HalfFloats.encode(vectors.values());
        byte[] tokens = new byte[1 + halves.length];
        tokens[0] = VERSION;
        System.arraycopy(halves, 0, tokens, 1, halves.length);
        EncodedVectors document = new EncodedVectors(new BytesRef(new byte[] {VERSION}), new BytesRef(tokens));
        return new Encoded(
                document, new int[0], IntStream.range(0, vectors.count()).toArray());
    }
}

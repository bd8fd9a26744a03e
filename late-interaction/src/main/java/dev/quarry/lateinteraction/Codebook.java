package dev.quarry.lateinteraction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.util.BytesRef;

/**
 * Vectors as the nearest of a number of centroids and a coded residual (Santhanam et al., "PLAID", 2022, section 4.1): a
 * residual is divided by the spread of its centroid and the step of each dimension, and rounded.
 *
 * <p>Tokens are stored in the order of their centroids, for MaxSim does not ask for any other: a {@link CentroidList},
 * and a row of {@link ResidualCodes} for each token.
 */
final class Codebook implements VectorEncoding {

    /** Versions are one byte of every document. */
    static final int LAST_VERSION = 255;

    private final int version;
    private final ResidualCodes codes;
    private final float[] centroids;
    /** {@code [centroids]}: how far from each its tokens lie, in multiples of how far they lie on average. */
    private final float[] spreads;

    private final float[] steps;
    private final NearestCentroid nearest;

    Codebook(int version, ResidualCodes codes, float[] centroids, float[] spreads, float[] steps) {
        if (version < 1 || version > LAST_VERSION) {
            throw new IllegalArgumentException("codebooks are numbered 1 to " + LAST_VERSION + ", not " + version);
        }
        this.version = version;
        this.codes = codes;
        this.centroids = centroids;
        this.spreads = spreads;
        this.steps = steps;
        this.nearest = new NearestCentroid(centroids, codes.dimension());
    }

    @Override
    public int version() {
        return version;
    }

    @Override
    public int dimension() {
        return codes.dimension();
    }

    @Override
    public float[] centroids() {
        return centroids;
    }

    @Override
    public float factor(int d) {
        return steps[d];
    }

    /** Number of centroids. */
    int count() {
        return spreads.length;
    }

    @Override
    public int tokens(EncodedVectors document) {
        int tokens = CentroidList.tokens(document.centroids());
        if (document.tokens().length != 1 + tokens * codes.rowBytes()) {
            throw new IllegalArgumentException(document.tokens().length + " bytes are no version and " + tokens
                    + " rows of " + codes.rowBytes() + " bytes");
        }
        return tokens;
    }

    @Override
    public float scale(int centroid) {
        return spreads[centroid];
    }

    @Override
    public float middle() {
        return (codes.levels() - 1) / 2f;
    }

    @Override
    public void decodeCentroids(EncodedVectors document, int[] rows) {
        CentroidList.decode(document.centroids(), rows);
    }

    @Override
    public void decodeValues(EncodedVectors document, int first, int count, float[] values) {
        codes.widen(document.tokens().bytes, document.tokens().offset + 1 + first * codes.rowBytes(), count, values);
    }

    @Override
    public Encoded encode(TokenVectors vectors) {
        int tokens = vectors.count();
        int[] found = new int[tokens];
        nearest.find(vectors.values(), 0, tokens, found);
        int[] order = CentroidList.order(found);
        int[] centroids = new int[tokens];
        byte[] rows = new byte[1 + tokens * codes.rowBytes()];
        rows[0] = (byte) version;
        for (int token = 0; token < tokens; token++) {
            centroids[token] = found[order[token]];
            encodeRow(
                    vectors.values(), order[token] * dimension(), centroids[token], rows, 1 + token * codes.rowBytes());
        }
        EncodedVectors document =
                new EncodedVectors(new BytesRef(CentroidList.encode(version, centroids)), new BytesRef(rows));
        return new Encoded(document, Arrays.stream(centroids).distinct().toArray(), order);
    }

    private void encodeRow(float[] vectors, int from, int centroid, byte[] value, int row) {
        for (int d = 0; d < dimension(); d++) {
            float residual = vectors[from + d] - centroids[centroid * dimension() + d];
            int code = Math.round(residual / (spreads[centroid] * steps[d]) + middle());
            codes.put(value, row, d, Math.clamp(code, 0, codes.levels() - 1));
        }
    }

    /** The codebook as it is stored: everything but the version in half floats, which are what vectors were encoded with. */
    byte[] toBytes() {
        ByteBuffersDataOutput out = new ByteBuffersDataOutput();
        try {
            out.writeVInt(version);
            out.writeVInt(codes.dimension());
            out.writeVInt(codes.bits());
            out.writeVInt(count());
            out.writeBytes(HalfFloats.encode(steps));
            out.writeBytes(HalfFloats.encode(spreads));
            out.writeBytes(HalfFloats.encode(centroids));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it writes to memory
        }
        return out.toArrayCopy();
    }

    /** Reads what {@link #toBytes} wrote. */
    static Codebook of(BytesRef stored) {
        ByteArrayDataInput in = new ByteArrayDataInput(stored.bytes, stored.offset, stored.length);
        int version = in.readVInt();
        ResidualCodes codes = new ResidualCodes(in.readVInt(), in.readVInt());
        int count = in.readVInt();
        float[] steps = floats(in, codes.dimension());
        float[] spreads = floats(in, count);
        return new Codebook(version, codes, floats(in, count * codes.dimension()), spreads, steps);
    }

    private static float[] floats(ByteArrayDataInput in, int count) {
        byte[] halves = new byte[2 * count];
        in.readBytes(halves, 0, halves.length);
        float[] values = new float[count];
        HalfFloats.decode(halves, 0, values, count);
        return values;
    }
}

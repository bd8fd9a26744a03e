package dev.quarry.lateinteraction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The token vectors of a question, multiplied once with everything that the encodings of an index have in common. Two are
 * equal if their vectors, weights and index are.
 */
final class Question {

    private final TokenVectors vectors;
    private final float[] weights;
    private final VectorEncodings encodings;
    private final MaxSim[] byVersion;

    /**
     * @param vectors of the question
     * @param weights one for each token, not negative, not all zero
     * @param encodings those of the index that is asked
     */
    Question(TokenVectors vectors, float[] weights, VectorEncodings encodings) {
        this.vectors = vectors;
        this.weights = weights.clone();
        this.encodings = encodings;
        List<VectorEncoding> all = encodings.all();
        this.byVersion = new MaxSim[all.getLast().version() + 1];
        for (VectorEncoding encoding : all) {
            byVersion[encoding.version()] = new MaxSim(vectors, weights, encoding);
        }
    }

    /** MaxSim of documents of each encoding; for reading only, scoring wants a copy. */
    MaxSim maxSim(int version) {
        if (version >= byVersion.length || byVersion[version] == null) {
            throw new IllegalStateException("a document is encoded by codebook " + version + ", which the index lacks");
        }
        return byVersion[version];
    }

    /** Scratch for one thread, by version: what {@link #maxSim} gives, copied. */
    MaxSim[] copies() {
        MaxSim[] copies = new MaxSim[byVersion.length];
        for (VectorEncoding encoding : encodings.all()) {
            copies[encoding.version()] = byVersion[encoding.version()].copy();
        }
        return copies;
    }

    /** The codebooks whose centroids can propose documents. */
    List<Codebook> codebooks() {
        return new ArrayList<>(encodings.codebooks());
    }

    int tokens() {
        return weights.length;
    }

    /** Share of a token in a score. */
    float share(int token) {
        return weights[token] / byVersion[HalfFloatEncoding.VERSION].weightSum();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Question question
                && encodings == question.encodings
                && vectors.dimension() == question.vectors.dimension()
                && Arrays.equals(vectors.values(), question.vectors.values())
                && Arrays.equals(weights, question.weights);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(vectors.values()) + Arrays.hashCode(weights);
    }

    @Override
    public String toString() {
        return tokens() + " tokens";
    }
}

package dev.quarry.lateinteraction;

/**
 * How a writer stores token vectors.
 *
 * @param bits bits of a residual in each dimension: 2, 4 or 8; taken by the next codebook that is trained
 * @param pooling how many tokens of a unit become one on average; 1 keeps them all
 * @param firstTraining number of tokens from which on an index has a codebook; up to then vectors are half floats, which
 *     are exact and need no training, and every unit is scored
 */
public record VectorOptions(int bits, int pooling, int firstTraining) {

    public VectorOptions {
        if (bits != 2 && bits != 4 && bits != 8) {
            throw new IllegalArgumentException("residuals have 2, 4 or 8 bits a dimension, not " + bits);
        }
        if (pooling < 1 || firstTraining < 1) {
            throw new IllegalArgumentException(
                    "pooling and first training must be at least 1, got " + pooling + " and " + firstTraining);
        }
    }

    /** Eight bits, all tokens. */
    public static VectorOptions defaults() {
        return new VectorOptions(8, 1, 1 << 18);
    }

    public VectorOptions withBits(int bits) {
        return new VectorOptions(bits, pooling, firstTraining);
    }

    public VectorOptions withPooling(int pooling) {
        return new VectorOptions(bits, pooling, firstTraining);
    }

    public VectorOptions withFirstTraining(int firstTraining) {
        return new VectorOptions(bits, pooling, firstTraining);
    }
}

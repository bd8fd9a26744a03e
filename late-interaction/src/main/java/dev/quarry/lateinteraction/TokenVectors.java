package dev.quarry.lateinteraction;

/**
 * The token vectors of one text: what MaxSim compares.
 *
 * @param dimension length of each vector
 * @param values {@code [tokens × dimension]}, row-major, each row L2-normalised
 * @param starts {@code [tokens]}, first character of each token in the encoded text
 * @param ends {@code [tokens]}, one past the last character of each token; a special token has an empty span
 */
public record TokenVectors(int dimension, float[] values, int[] starts, int[] ends) {

    public TokenVectors {
        if (dimension <= 0 || values.length != (long) starts.length * dimension || starts.length != ends.length) {
            throw new IllegalArgumentException("expected tokens × " + dimension + " values with one span a token, got "
                    + values.length + " values, " + starts.length + " starts, " + ends.length + " ends");
        }
    }

    /** Number of tokens. */
    public int count() {
        return starts.length;
    }
}

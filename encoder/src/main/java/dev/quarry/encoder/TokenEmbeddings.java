package dev.quarry.encoder;

/**
 * One L2-normalised vector per kept token of one text.
 *
 * @param dimension length of each vector
 * @param vectors {@code [tokens × dimension]}, row-major
 * @param tokenIds {@code [tokens]}, vocabulary ids
 * @param starts {@code [tokens]}, first character (UTF-16 unit) of each token in the text that was encoded
 * @param ends {@code [tokens]}, one past the last character; special, prefix and expansion tokens have an empty span
 */
public record TokenEmbeddings(int dimension, float[] vectors, int[] tokenIds, int[] starts, int[] ends) {

    public TokenEmbeddings {
        int tokens = tokenIds.length;
        if (dimension <= 0
                || vectors.length != (long) tokens * dimension
                || starts.length != tokens
                || ends.length != tokens) {
            throw new IllegalArgumentException(
                    "expected " + tokens + " × " + dimension + " values and a span a token, got " + vectors.length
                            + " values, " + starts.length + " starts, " + ends.length + " ends");
        }
    }

    /** Number of kept tokens. */
    public int count() {
        return tokenIds.length;
    }
}

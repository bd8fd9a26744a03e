package dev.quarry.lateinteraction;

/**
 * How the token vectors of a document stand in its doc values. These start with the version of their encoding, so that
 * documents of different ones live in the same segment and merges copy them as they are.
 *
 * <p>Every encoding decodes a token to a row {@code v} of values and the number of a centroid {@code c}, such that
 * for a question's token {@code q}
 *
 * <pre>  q·token = q·c + scale(c) · Σᵢ (qᵢ · factorᵢ) · (vᵢ − middle)</pre>
 *
 * <p>The first part is looked up in a table that is made once a question, and the factors and the middle are put into the
 * question once: a document's vectors are never restored.
 */
sealed interface VectorEncoding permits HalfFloatEncoding, Codebook {

    /** Distinguishes the encodings of one index; 0 for half floats. */
    int version();

    /** Length of a vector. */
    int dimension();

    /** {@code [centroids × dimension]}, row-major. */
    float[] centroids();

    /** What the values of a dimension are to be multiplied by. */
    float factor(int dimension);

    /** What the values of a token near a centroid are to be multiplied by. */
    float scale(int centroid);

    /** What is to be subtracted from all values. */
    float middle();

    /** Number of tokens of a document. */
    int tokens(EncodedVectors document);

    /**
     * Decodes which centroids the tokens of a document are near.
     *
     * @param document as it is stored
     * @param rows receives the number of the centroid of each token
     */
    void decodeCentroids(EncodedVectors document, int[] rows);

    /**
     * Decodes some tokens of a document.
     *
     * @param document as it is stored
     * @param first the first of them
     * @param count how many
     * @param values receives {@code [count × dimension]} values, row-major
     */
    void decodeValues(EncodedVectors document, int first, int count, float[] values);

    /** A document as it is to be stored, and in which order. */
    Encoded encode(TokenVectors vectors);

    /**
     * A document as it is to be stored.
     *
     * @param document its doc values
     * @param centroids the centroids that its tokens are nearest to, ascending, each once
     * @param order for each token as it is stored which one it was
     */
    record Encoded(EncodedVectors document, int[] centroids, int[] order) {}

    /** Restores the vectors of a document as well as the encoding allows, {@code [tokens × dimension]}, row-major. */
    default float[] restore(EncodedVectors document) {
        int tokens = tokens(document);
        float[] values = new float[tokens * dimension()];
        int[] rows = new int[tokens];
        decodeCentroids(document, rows);
        decodeValues(document, 0, tokens, values);
        float[] centroids = centroids();
        for (int i = 0; i < values.length; i++) {
            int d = i % dimension();
            int centroid = rows[i / dimension()];
            values[i] = (values[i] - middle()) * factor(d) * scale(centroid) + centroids[centroid * dimension() + d];
        }
        return values;
    }
}

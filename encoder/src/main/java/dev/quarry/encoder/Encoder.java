package dev.quarry.encoder;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Text in, token embeddings out, by the query and document rules of one ColBERT model (Khattab and Zaharia, 2020, as
 * PyLate implements them). Safe for use by several threads.
 */
public interface Encoder extends AutoCloseable {

    /**
     * Loads a model directory in PyLate layout; nothing is converted or downloaded.
     *
     * @throws ModelException if anything in it is missing, damaged or not supported
     * @throws UnsupportedPrecisionException if a precision was chosen that this machine cannot compute
     */
    static Encoder open(Path modelDirectory, EncoderOptions options) {
        return ColbertEncoder.open(modelDirectory, options);
    }

    /** What the model says of itself. */
    ModelInfo model();

    /** What its linear layers are computed with on this machine. */
    Arithmetic arithmetic();

    /**
     * Bytes that encoding takes at most, beside the texts, the vectors and the model's file, which is mapped: the weights as they are
     * multiplied, and what the largest batch needs, which is one of the token budget or of the longest document, if that is longer.
     */
    long memory();

    /**
     * Encodes a question. Expansion tokens, where the model uses them, are part of the result.
     *
     * @param question any text; what exceeds the model's query length is cut off
     */
    TokenEmbeddings encodeQuery(String question);

    /**
     * How much each token of a question counts in MaxSim, where the model was trained with such weights: inverse document
     * frequencies out of {@code query_weights.safetensors} (tensor {@code query_weights}, {@code [vocabulary]}).
     *
     * @param question what {@link #encodeQuery} gave
     * @return {@code [tokens]}, not negative; empty for a model whose tokens all count the same, as published ones do
     */
    Optional<float[]> queryWeights(TokenEmbeddings question);

    /**
     * Encodes documents, packed together without padding.
     *
     * @param texts any number of texts of any lengths; what exceeds the model's document length is cut off
     * @return one result a text, in the same order; tokens of the model's skip list are left out
     */
    List<TokenEmbeddings> encodeDocuments(List<String> texts);

    @Override
    void close();
}

package dev.quarry.encoder;

import java.nio.file.Path;

/**
 * What a loaded model says of itself.
 *
 * @param name the model directory's name
 * @param directory where it was loaded from
 * @param hash SHA-256 over everything that changes its vectors (weights, tokenizer, configuration), hexadecimal
 * @param dimension length of a token vector
 * @param parameters number of weights
 * @param queryLength most tokens of a question, special tokens included
 * @param documentLength most tokens of a document, special tokens included
 */
public record ModelInfo(
        String name,
        Path directory,
        String hash,
        int dimension,
        long parameters,
        int queryLength,
        int documentLength) {}

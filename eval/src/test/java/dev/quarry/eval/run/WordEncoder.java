package dev.quarry.eval.run;

import dev.quarry.encoder.Arithmetic;
import dev.quarry.encoder.Encoder;
import dev.quarry.encoder.ModelInfo;
import dev.quarry.encoder.Precision;
import dev.quarry.encoder.TokenEmbeddings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A token a word, the same random vector for the same word, and a limit: enough of a model to see what happens around one. */
final class WordEncoder implements Encoder {
    private static final int DIMENSION = 16;
    private static final int MOST = 12;
    private static final Pattern WORD = Pattern.compile("\\w+");

    private int documents;

    /** Number of documents that were encoded. */
    int documents() {
        return documents;
    }

    @Override
    public ModelInfo model() {
        return new ModelInfo("words", Path.of("words"), "0123456789abcdef", DIMENSION, 0, MOST, MOST);
    }

    @Override
    public Arithmetic arithmetic() {
        return new Arithmetic(Precision.F32, "hashing", Optional.empty());
    }

    @Override
    public long memory() {
        return 0;
    }

    @Override
    public TokenEmbeddings encodeQuery(String question) {
        List<MatchResult> words = WORD.matcher(question).results().limit(MOST).toList();
        float[] vectors = new float[words.size() * DIMENSION];
        for (int w = 0; w < words.size(); w++) {
            Random random = new Random(words.get(w).group().hashCode());
            double norm = 0;
            for (int d = 0; d < DIMENSION; d++) {
                vectors[w * DIMENSION + d] = (float) random.nextGaussian();
                norm += vectors[w * DIMENSION + d] * vectors[w * DIMENSION + d];
            }
            for (int d = 0; d < DIMENSION; d++) {
                vectors[w * DIMENSION + d] /= (float) Math.sqrt(norm);
            }
        }
        return new TokenEmbeddings(
                DIMENSION,
                vectors,
                new int[words.size()],
                words.stream().mapToInt(MatchResult::start).toArray(),
                words.stream().mapToInt(MatchResult::end).toArray());
    }

    @Override
    public Optional<float[]> queryWeights(TokenEmbeddings question) {
        return Optional.empty();
    }

    @Override
    public List<TokenEmbeddings> encodeDocuments(List<String> texts) {
        documents += texts.size();
        return new ArrayList<>(texts.stream().map(this::encodeQuery).toList());
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}

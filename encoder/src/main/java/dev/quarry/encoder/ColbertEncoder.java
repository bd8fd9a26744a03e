package dev.quarry.encoder;

import dev.quarry.encoder.cpu.CpuForwardPass;
import dev.quarry.encoder.cpu.Gemm;
import dev.quarry.encoder.cpu.Projection;
import dev.quarry.encoder.cpu.Workers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The encoder of one model directory: ColBERT rules, packing, forward pass, projection, normalisation. */
final class ColbertEncoder implements Encoder {

    private final ModelDirectory directory;
    private final ModelInfo info;
    private final ModelTokenizer tokenizer;
    private final ColbertRules rules;
    private final Workers workers;
    private final Gemm gemm;
    private final Arithmetic arithmetic;
    private final ForwardPass forwardPass;
    private final Projection projection;
    private final Optional<float[]> queryWeights;
    private final int tokenBudget;

    private ColbertEncoder(
            ModelDirectory directory, ModelTokenizer tokenizer, EncoderOptions options, GemmChoice choice) {
        this.directory = directory;
        this.info = directory.info();
        this.tokenizer = tokenizer;
        this.rules = new ColbertRules(directory.colbert(), tokenizer);
        this.workers = new Workers(options.threads());
        this.gemm = choice.gemm();
        this.arithmetic = choice.arithmetic();
        int positions = Math.max(info.queryLength(), info.documentLength());
        this.forwardPass = new CpuForwardPass(directory.config(), directory.weights(), positions, gemm, workers);
        this.projection = new Projection(directory.projection(), gemm, workers);
        this.queryWeights = directory.queryWeights();
        this.tokenBudget = options.tokenBudget();
    }

    static ColbertEncoder open(Path path, EncoderOptions options) {
        ModelDirectory directory = ModelDirectory.open(path);
        ModelTokenizer tokenizer = null;
        try {
            tokenizer = ModelTokenizer.open(path);
            int rows = directory.config().vocabularySize();
            if (tokenizer.largestId() >= rows) {
                throw new ModelException(
                        tokenizer.file(),
                        "has token id " + tokenizer.largestId() + ", the embedding table only " + rows + " rows",
                        "fetch the tokenizer of this model");
            }
            return new ColbertEncoder(
                    directory, tokenizer, options, GemmChoice.of(options.precision(), directory.fastestPrecision()));
        } catch (RuntimeException | Error e) {
            if (tokenizer != null) {
                tokenizer.close();
            }
            directory.close();
            throw e;
        }
    }

    @Override
    public ModelInfo model() {
        return info;
    }

    @Override
    public Arithmetic arithmetic() {
        return arithmetic;
    }

    @Override
    public long memory() {
        return gemm.weightBytes() + forwardPass.batchBytes(Math.max(tokenBudget, info.documentLength()));
    }

    @Override
    public TokenEmbeddings encodeQuery(String question) {
        Sequence sequence = rules.query(question);
        PackedBatch batch = batch(List.of(sequence));
        float[] vectors = projection.apply(forwardPass.run(batch), batch.tokens());
        return embeddings(
                sequence, vectors, 0, IntStream.range(0, sequence.length()).toArray());
    }

    @Override
    public Optional<float[]> queryWeights(TokenEmbeddings question) {
        return queryWeights.map(weights -> {
            float[] picked = new float[question.count()];
            for (int i = 0; i < picked.length; i++) {
                picked[i] = weights[question.tokenIds()[i]];
            }
            return picked;
        });
    }

    @Override
    public List<TokenEmbeddings> encodeDocuments(List<String> texts) {
        Sequence[] sequences = new Sequence[texts.size()];
        workers.run(sequences.length, i -> sequences[i] = rules.document(texts.get(i)));
        TokenEmbeddings[] results = new TokenEmbeddings[sequences.length];
        for (List<Integer> pack : packs(sequences)) {
            PackedBatch batch = batch(pack.stream().map(i -> sequences[i]).toList());
            float[] vectors = projection.apply(forwardPass.run(batch), batch.tokens());
            workers.run(pack.size(), i -> {
                Sequence sequence = sequences[pack.get(i)];
                results[pack.get(i)] = embeddings(sequence, vectors, batch.cuSeqlens()[i], rules.kept(sequence));
            });
        }
        return List.of(results);
    }

    @Override
    public void close() {
        forwardPass.close();
        gemm.close();
        workers.close();
        tokenizer.close();
        directory.close();
    }

    /** Longest first, as many as the token budget allows. */
    private List<List<Integer>> packs(Sequence[] sequences) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, sequences.length).boxed().toList());
        order.sort(Comparator.comparingInt(i -> -sequences[i].length()));
        List<List<Integer>> packs = new ArrayList<>();
        List<Integer> pack = new ArrayList<>();
        int tokens = 0;
        for (int i : order) {
            if (!pack.isEmpty() && tokens + sequences[i].length() > tokenBudget) {
                packs.add(pack);
                pack = new ArrayList<>();
                tokens = 0;
            }
            pack.add(i);
            tokens += sequences[i].length();
        }
        if (!pack.isEmpty()) {
            packs.add(pack);
        }
        return packs;
    }

    private static PackedBatch batch(List<Sequence> sequences) {
        return PackedBatch.of(
                sequences.stream().map(Sequence::ids).toList(),
                sequences.stream().mapToInt(Sequence::keyLength).toArray());
    }

    private TokenEmbeddings embeddings(Sequence sequence, float[] vectors, int firstRow, int[] kept) {
        int dimension = info.dimension();
        float[] values = new float[kept.length * dimension];
        for (int i = 0; i < kept.length; i++) {
            System.arraycopy(vectors, (firstRow + kept[i]) * dimension, values, i * dimension, dimension);
        }
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new ModelException(
                        directory.path(), "its weights give vectors that are no numbers", "fetch the model again");
            }
        }
        return new TokenEmbeddings(
                dimension,
                values,
                pick(sequence.ids(), kept),
                pick(sequence.starts(), kept),
                pick(sequence.ends(), kept));
    }

    private static int[] pick(int[] values, int[] indices) {
        int[] picked = new int[indices.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = values[indices[i]];
        }
        return picked;
    }
}

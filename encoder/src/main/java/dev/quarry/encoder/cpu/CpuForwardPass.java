package dev.quarry.encoder.cpu;

import dev.quarry.encoder.ForwardPass;
import dev.quarry.encoder.ModernBertConfig;
import dev.quarry.encoder.PackedBatch;
import dev.quarry.encoder.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * ModernBERT (Warner et al., 2024, arXiv 2412.13663) on the CPU. Read {@link #run} next to the paper's
 * section 2.1: pre-norm blocks of attention and GeGLU, the first of which has no norm of its own, since the
 * embeddings have just been normalised.
 */
public final class CpuForwardPass implements ForwardPass {

    /**
     * Rows that pass through a linear layer together: enough to read its weights once for many rows, few enough to
     * stay in the cache.
     */
    private static final int MOST_ROWS = 128;

    private final int positions;
    private final int hidden;
    private final int heads;
    private final Weights.Tensor embeddings;
    private final LayerNorm embeddingNorm;
    private final List<Block> blocks;
    private final LayerNorm finalNorm;
    private final Workers workers;

    private final Pool<Activations> activations = new Pool<>(() -> new Activations(new Floats(), new Floats()));
    private final Pool<RowMemory> rowMemories = new Pool<>(() -> new RowMemory(new Floats(), new Floats()));

    /** What a batch needs beside its hidden states. */
    private record Activations(Floats qkv, Floats attended) {}

    /** What rows that pass through linear layers together need. */
    private record RowMemory(Floats normed, Floats both) {}

    private record Block(
            Optional<LayerNorm> attnNorm,
            Gemm.Linear wqkv,
            RotaryEmbedding rope,
            Attention attention,
            Gemm.Linear wo,
            LayerNorm mlpNorm,
            GatedMlp mlp) {}

    /**
     * @param positions longest sequence that will be run
     * @throws dev.quarry.encoder.ModelException if a tensor is missing or has another shape than the configuration says
     */
    public CpuForwardPass(ModernBertConfig config, Weights weights, int positions, Gemm gemm, Workers workers) {
        int h = config.hiddenSize();
        int m = config.intermediateSize();
        RotaryEmbedding globalRope = new RotaryEmbedding(config.headSize(), config.globalTheta(), positions);
        RotaryEmbedding localRope = new RotaryEmbedding(config.headSize(), config.localTheta(), positions);
        Attention global = new Attention(config.heads(), config.headSize(), Attention.UNLIMITED);
        Attention local = new Attention(config.heads(), config.headSize(), config.window());
        this.positions = positions;
        this.hidden = h;
        this.heads = config.heads();
        this.workers = workers;
        this.embeddings = weights.tensor("embeddings.tok_embeddings.weight", config.vocabularySize(), h);
        this.embeddingNorm = norm(config, weights, "embeddings.norm.weight");
        this.finalNorm = norm(config, weights, "final_norm.weight");
        this.blocks = new ArrayList<>();
        for (int i = 0; i < config.layers().size(); i++) {
            boolean isGlobal = config.layers().get(i) == ModernBertConfig.Attention.GLOBAL;
            String layer = "layers." + i + ".";
            blocks.add(new Block(
                    i == 0 ? Optional.empty() : Optional.of(norm(config, weights, layer + "attn_norm.weight")),
                    linear(weights, layer + "attn.Wqkv.weight", 3 * h, h, gemm),
                    isGlobal ? globalRope : localRope,
                    isGlobal ? global : local,
                    linear(weights, layer + "attn.Wo.weight", h, h, gemm),
                    norm(config, weights, layer + "mlp_norm.weight"),
                    new GatedMlp(
                            linear(weights, layer + "mlp.Wi.weight", 2 * m, h, gemm),
                            linear(weights, layer + "mlp.Wo.weight", h, m, gemm))));
        }
    }

    @Override
    public float[] run(PackedBatch batch) {
        int tokens = batch.tokens();
        float[] x = new float[tokens * hidden];
        Activations memory = activations.take();
        float[] qkv = memory.qkv.atLeast(tokens * 3 * hidden);
        float[] attended = memory.attended.atLeast(tokens * hidden);
        int[] positionOf = positions(batch);

        forRows(tokens, (row, rows) -> embed(batch, row, rows, x));
        for (Block block : blocks) {
            forRows(tokens, (row, rows) -> project(block, positionOf, row, rows, x, qkv));
            block.attention.run(batch, qkv, attended, workers);
            forRows(tokens, (row, rows) -> {
                block.wo.apply(attended, row * hidden, rows, x, row * hidden, true);
                RowMemory rowMemory = rowMemories.take();
                float[] normed = rowMemory.normed.atLeast(rows * hidden);
                block.mlpNorm.apply(x, row * hidden, rows, normed, 0);
                block.mlp.addTo(normed, rows, x, row * hidden, rowMemory.both);
                rowMemories.give(rowMemory);
            });
        }
        activations.give(memory);
        forRows(tokens, (row, rows) -> finalNorm.apply(x, row * hidden, rows, x, row * hidden));
        return x;
    }

    /** Hidden states, queries with keys and values, what attention gives. */
    @Override
    public long batchBytes(int tokens) {
        return (1L + 3 + 1) * tokens * hidden * Float.BYTES;
    }

    @Override
    public void close() {
        // The weights on the heap go with this object; the mapped ones belong to whoever opened them.
    }

    private void embed(PackedBatch batch, int firstRow, int rows, float[] x) {
        for (int row = firstRow; row < firstRow + rows; row++) {
            embeddings.read(batch.tokenIds()[row] * hidden, x, row * hidden, hidden);
        }
        embeddingNorm.apply(x, firstRow * hidden, rows, x, firstRow * hidden);
    }

    /** Queries, keys and values of some rows, the first two rotated to their positions. */
    private void project(Block block, int[] positionOf, int firstRow, int rows, float[] x, float[] qkv) {
        if (block.attnNorm.isPresent()) {
            RowMemory memory = rowMemories.take();
            float[] normed = memory.normed.atLeast(rows * hidden);
            block.attnNorm.get().apply(x, firstRow * hidden, rows, normed, 0);
            block.wqkv.apply(normed, 0, rows, qkv, firstRow * 3 * hidden, false);
            rowMemories.give(memory);
        } else {
            block.wqkv.apply(x, firstRow * hidden, rows, qkv, firstRow * 3 * hidden, false);
        }
        for (int row = firstRow; row < firstRow + rows; row++) {
            block.rope.rotate(qkv, row * 3 * hidden, 2 * heads, positionOf[row]);
        }
    }

    private int[] positions(PackedBatch batch) {
        int[] positionOf = new int[batch.tokens()];
        for (int s = 0; s < batch.sequences(); s++) {
            if (batch.length(s) > positions) {
                throw new IllegalArgumentException(
                        "sequence of " + batch.length(s) + " tokens, prepared for at most " + positions);
            }
            for (int i = 0; i < batch.length(s); i++) {
                positionOf[batch.cuSeqlens()[s] + i] = i;
            }
        }
        return positionOf;
    }

    private void forRows(int tokens, RowTask task) {
        workers.forRows(tokens, MOST_ROWS, task);
    }

    private static LayerNorm norm(ModernBertConfig config, Weights weights, String name) {
        return new LayerNorm(weights.tensor(name, config.hiddenSize()).toArray(), config.normEpsilon());
    }

    private static Gemm.Linear linear(Weights weights, String name, int out, int in, Gemm gemm) {
        return gemm.prepare(weights.tensor(name, out, in).toArray(), out, in);
    }
}

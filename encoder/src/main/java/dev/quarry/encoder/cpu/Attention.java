package dev.quarry.encoder.cpu;

import dev.quarry.encoder.PackedBatch;
import java.util.Arrays;

/**
 * Multi-head attention over packed sequences, {@code softmax(Q·Kᵀ/√d)·V} within each sequence. Keys pass by in blocks
 * with an online softmax (Milakov and Gimelshein, 2018; Dao et al., 2022), so that memory does not grow with the
 * square of the length; a window cuts the keys to those that a block of queries can see.
 */
final class Attention {

    /** No window: every query sees all keys of its sequence. */
    static final int UNLIMITED = Integer.MAX_VALUE / 4;

    /**
     * Queries that share packed keys: a multiple of the kernel's rows, large beside a window, small enough that a few long
     * sequences keep every thread busy.
     */
    private static final int QUERIES = 384;

    private final int heads;
    private final int headSize;
    private final int window;
    private final Pool<AttentionBlock> blocks;

    /**
     * @param window largest distance |i − j| that is seen, inclusive, or {@link #UNLIMITED}
     */
    Attention(int heads, int headSize, int window) {
        this.heads = heads;
        this.headSize = headSize;
        this.window = Math.min(window, UNLIMITED);
        this.blocks = new Pool<>(() -> new AttentionBlock(headSize, QUERIES));
    }

    /**
     * @param qkv {@code [tokens × 3 · heads · headSize]}: queries, keys, values of each token, rotated
     * @param out {@code [tokens × heads · headSize]}; a token that sees no key gets zeros
     */
    void run(PackedBatch batch, float[] qkv, float[] out, Workers workers) {
        int[] firstBlock = new int[batch.sequences() + 1];
        for (int s = 0; s < batch.sequences(); s++) {
            firstBlock[s + 1] = firstBlock[s] + (batch.length(s) + QUERIES - 1) / QUERIES;
        }
        int[] sequenceOfBlock = new int[firstBlock[batch.sequences()]];
        for (int s = 0; s < batch.sequences(); s++) {
            Arrays.fill(sequenceOfBlock, firstBlock[s], firstBlock[s + 1], s);
        }
        workers.run(sequenceOfBlock.length * heads, task -> {
            int block = task / heads;
            int s = sequenceOfBlock[block];
            int from = (block - firstBlock[s]) * QUERIES;
            int to = Math.min(from + QUERIES, batch.length(s));
            attend(batch, s, from, to, task % heads, qkv, out);
        });
    }

    /** One head of the queries {@code [from, to)} of one sequence. */
    private void attend(PackedBatch batch, int sequence, int from, int to, int head, float[] qkv, float[] out) {
        int start = batch.cuSeqlens()[sequence];
        int firstKey = Math.max(0, from - window);
        int keys = Math.min(batch.keyLengths()[sequence], to + window);
        HeadView view = new HeadView(qkv, start, heads * headSize, head * headSize, headSize);
        AttentionBlock block = blocks.take();
        block.start(view, from, to, window);
        for (int key = firstKey; key < keys; key += AttentionBlock.KEYS) {
            block.add(key, Math.min(keys, key + AttentionBlock.KEYS));
        }
        block.write(out, (start + from) * heads * headSize + head * headSize, heads * headSize);
        blocks.give(block);
    }
}

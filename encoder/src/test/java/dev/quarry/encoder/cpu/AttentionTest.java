package dev.quarry.encoder.cpu;

import dev.quarry.encoder.PackedBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against attention written out in doubles. */
class AttentionTest {

    private static final float TOLERANCE = 1e-5f;

    @ParameterizedTest
    @CsvSource({
        "1, 1, 2, 1000000000, 1",
        "5, 3, 12, 1000000000, 3",
        "257, 1, 64, 1000000000, 257",
        "769, 2, 16, 1000000000, 701",
        "397, 1, 34, 1000000000, 397",
        "769, 1, 64, 64, 769",
        "499, 2, 12, 7, 463",
        "211, 1, 8, 150, 101",
        "97, 1, 30, 1, 2"
    })
    void agreesWithDoubles(int length, int heads, int headSize, int window, int keys) {
        check(List.of(length), new int[] {keys}, heads, headSize, window, 1);
    }

    @Property(tries = 25)
    void agreesWithDoublesInAnyPack(
            @ForAll List<@IntRange(min = 1, max = 290) Integer> lengths,
            @ForAll @IntRange(min = 1, max = 3) int heads,
            @ForAll @IntRange(min = 1, max = 20) int halfHead,
            @ForAll @IntRange(min = 1, max = 300) int window,
            @ForAll boolean unlimited,
            @ForAll @IntRange(min = 1, max = 3) int threads) {
        List<Integer> few = lengths.subList(0, Math.min(4, lengths.size()));
        int[] keys = few.stream()
                .mapToInt(length -> Math.max(1, length - length / 3))
                .toArray();
        check(few, keys, heads, 2 * halfHead, unlimited ? Attention.UNLIMITED : window, threads);
    }

    private static void check(List<Integer> lengths, int[] keys, int heads, int headSize, int window, int threads) {
        PackedBatch batch =
                PackedBatch.of(new ArrayList<>(lengths.stream().map(int[]::new).toList()), keys);
        int hidden = heads * headSize;
        float[] qkv = Matrices.random(new Random(batch.tokens()), batch.tokens() * 3 * hidden);
        float[] out = new float[batch.tokens() * hidden];
        try (Workers workers = new Workers(threads)) {
            new Attention(heads, headSize, window).run(batch, qkv, out, workers);
        }
        Matrices.assertClose(out, reference(batch, qkv, heads, headSize, window), TOLERANCE);
    }

    private static float[] reference(PackedBatch batch, float[] qkv, int heads, int headSize, int window) {
        float[] out = new float[batch.tokens() * heads * headSize];
        for (int s = 0; s < batch.sequences(); s++) {
            for (int query = 0; query < batch.length(s); query++) {
                for (int head = 0; head < heads; head++) {
                    attend(batch, s, query, qkv, heads * headSize, head * headSize, headSize, window, out);
                }
            }
        }
        return out;
    }

    private static void attend(
            PackedBatch batch,
            int s,
            int query,
            float[] qkv,
            int hidden,
            int offset,
            int headSize,
            int window,
            float[] out) {
        int start = batch.cuSeqlens()[s];
        double[] sum = new double[headSize];
        double weights = 0;
        for (int key = 0; key < batch.keyLengths()[s]; key++) {
            if (Math.abs(query - key) > window) {
                continue;
            }
            double score = 0;
            for (int i = 0; i < headSize; i++) {
                score += (double) qkv[(start + query) * 3 * hidden + offset + i]
                        * qkv[(start + key) * 3 * hidden + hidden + offset + i];
            }
            double weight = Math.exp(score / Math.sqrt(headSize));
            weights += weight;
            for (int i = 0; i < headSize; i++) {
                sum[i] += weight * qkv[(start + key) * 3 * hidden + 2 * hidden + offset + i];
            }
        }
        for (int i = 0; i < headSize; i++) {
            out[(start + query) * hidden + offset + i] = weights == 0 ? 0 : (float) (sum[i] / weights);
        }
    }
}

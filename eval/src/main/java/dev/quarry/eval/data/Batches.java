package dev.quarry.eval.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * CodeSearchNet's protocol (Husain et al., 2019, section 4.1, and their {@code model_test.py}): pairs of question and code are
 * shuffled with seed 0 and cut into batches of 1,000; each question ranks its code among the 1,000 of its batch; a last batch
 * that is not full is dropped. Where there are fewer than 1,000 pairs in all, they are one batch, as in the published program.
 *
 * @param size pairs a batch
 * @param batches the full batches
 * @param leftOut number of pairs in no full batch
 */
public record Batches(int size, List<List<DataSet.Pair>> batches, int leftOut) {
    /** Pairs a batch where there are enough. */
    public static final int SIZE = 1_000;

    private static final int SEED = 0;

    /** Cuts pairs, given in the order of their files, into batches. */
    public static Batches of(List<DataSet.Pair> pairs) {
        int[] order = NumpyShuffle.permutation(pairs.size(), SEED);
        int size = Math.min(SIZE, pairs.size());
        List<List<DataSet.Pair>> batches = new ArrayList<>();
        for (int from = 0; size > 0 && from + size <= pairs.size(); from += size) {
            List<DataSet.Pair> batch = new ArrayList<>(size);
            for (int i = from; i < from + size; i++) {
                batch.add(pairs.get(order[i]));
            }
            batches.add(List.copyOf(batch));
        }
        return new Batches(size, List.copyOf(batches), pairs.size() - batches.size() * size);
    }

    /** Which batch each document is in; documents in none are left out. */
    public Map<String, String> batchOfDocument() {
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i < batches.size(); i++) {
            for (DataSet.Pair pair : batches.get(i)) {
                names.put(pair.document(), name(i));
            }
        }
        return names;
    }

    /** Name of a batch by its number from 0. */
    public static String name(int batch) {
        return "batch-" + (batch + 1);
    }
}

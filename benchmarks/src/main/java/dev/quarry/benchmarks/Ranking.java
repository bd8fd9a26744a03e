package dev.quarry.benchmarks;

import java.util.Arrays;
import java.util.Set;

/** How near rankings are to the exact ones, as means over questions. */
final class Ranking {

    private final BruteForce truth;
    private double recallAt10;
    private double recallAt100;
    private double gain;
    private double exactGain;
    private int count;

    Ranking(BruteForce truth) {
        this.truth = truth;
    }

    /**
     * Adds a question.
     *
     * @param question its number
     * @param found documents, best first
     * @param exact the same by brute force
     * @param relevant the documents that answer it
     */
    void add(int question, int[] found, int[] exact, Set<Integer> relevant) {
        recallAt10 += recall(question, found, exact, 10);
        recallAt100 += recall(question, found, exact, 100);
        gain += gain(found, relevant);
        exactGain += gain(exact, relevant);
        count++;
    }

    /** The share of the documents found that are as good as the last of those by brute force. */
    private double recall(int question, int[] found, int[] exact, int depth) {
        int[] top = Arrays.copyOf(found, Math.min(found.length, depth));
        int good = 0;
        for (boolean asGood : truth.asGoodAs(question, exact[depth - 1], top)) {
            good += asGood ? 1 : 0;
        }
        return good / (double) depth;
    }

    /** nDCG@10 with binary judgements. */
    private static double gain(int[] ranking, Set<Integer> relevant) {
        double gain = 0;
        double ideal = 0;
        for (int rank = 0; rank < 10; rank++) {
            double discount = 1 / Math.log(rank + 2);
            gain += rank < ranking.length && relevant.contains(ranking[rank]) ? discount : 0;
            ideal += rank < relevant.size() ? discount : 0;
        }
        return gain / ideal;
    }

    @Override
    public String toString() {
        return String.format(
                "recall@10 %.4f  recall@100 %.4f  nDCG@10 %.4f (exact %.4f)",
                recallAt10 / count, recallAt100 / count, gain / count, exactGain / count);
    }
}

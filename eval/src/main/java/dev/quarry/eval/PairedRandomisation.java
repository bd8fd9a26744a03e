package dev.quarry.eval;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The paired randomisation test (Fisher, 1935; for retrieval: Smucker, Allan and Carterette, 2007), two-sided: were two runs the
 * same, each question's difference could as well have had the other sign. The p-value is the share of all choices of signs whose
 * sum is at least as far from 0 as the sum that was seen. Up to 2^16 choices are all counted; of more, 100,000 are drawn and the
 * one that was seen is counted with them, so that p is never 0.
 */
public final class PairedRandomisation {
    private static final int DRAWS = 100_000;
    private static final int MOST_COUNTED = 16;
    private static final long SEED = 0;
    private static final double ROUNDING = 1e-9;

    private PairedRandomisation() {}

    /**
     * The p-value.
     *
     * @param differences the second run's value less the first's, a question each; 1 where no question differs
     */
    public static double p(double... differences) {
        double[] changed = Arrays.stream(differences).filter(d -> d != 0).toArray();
        if (changed.length == 0) {
            return 1;
        }
        double total = Arrays.stream(changed).sum();
        double seen = Math.abs(total) - ROUNDING;
        return changed.length <= MOST_COUNTED ? counted(changed, seen) : drawn(changed, total, seen);
    }

    private static double counted(double[] changed, double seen) {
        long choices = 1L << changed.length;
        long extreme = 0;
        for (long signs = 0; signs < choices; signs++) {
            double sum = 0;
            for (int i = 0; i < changed.length; i++) {
                sum += (signs >>> i & 1) == 0 ? changed[i] : -changed[i];
            }
            extreme += Math.abs(sum) >= seen ? 1 : 0;
        }
        return (double) extreme / choices;
    }

    private static double drawn(double[] changed, double total, double seen) {
        SplittableRandom random = new SplittableRandom(SEED);
        long extreme = 1;
        for (int draw = 0; draw < DRAWS; draw++) {
            double flipped = 0;
            for (int from = 0; from < changed.length; from += Long.SIZE) {
                long signs = random.nextLong();
                int to = Math.min(changed.length, from + Long.SIZE);
                for (int i = from; i < to; i++, signs >>>= 1) {
                    flipped += (signs & 1) * changed[i];
                }
            }
            extreme += Math.abs(total - 2 * flipped) >= seen ? 1 : 0;
        }
        return (double) extreme / (DRAWS + 1);
    }

    /**
     * p-values corrected for there being several of them (Holm, 1979): the chance that any of the tests calls a difference
     * significant where there is none stays below the level, however the tests hang together.
     *
     * @return in the order of the p-values given
     */
    public static double[] holm(double... p) {
        Integer[] order = new Integer[p.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(p[a], p[b]));
        double[] corrected = new double[p.length];
        double most = 0;
        for (int i = 0; i < order.length; i++) {
            most = Math.max(most, Math.min(1, (p.length - i) * p[order[i]]));
            corrected[order[i]] = most;
        }
        return corrected;
    }
}

package dev.quarry.eval;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Confidence intervals by the percentile bootstrap (Efron, 1979): the questions are drawn anew, with replacement, and the mean
 * over the drawn ones is taken, 10,000 times; the interval holds the middle 95 % of those means. It says how much the score hangs
 * on which questions happen to be in the set.
 *
 * <p>The draws are the same in every run, so that the same scores always give the same interval.
 */
public final class Bootstrap {
    /** Number of draws. */
    public static final int DRAWS = 10_000;

    /** Share of the means that an interval holds. */
    public static final double CONFIDENCE = 0.95;

    private static final long SEED = 0;

    private Bootstrap() {}

    /** The interval of a mean; from 0 to 0 where there are no values. */
    public static Interval ofMean(double... values) {
        if (values.length == 0) {
            return new Interval(0, 0);
        }
        SplittableRandom random = new SplittableRandom(SEED);
        double[] means = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += values[random.nextInt(values.length)];
            }
            means[draw] = sum / values.length;
        }
        Arrays.sort(means);
        int tail = (int) Math.round(DRAWS * (1 - CONFIDENCE) / 2);
        return new Interval(means[tail], means[DRAWS - 1 - tail]);
    }
}

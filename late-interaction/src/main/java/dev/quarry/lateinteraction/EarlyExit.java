package dev.quarry.lateinteraction;

import java.util.Queue;

/** Decides, while candidates are scored in the order of their estimates, when the best {@code k} are found. */
final class EarlyExit {

    /** A candidate is given up where it would have to exceed its estimate by this many deviations more than others do. */
    private static final double DEVIATIONS = 4;

    private final int k;
    private final Queue<Float> best;
    private int count;
    private double sum;
    private double squares;

    /**
     * @param k how many of the best are wanted
     * @param best the best scores found so far, the least of them first; at most {@code k} are kept
     */
    EarlyExit(int k, Queue<Float> best) {
        this.k = k;
        this.best = best;
    }

    /** Takes note of a scored candidate. */
    void add(float estimate, float score) {
        double excess = score - estimate;
        count++;
        sum += excess;
        squares += excess * excess;
        best.add(score);
        if (best.size() > k) {
            best.poll();
        }
    }

    /** Whether neither the next candidate nor any after it, whose estimates are no higher, belongs to the best. */
    boolean isCertain(float nextEstimate) {
        if (count == 0 || best.size() < k) {
            return false;
        }
        double mean = sum / count;
        double deviation = Math.sqrt(Math.max(0, squares / count - mean * mean));
        return nextEstimate + mean + DEVIATIONS * deviation < best.peek();
    }
}

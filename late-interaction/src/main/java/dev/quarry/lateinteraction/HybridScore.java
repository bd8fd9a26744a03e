package dev.quarry.lateinteraction;

import java.util.Arrays;

/**
 * One score out of words and vectors: a weighted mean of the two, each scaled to [0, 1] by its best and its {@value #DEPTH}th
 * best of the question. BM25F has no scale of its own and MaxSim lies in a narrow band, so what counts is where a unit stands
 * between the top and the crowd; and the crowd must not set the scale, for its size is an accident of the index.
 */
final class HybridScore {

    /** Share of the lexical part unless another is asked for. */
    static final double LEXICAL_SHARE = 0.5;

    /** Rank from which on a score counts for nothing. */
    static final int DEPTH = 200;

    private HybridScore() {}

    /**
     * Fuses the scores of a question's candidates.
     *
     * @param lexical BM25F scores, 0 where no word matches
     * @param maxSim MaxSim scores of the same candidates
     * @param lexicalShare share of the lexical part, 0 to 1
     * @return fused scores, 0 to 1
     */
    static double[] fuse(float[] lexical, float[] maxSim, double lexicalShare) {
        double[] words = scaled(lexical);
        double[] vectors = scaled(maxSim);
        double[] fused = new double[words.length];
        for (int i = 0; i < fused.length; i++) {
            fused[i] = lexicalShare * words[i] + (1 - lexicalShare) * vectors[i];
        }
        return fused;
    }

    /** 1 for the best, 0 from the depth on; all 0 where no score stands out. */
    private static double[] scaled(float[] scores) {
        double[] scaled = new double[scores.length];
        if (scores.length == 0) {
            return scaled;
        }
        float[] ascending = scores.clone();
        Arrays.sort(ascending);
        double best = ascending[ascending.length - 1];
        double crowd = ascending[Math.max(0, ascending.length - DEPTH)];
        for (int i = 0; i < scores.length && best > crowd; i++) {
            scaled[i] = Math.max(0, (scores[i] - crowd) / (best - crowd));
        }
        return scaled;
    }
}

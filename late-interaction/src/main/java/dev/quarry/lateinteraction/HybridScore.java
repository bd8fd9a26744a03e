package dev.quarry.lateinteraction;

/**
 * One score out of words and vectors. Both are brought to the same scale over the candidates of one question (best 1,
 * none or worst 0) and mixed.
 */
final class HybridScore {

    /** Share of the lexical part. */
    static final double LEXICAL_SHARE = 0.3;

    private HybridScore() {}

    /**
     * Fuses the scores of a question's candidates.
     *
     * @param lexical BM25F scores, 0 where no word matches
     * @param maxSim MaxSim scores of the same candidates
     * @return fused scores, between 0 and 1
     */
    static double[] fuse(float[] lexical, float[] maxSim) {
        double lexicalBest = 0;
        double best = Double.NEGATIVE_INFINITY;
        double worst = Double.POSITIVE_INFINITY;
        for (int i = 0; i < maxSim.length; i++) {
            lexicalBest = Math.max(lexicalBest, lexical[i]);
            best = Math.max(best, maxSim[i]);
            worst = Math.min(worst, maxSim[i]);
        }
        double[] fused = new double[maxSim.length];
        for (int i = 0; i < fused.length; i++) {
            double words = lexicalBest > 0 ? lexical[i] / lexicalBest : 0;
            double vectors = best > worst ? (maxSim[i] - worst) / (best - worst) : 1;
            fused[i] = LEXICAL_SHARE * words + (1 - LEXICAL_SHARE) * vectors;
        }
        return fused;
    }
}

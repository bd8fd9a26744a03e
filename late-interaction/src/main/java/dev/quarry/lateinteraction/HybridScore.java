package dev.quarry.lateinteraction;

/**
 * One score out of words and vectors: a weighted mean of the two, each standardised over the candidates of the question.
 * BM25F has no scale of its own and MaxSim lies in a narrow band, so what counts is by how many standard deviations a
 * unit stands out.
 *
 * <p>Chosen over reciprocal ranks, scaling by minimum and maximum, and sums with a fixed factor: it is the least
 * sensitive to the share and to how many candidates there are.
 */
final class HybridScore {

    /** Share of the lexical part unless another is asked for. */
    static final double LEXICAL_SHARE = 0.5;

    private HybridScore() {}

    /**
     * Fuses the scores of a question's candidates.
     *
     * @param lexical BM25F scores, 0 where no word matches
     * @param maxSim MaxSim scores of the same candidates
     * @param lexicalShare share of the lexical part, 0 to 1
     * @return fused scores with mean 0, in standard deviations
     */
    static double[] fuse(float[] lexical, float[] maxSim, double lexicalShare) {
        double[] words = standardise(lexical);
        double[] vectors = standardise(maxSim);
        double[] fused = new double[words.length];
        for (int i = 0; i < fused.length; i++) {
            fused[i] = lexicalShare * words[i] + (1 - lexicalShare) * vectors[i];
        }
        return fused;
    }

    /** Distances from the mean in standard deviations; all 0 where every score is the same. */
    private static double[] standardise(float[] scores) {
        double sum = 0;
        for (float score : scores) {
            sum += score;
        }
        double mean = sum / scores.length;
        double squares = 0;
        for (float score : scores) {
            squares += (score - mean) * (score - mean);
        }
        double deviation = Math.sqrt(squares / scores.length);
        double[] standardised = new double[scores.length];
        for (int i = 0; i < scores.length && deviation > 0; i++) {
            standardised[i] = (scores[i] - mean) / deviation;
        }
        return standardised;
    }
}

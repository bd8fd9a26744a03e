package dev.quarry.lateinteraction;

/**
 * When codebooks are trained, and how many centroids they have. Each serves until the index has {@value #GROWTH} times as
 * many tokens as when it was trained, so an index of a billion tokens has had five.
 */
final class CodebookSchedule {

    private static final int GROWTH = 8;
    /** A centroid's number is two bytes of a term. */
    private static final int MOST_CENTROIDS = 1 << 16;
    /** Vectors to train a centroid on, in means over all of them. */
    private static final int SAMPLE = 48;
    /** Vectors without which a centroid is none. */
    private static final int LEAST_SAMPLE = 16;

    private CodebookSchedule() {}

    /**
     * The number of tokens from which on a codebook is to be trained.
     *
     * @param trainedOn tokens that the index had when the newest codebook was trained, 0 without one
     */
    static long next(long trainedOn, VectorOptions options) {
        return trainedOn == 0 ? options.firstTraining() : trainedOn * GROWTH;
    }

    /** Centroids for an index of that many tokens now: about the square root of what it may grow to. */
    static int centroids(long tokens) {
        long power = Math.round(Math.log((double) tokens * GROWTH) / Math.log(4));
        int centroids = (int) Math.min(MOST_CENTROIDS, 1L << power);
        while (centroids > 1 && (long) centroids * LEAST_SAMPLE > tokens) {
            centroids /= 2;
        }
        return centroids;
    }

    /** Vectors to train that many centroids on. */
    static int sample(int centroids, long tokens) {
        return (int) Math.min(tokens, (long) SAMPLE * centroids);
    }
}

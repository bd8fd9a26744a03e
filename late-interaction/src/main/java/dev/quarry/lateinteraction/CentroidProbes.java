package dev.quarry.lateinteraction;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The centroids of one codebook that are nearest to each token of a question, best first, and one more: the similarity of
 * that one bounds those of all the rest.
 */
final class CentroidProbes {

    private final int version;
    private final int probes;
    /** {@code [tokens × (probes + 1)]}, each row best first. */
    private final int[] centroids;

    private final float[] similarities;

    /**
     * Looks for them.
     *
     * @param codebook whose centroids
     * @param question which tokens
     * @param wanted centroids for each token; fewer where the codebook has no more
     */
    CentroidProbes(Codebook codebook, Question question, int wanted) {
        this.version = codebook.version();
        this.probes = Math.min(wanted, codebook.count());
        int row = probes + 1;
        this.centroids = new int[question.tokens() * row];
        this.similarities = new float[question.tokens() * row];
        Arrays.fill(similarities, Float.NEGATIVE_INFINITY);
        MaxSim products = question.maxSim(version);
        IntStream.range(0, question.tokens()).parallel().forEach(token -> {
            for (int centroid = 0; centroid < codebook.count(); centroid++) {
                offer(token * row, centroid, products.centroidSimilarity(centroid, token));
            }
        });
    }

    /** Keeps the best in order: few are better than the worst of the best, so inserting costs next to nothing. */
    private void offer(int first, int centroid, float similarity) {
        int at = first + probes;
        if (similarity <= similarities[at]) {
            return;
        }
        for (; at > first && similarities[at - 1] < similarity; at--) {
            similarities[at] = similarities[at - 1];
            centroids[at] = centroids[at - 1];
        }
        similarities[at] = similarity;
        centroids[at] = centroid;
    }

    int version() {
        return version;
    }

    /** Number of centroids to visit for each token. */
    int probes() {
        return probes;
    }

    /** The {@code probe}th best centroid of a token. */
    int centroid(int token, int probe) {
        return centroids[token * (probes + 1) + probe];
    }

    /** How similar that is. */
    float similarity(int token, int probe) {
        return similarities[token * (probes + 1) + probe];
    }

    /** No centroid that is not visited is more similar to the token; of a codebook that is visited whole, the last one. */
    float bound(int token) {
        float next = similarities[token * (probes + 1) + probes];
        return next == Float.NEGATIVE_INFINITY ? similarities[token * (probes + 1) + probes - 1] : next;
    }

    /** All centroids to visit, ascending, each once. */
    int[] distinct() {
        return IntStream.range(0, centroids.length)
                .filter(i -> i % (probes + 1) < probes)
                .map(i -> centroids[i])
                .sorted()
                .distinct()
                .toArray();
    }
}

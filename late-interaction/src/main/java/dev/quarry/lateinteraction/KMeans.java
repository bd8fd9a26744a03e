package dev.quarry.lateinteraction;

import java.util.Random;
import java.util.stream.IntStream;

/** Lloyd's algorithm. Deterministic for the same input on any number of threads. */
final class KMeans {

    private static final int ITERATIONS = 6;
    private static final int CHUNK = 1024;
    private static final long SEED = 17;

    private KMeans() {}

    /**
     * Finds centroids.
     *
     * @param sample {@code [rows × dimension]}, row-major
     * @param dimension length of a vector
     * @param count number of centroids, at most {@code rows}
     * @return {@code [count × dimension]}, row-major
     */
    static float[] centroids(float[] sample, int dimension, int count) {
        int rows = sample.length / dimension;
        if (count < 1 || count > rows) {
            throw new IllegalArgumentException("expected 1 to " + rows + " centroids, got " + count);
        }
        int[] order = shuffled(rows);
        float[] centroids = new float[count * dimension];
        for (int c = 0; c < count; c++) {
            System.arraycopy(sample, order[c] * dimension, centroids, c * dimension, dimension);
        }
        int[] nearest = new int[rows];
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            assign(sample, dimension, centroids, nearest);
            centroids = means(sample, dimension, centroids, nearest);
        }
        return centroids;
    }

    private static int[] shuffled(int rows) {
        int[] order = IntStream.range(0, rows).toArray();
        Random random = new Random(SEED);
        for (int i = rows - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }

    /** The nearest centroid of each row, on all cores. */
    static void assign(float[] rows, int dimension, float[] centroids, int[] nearest) {
        NearestCentroid search = new NearestCentroid(centroids, dimension);
        int chunks = (nearest.length + CHUNK - 1) / CHUNK;
        IntStream.range(0, chunks)
                .parallel()
                .forEach(chunk ->
                        search.find(rows, chunk * CHUNK, Math.min(nearest.length, (chunk + 1) * CHUNK), nearest));
    }

    /** The mean of what is nearest to each centroid; one that nothing is nearest to stays where it is. */
    private static float[] means(float[] sample, int dimension, float[] centroids, int[] nearest) {
        double[] sums = new double[centroids.length];
        int[] members = new int[centroids.length / dimension];
        for (int row = 0; row < nearest.length; row++) {
            members[nearest[row]]++;
            for (int i = 0; i < dimension; i++) {
                sums[nearest[row] * dimension + i] += sample[row * dimension + i];
            }
        }
        float[] means = centroids.clone();
        for (int i = 0; i < means.length; i++) {
            if (members[i / dimension] > 0) {
                means[i] = (float) (sums[i] / members[i / dimension]);
            }
        }
        return means;
    }
}

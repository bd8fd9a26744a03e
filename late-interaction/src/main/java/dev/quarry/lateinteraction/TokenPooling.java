package dev.quarry.lateinteraction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Fewer vectors for a document (Clavié, Chaffin and Adams, "Reducing the Footprint of Multi-Vector Retrieval with Minimal
 * Performance Impact via Token Pooling", 2024): the tokens are clustered hierarchically by Ward's criterion, and each
 * cluster becomes its normalised mean, at the place of the token that is nearest to it. Special tokens, which have no
 * characters, stay as they are.
 */
final class TokenPooling {

    private final TokenVectors vectors;
    private final int dimension;
    /** The clusters: sums of the vectors of their tokens, and the tokens. */
    private final List<float[]> sums = new ArrayList<>();

    private final List<List<Integer>> members = new ArrayList<>();

    private TokenPooling(TokenVectors vectors) {
        this.vectors = vectors;
        this.dimension = vectors.dimension();
    }

    /**
     * Pools the tokens of a document.
     *
     * @param vectors its tokens
     * @param factor how many tokens become one on average
     * @return the pooled tokens in the order of the text
     */
    static TokenVectors pool(TokenVectors vectors, int factor) {
        return factor == 1 ? vectors : new TokenPooling(vectors).pooled(factor);
    }

    private TokenVectors pooled(int factor) {
        List<Integer> kept = new ArrayList<>();
        for (int token = 0; token < vectors.count(); token++) {
            if (vectors.starts()[token] == vectors.ends()[token]) {
                kept.add(token);
            } else {
                sums.add(Arrays.copyOfRange(vectors.values(), token * dimension, (token + 1) * dimension));
                members.add(new ArrayList<>(List.of(token)));
            }
        }
        merge(Math.ceilDiv(sums.size(), factor));
        List<Pooled> pooled = new ArrayList<>();
        kept.forEach(token -> pooled.add(
                new Pooled(token, Arrays.copyOfRange(vectors.values(), token * dimension, (token + 1) * dimension))));
        for (int cluster = 0; cluster < sums.size(); cluster++) {
            if (!members.get(cluster).isEmpty()) {
                pooled.add(mean(cluster));
            }
        }
        pooled.sort(Comparator.comparingInt(Pooled::token));
        return joined(pooled);
    }

    /** A vector and the token that it stands for. */
    private record Pooled(int token, float[] vector) {}

    private Pooled mean(int cluster) {
        float[] sum = sums.get(cluster);
        int nearest = members.get(cluster).getFirst();
        for (int token : members.get(cluster)) {
            nearest = product(sum, token) > product(sum, nearest) ? token : nearest;
        }
        double squares = 0;
        for (float value : sum) {
            squares += value * value;
        }
        float[] mean = new float[dimension];
        for (int i = 0; i < dimension && squares > 0; i++) {
            mean[i] = (float) (sum[i] / Math.sqrt(squares));
        }
        return new Pooled(nearest, mean);
    }

    private float product(float[] sum, int token) {
        float product = 0;
        for (int i = 0; i < dimension; i++) {
            product += sum[i] * vectors.values()[token * dimension + i];
        }
        return product;
    }

    /** Joins the two clusters that are nearest to each other until few enough are left; each remembers its nearest. */
    private void merge(int wanted) {
        int clusters = sums.size();
        int[] nearest = new int[clusters];
        double[] distances = new double[clusters];
        for (int cluster = 0; cluster < clusters; cluster++) {
            findNearest(cluster, nearest, distances);
        }
        for (int left = clusters; left > wanted; left--) {
            int first = 0;
            for (int cluster = 1; cluster < clusters; cluster++) {
                first = distances[cluster] < distances[first] ? cluster : first;
            }
            int second = nearest[first];
            join(first, second);
            distances[second] = Double.POSITIVE_INFINITY;
            for (int cluster = 0; cluster < clusters; cluster++) {
                boolean changed = cluster == first || nearest[cluster] == first || nearest[cluster] == second;
                if (changed && !members.get(cluster).isEmpty()) {
                    findNearest(cluster, nearest, distances);
                }
            }
        }
    }

    private void join(int first, int second) {
        float[] sum = sums.get(first);
        float[] other = sums.get(second);
        for (int i = 0; i < dimension; i++) {
            sum[i] += other[i];
        }
        members.get(first).addAll(members.get(second));
        members.get(second).clear();
    }

    /** The nearest of the clusters after this one, so that each pair is looked at from one side. */
    private void findNearest(int cluster, int[] nearest, double[] distances) {
        distances[cluster] = Double.POSITIVE_INFINITY;
        for (int other = cluster + 1; other < sums.size(); other++) {
            if (!members.get(other).isEmpty()) {
                double distance = ward(cluster, other);
                if (distance < distances[cluster]) {
                    distances[cluster] = distance;
                    nearest[cluster] = other;
                }
            }
        }
    }

    /** What joining two clusters adds to the squared distances of tokens from the means of their clusters. */
    private double ward(int cluster, int other) {
        double tokens = members.get(cluster).size();
        double others = members.get(other).size();
        float[] sum = sums.get(cluster);
        float[] otherSum = sums.get(other);
        double squares = 0;
        for (int i = 0; i < dimension; i++) {
            double difference = sum[i] / tokens - otherSum[i] / others;
            squares += difference * difference;
        }
        return squares * tokens * others / (tokens + others);
    }

    private TokenVectors joined(List<Pooled> pooled) {
        float[] values = new float[pooled.size() * dimension];
        int[] starts = new int[pooled.size()];
        int[] ends = new int[pooled.size()];
        for (int i = 0; i < pooled.size(); i++) {
            System.arraycopy(pooled.get(i).vector(), 0, values, i * dimension, dimension);
            starts[i] = vectors.starts()[pooled.get(i).token()];
            ends[i] = vectors.ends()[pooled.get(i).token()];
        }
        return new TokenVectors(dimension, values, starts, ends);
    }
}

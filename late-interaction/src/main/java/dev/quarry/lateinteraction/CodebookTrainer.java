package dev.quarry.lateinteraction;

import java.util.Arrays;

/** Makes a {@link Codebook} out of a sample of an index's token vectors. */
final class CodebookTrainer {

    /** Tokens that make a centroid's spread its own rather than the average. */
    private static final int PRIOR = 4;
    /** Vectors by which the width of a step is chosen. */
    private static final int TRIED = 4096;
    /** Widths of a step that are tried, in multiples of what suits a normal distribution. */
    private static final float[] WIDTHS = {0.7f, 0.8f, 0.9f, 1f, 1.1f, 1.2f, 1.35f, 1.5f, 1.75f, 2f};

    private final int dimension;
    private final int bits;
    private final float[] sample;
    private final float[] centroids;
    private final int[] nearest;

    private CodebookTrainer(float[] sample, int dimension, int bits, int centroids) {
        this.dimension = dimension;
        this.bits = bits;
        this.sample = sample;
        this.centroids = halved(KMeans.centroids(sample, dimension, centroids));
        this.nearest = new int[sample.length / dimension];
        KMeans.assign(sample, dimension, this.centroids, nearest);
    }

    /** What the nearest centroid leaves of one value of the sample. */
    private double residual(int i) {
        return (double) sample[i] - centroids[nearest[i / dimension] * dimension + i % dimension];
    }

    /**
     * Trains a codebook.
     *
     * @param version its number
     * @param sample {@code [rows × dimension]}, row-major, at least one row
     * @param dimension length of a vector
     * @param bits bits of a residual in each dimension: 2, 4 or 8
     * @param centroids number of centroids, at most {@code rows}
     */
    static Codebook train(int version, float[] sample, int dimension, int bits, int centroids) {
        return new CodebookTrainer(sample, dimension, bits, centroids).train(version);
    }

    private Codebook train(int version) {
        float[] spreads = halved(spreads());
        float[] deviations = deviations(spreads);
        ResidualCodes codes = new ResidualCodes(dimension, bits);
        Codebook best = null;
        double least = Double.POSITIVE_INFINITY;
        for (float width : WIDTHS) {
            float[] steps = new float[dimension];
            for (int d = 0; d < dimension; d++) {
                steps[d] = Math.max(HalfFloats.LEAST, (float) (deviations[d] * width * normalStep()));
            }
            Codebook tried = new Codebook(version, codes, centroids, spreads, halved(steps));
            double error = error(tried);
            if (error < least) {
                least = error;
                best = tried;
            }
        }
        return best;
    }

    /** The step of a uniform quantiser that loses least of a normal distribution (Max, 1960, table II). */
    private double normalStep() {
        return switch (bits) {
            case 2 -> 0.9957;
            case 4 -> 0.3352;
            default -> 0.0308;
        };
    }

    private float[] spreads() {
        double[] squares = new double[centroids.length / dimension];
        int[] members = new int[squares.length];
        double all = 0;
        for (int row = 0; row < nearest.length; row++) {
            members[nearest[row]]++;
            for (int i = row * dimension; i < (row + 1) * dimension; i++) {
                double square = residual(i) * residual(i);
                squares[nearest[row]] += square;
                all += square;
            }
        }
        double average = all / nearest.length;
        float[] spreads = new float[squares.length];
        for (int c = 0; c < spreads.length; c++) {
            double own = (squares[c] + PRIOR * average) / (members[c] + PRIOR);
            spreads[c] = average > 0 ? (float) Math.sqrt(own / average) : 1;
        }
        return spreads;
    }

    private float[] deviations(float[] spreads) {
        double[] squares = new double[dimension];
        for (int i = 0; i < sample.length; i++) {
            double residual = residual(i) / spreads[nearest[i / dimension]];
            squares[i % dimension] += residual * residual;
        }
        float[] deviations = new float[dimension];
        for (int d = 0; d < dimension; d++) {
            deviations[d] = (float) Math.sqrt(squares[d] / nearest.length);
        }
        return deviations;
    }

    private double error(Codebook codebook) {
        int rows = Math.min(nearest.length, TRIED);
        float[] vectors = Arrays.copyOf(sample, rows * dimension);
        VectorEncoding.Encoded encoded =
                codebook.encode(new TokenVectors(dimension, vectors, new int[rows], new int[rows]));
        float[] restored = codebook.restore(encoded.document());
        double squares = 0;
        for (int i = 0; i < vectors.length; i++) {
            double difference = restored[i] - vectors[encoded.order()[i / dimension] * dimension + i % dimension];
            squares += difference * difference;
        }
        return squares;
    }

    /** Rounded as they will be stored, so that documents are encoded with what they will be decoded with. */
    private static float[] halved(float[] values) {
        float[] halves = new float[values.length];
        HalfFloats.decode(HalfFloats.encode(values), 0, halves, halves.length);
        return halves;
    }
}

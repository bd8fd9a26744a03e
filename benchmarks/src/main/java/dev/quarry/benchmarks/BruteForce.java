package dev.quarry.benchmarks;

import dev.quarry.lateinteraction.TokenVectors;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** MaxSim of every document in 32-bit floats, by the definition: what approximations are measured against. */
final class BruteForce {

    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;

    private final VectorSet set;
    private final int documents;

    BruteForce(VectorSet set, int documents) {
        this.set = set;
        this.documents = documents;
    }

    /**
     * Ranks all documents for several questions.
     *
     * @param questions their numbers
     * @param k how many to return of each
     * @return for each question the numbers of the best documents, best first; equals in their own order
     */
    int[][] best(int[] questions, int k) {
        float[][] scores = new float[questions.length][documents];
        float[][] transposed = new float[questions.length][];
        for (int q = 0; q < questions.length; q++) {
            transposed[q] = transpose(set.question(questions[q]));
        }
        IntStream.range(0, documents).parallel().forEach(d -> {
            TokenVectors document = set.document(d);
            for (int q = 0; q < questions.length; q++) {
                scores[q][d] = score(transposed[q], set.weights(questions[q]), document);
            }
        });
        return IntStream.range(0, questions.length)
                .parallel()
                .mapToObj(q -> best(scores[q], k))
                .toArray(int[][]::new);
    }

    /** Which of some documents are as good for a question as one that it found: equal units are many, and any will do. */
    boolean[] asGoodAs(int question, int document, int[] others) {
        float[] transposed = transpose(set.question(question));
        float[] weights = set.weights(question);
        float least = score(transposed, weights, set.document(document));
        boolean[] good = new boolean[others.length];
        for (int i = 0; i < others.length; i++) {
            good[i] = score(transposed, weights, set.document(others[i])) >= least;
        }
        return good;
    }

    private static int[] best(float[] scores, int k) {
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted((a, b) -> scores[a] != scores[b] ? Float.compare(scores[b], scores[a]) : a - b)
                .limit(k)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static float[] transpose(TokenVectors question) {
        int width = LANES.loopBound(question.count() + LANES.length() - 1);
        float[] transposed = new float[question.dimension() * width];
        for (int token = 0; token < question.count(); token++) {
            for (int i = 0; i < question.dimension(); i++) {
                transposed[i * width + token] = question.values()[token * question.dimension() + i];
            }
        }
        return transposed;
    }

    private static float score(float[] question, float[] weights, TokenVectors document) {
        int dimension = document.dimension();
        int width = question.length / dimension;
        float[] best = new float[width];
        for (int lane = 0; lane < width; lane += LANES.length()) {
            FloatVector most = FloatVector.broadcast(LANES, Float.NEGATIVE_INFINITY);
            for (int token = 0; token < document.count(); token++) {
                FloatVector even = FloatVector.zero(LANES);
                FloatVector odd = FloatVector.zero(LANES);
                for (int i = 0; i + 1 < dimension; i += 2) {
                    float[] values = document.values();
                    int at = token * dimension + i;
                    even = even.add(FloatVector.fromArray(LANES, question, i * width + lane)
                            .mul(values[at]));
                    odd = odd.add(FloatVector.fromArray(LANES, question, (i + 1) * width + lane)
                            .mul(values[at + 1]));
                }
                most = most.max(even.add(odd));
            }
            most.intoArray(best, lane);
        }
        double sum = 0;
        double weightSum = 0;
        for (int token = 0; token < weights.length; token++) {
            sum += (double) weights[token] * best[token];
            weightSum += weights[token];
        }
        return (float) (sum / weightSum);
    }
}

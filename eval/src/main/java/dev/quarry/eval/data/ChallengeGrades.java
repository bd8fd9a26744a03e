package dev.quarry.eval.data;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The grades of CodeSearchNet's challenge and its own nDCG: the mean of the annotators' grades (0 to 3) as exponent of the gain,
 * Σ (2^grade − 1) / log₂(rank + 1) over the best 300 hits, divided by the same sum for the best possible order of all annotated
 * functions; the mean over the questions that have a function of a grade above 0.
 *
 * @param means for each question the mean grade of each annotated function
 */
public record ChallengeGrades(Map<String, Map<String, Double>> means) {
    /** Number of hits that the challenge looks at. */
    public static final int DEPTH = 300;

    public ChallengeGrades {
        Map<String, Map<String, Double>> copy = new LinkedHashMap<>();
        means.forEach((question, grades) -> copy.put(question, Map.copyOf(grades)));
        means = Collections.unmodifiableMap(copy);
    }

    /**
     * The challenge's nDCG over all its questions.
     *
     * @param rankings gives for a question the ids of the functions found, best first
     * @param annotatedOnly whether functions that nobody annotated take no rank ("within"), or push others down ("all")
     */
    public double ndcg(Function<String, List<String>> rankings, boolean annotatedOnly) {
        return means.keySet().stream()
                .filter(question -> ideal(question) > 0)
                .mapToDouble(question -> gain(question, rankings.apply(question), annotatedOnly) / ideal(question))
                .average()
                .orElse(0);
    }

    private double gain(String question, List<String> ranking, boolean annotatedOnly) {
        Map<String, Double> grades = means.get(question);
        double sum = 0;
        int rank = 1;
        for (String function : ranking.subList(0, Math.min(DEPTH, ranking.size()))) {
            Double grade = grades.get(function);
            if (grade != null) {
                sum += discounted(grade, rank);
            }
            if (grade != null || !annotatedOnly) {
                rank++;
            }
        }
        return sum;
    }

    private double ideal(String question) {
        List<Double> best = means.get(question).values().stream()
                .sorted(Comparator.reverseOrder())
                .toList();
        double sum = 0;
        for (int i = 0; i < best.size(); i++) {
            sum += discounted(best.get(i), i + 1);
        }
        return sum;
    }

    private static double discounted(double grade, int rank) {
        return (Math.pow(2, grade) - 1) * Math.log(2) / Math.log(rank + 1.0);
    }
}

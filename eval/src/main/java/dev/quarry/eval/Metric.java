package dev.quarry.eval;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A measure of one ranking against the judgements of its query, as trec_eval defines it. A document is relevant from grade 1;
 * one that has not been judged is not.
 *
 * @param measure what is measured
 * @param depth number of documents from the top that count
 */
public record Metric(Measure measure, int depth) {
    /** Depth of a metric that takes the whole ranking. */
    public static final int WHOLE = Integer.MAX_VALUE;

    private static final Pattern NAME = Pattern.compile("([a-z]+)(?:@([1-9][0-9]{0,8}))?");

    /** What is measured. */
    public enum Measure {
        /**
         * Normalised discounted cumulative gain (Järvelin and Kekäläinen, 2002) with the grade as gain:
         * Σ grade(r) / log₂(r + 1) over ranks r, divided by the same sum for the best possible ranking.
         */
        NDCG,
        /** Reciprocal of the rank of the first relevant document, 0 where none is within the depth. */
        MRR,
        /** Relevant documents within the depth, of all relevant ones. */
        RECALL,
        /** Relevant documents within the depth, of the depth; a shorter ranking is filled up with documents that are not relevant. */
        PRECISION,
        /** 1 where at least one relevant document is within the depth, else 0. */
        SUCCESS,
        /** Average precision: mean over all relevant documents of the precision at their ranks, 0 for those not returned. */
        MAP
    }

    public Metric {
        if (depth <= 0) {
            throw new IllegalArgumentException(measure + " needs a depth of at least 1, got " + depth);
        }
        if (measure == Measure.PRECISION && depth == WHOLE) {
            throw new IllegalArgumentException("precision needs a depth: write precision@10");
        }
    }

    /**
     * Reads {@code ndcg@10}, {@code mrr@10}, {@code recall@100}, {@code precision@5}, {@code success@5},
     * {@code map}; without a depth the whole
     * ranking counts.
     *
     * @throws IllegalArgumentException when the text is no metric
     */
    public static Metric of(String text) {
        Matcher name = NAME.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (name.matches()) {
            for (Measure measure : Measure.values()) {
                if (measure.name().toLowerCase(Locale.ROOT).equals(name.group(1))) {
                    return new Metric(measure, name.group(2) == null ? WHOLE : Integer.parseInt(name.group(2)));
                }
            }
        }
        throw new IllegalArgumentException("'" + text.strip()
                + "' is no metric: use ndcg, mrr, recall, precision, success or map, with a depth as in ndcg@10");
    }

    /**
     * The value for one query, 0 to 1; 0 for a query without any relevant document.
     *
     * @param ranking ids of documents, best first, each once
     * @param grades grades of the judged documents
     */
    public double of(List<String> ranking, Map<String, Integer> grades) {
        long relevant = grades.values().stream().filter(grade -> grade > 0).count();
        if (relevant == 0) {
            return 0;
        }
        List<Integer> gains = ranking.stream()
                .limit(depth)
                .map(document -> Math.max(0, grades.getOrDefault(document, 0)))
                .toList();
        return switch (measure) {
            case NDCG -> discounted(gains) / discounted(ideal(grades));
            case MRR -> reciprocalRank(gains);
            case RECALL -> (double) relevant(gains) / relevant;
            case SUCCESS -> relevant(gains) > 0 ? 1 : 0;
            case PRECISION -> (double) relevant(gains) / depth;
            case MAP -> precisions(gains) / relevant;
        };
    }

    private List<Integer> ideal(Map<String, Integer> grades) {
        return grades.values().stream()
                .filter(grade -> grade > 0)
                .sorted(Comparator.reverseOrder())
                .limit(depth)
                .toList();
    }

    private static double discounted(List<Integer> gains) {
        double sum = 0;
        for (int i = 0; i < gains.size(); i++) {
            sum += gains.get(i) * Math.log(2) / Math.log(i + 2.0);
        }
        return sum;
    }

    private static long relevant(List<Integer> gains) {
        return gains.stream().filter(gain -> gain > 0).count();
    }

    private static double reciprocalRank(List<Integer> gains) {
        for (int i = 0; i < gains.size(); i++) {
            if (gains.get(i) > 0) {
                return 1.0 / (i + 1);
            }
        }
        return 0;
    }

    private static double precisions(List<Integer> gains) {
        int found = 0;
        double sum = 0;
        for (int i = 0; i < gains.size(); i++) {
            if (gains.get(i) > 0) {
                found++;
                sum += (double) found / (i + 1);
            }
        }
        return sum;
    }

    /** The metric as {@link #of(String)} reads it. */
    @Override
    public String toString() {
        String name = measure.name().toLowerCase(Locale.ROOT);
        return depth == WHOLE ? name : name + "@" + depth;
    }
}

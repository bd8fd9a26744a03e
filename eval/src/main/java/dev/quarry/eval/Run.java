package dev.quarry.eval;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a search returned for each query.
 *
 * @param name name of the run
 * @param hits for each query its scored documents, in any order
 */
public record Run(String name, Map<String, List<Hit>> hits) {

    /**
     * A returned document.
     *
     * @param document its id
     * @param score its score: more is better
     */
    public record Hit(String document, double score) {}

    /**
     * As trec_eval orders a run: by score, which it keeps as a {@code float}; among equal scores the greater id comes first,
     * whatever rank a run claims. The sum makes a negative zero tie with zero.
     */
    private static final Comparator<Hit> TREC_ORDER = Comparator.comparingDouble(
                    (Hit hit) -> (float) hit.score() + 0.0f)
            .thenComparing(Hit::document)
            .reversed();

    public Run {
        Map<String, List<Hit>> copy = new LinkedHashMap<>();
        for (Map.Entry<String, List<Hit>> query : hits.entrySet()) {
            Set<String> seen = new HashSet<>();
            for (Hit hit : query.getValue()) {
                if (!seen.add(hit.document())) {
                    throw new IllegalArgumentException("run " + name + " returns document " + hit.document()
                            + " twice for query " + query.getKey());
                }
                if (Double.isNaN(hit.score())) {
                    throw new IllegalArgumentException("run " + name + " scores document " + hit.document()
                            + " with no number for query " + query.getKey());
                }
            }
            copy.put(query.getKey(), List.copyOf(query.getValue()));
        }
        hits = Collections.unmodifiableMap(copy);
    }

    /** Ids of the documents of a query, best first; ties are broken as trec_eval breaks them. Empty for an unknown query. */
    public List<String> ranking(String query) {
        return hits.getOrDefault(query, List.of()).stream()
                .sorted(TREC_ORDER)
                .map(Hit::document)
                .toList();
    }
}

package dev.quarry.eval;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Judgements: which documents answer a query, and how well.
 *
 * @param grades for each query the grades of its judged documents; 1 and above is relevant, everything else is not
 */
public record Qrels(Map<String, Map<String, Integer>> grades) {

    public Qrels {
        Map<String, Map<String, Integer>> copy = new LinkedHashMap<>();
        grades.forEach((query, judged) -> copy.put(query, Map.copyOf(judged)));
        grades = Collections.unmodifiableMap(copy);
    }

    /** Queries that have been judged, in the order of the file. */
    public Set<String> queries() {
        return grades.keySet();
    }

    /** Grades of the judged documents of a query, empty where the query has not been judged. */
    public Map<String, Integer> of(String query) {
        return grades.getOrDefault(query, Map.of());
    }
}

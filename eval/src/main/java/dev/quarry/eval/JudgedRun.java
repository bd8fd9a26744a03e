package dev.quarry.eval;

import dev.quarry.lateinteraction.CodeUnit;
import dev.quarry.lateinteraction.Hit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Judged questions asked of a live search. A document is a place, {@code repository/path#qualifiedName}: overloads, and the parts
 * of a long unit, are one document, at the rank of the best of them.
 */
public final class JudgedRun {
    private JudgedRun() {}

    /**
     * Asks every question.
     *
     * @param name name of the run
     * @param questions the questions
     * @param search answers a question with hits, best first
     */
    public static Run of(String name, List<JudgedQuestion> questions, Function<String, List<Hit>> search) {
        Map<String, List<Run.Hit>> hits = new LinkedHashMap<>();
        for (JudgedQuestion question : questions) {
            Set<String> places = new LinkedHashSet<>();
            for (Hit hit : search.apply(question.question())) {
                CodeUnit unit = hit.unit();
                places.add(place(unit.repository(), unit.path(), unit.qualifiedName()));
            }
            hits.put(question.id(), inOrder(places));
        }
        return new Run(name, hits);
    }

    /** Judgements over the same documents. */
    public static Qrels qrels(List<JudgedQuestion> questions) {
        Map<String, Map<String, Integer>> grades = new LinkedHashMap<>();
        for (JudgedQuestion question : questions) {
            Map<String, Integer> judged = new HashMap<>();
            for (JudgedQuestion.Answer answer : question.answers()) {
                judged.merge(place(answer.repository(), answer.path(), answer.unit()), answer.grade(), Math::max);
            }
            grades.put(question.id(), judged);
        }
        return new Qrels(grades);
    }

    private static String place(String repository, String path, String qualifiedName) {
        return repository + "/" + path + "#" + qualifiedName;
    }

    /** Ranks as scores: the search has broken its ties already, and trec_eval's order must not break them again. */
    private static List<Run.Hit> inOrder(Set<String> places) {
        List<Run.Hit> hits = new ArrayList<>();
        for (String place : places) {
            hits.add(new Run.Hit(place, places.size() - hits.size()));
        }
        return hits;
    }
}

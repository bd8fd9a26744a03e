package dev.quarry.eval.data;

import dev.quarry.eval.Qrels;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Judgements as they are read, each checked against the questions and documents that there are. */
final class Judgements {
    private final Set<String> questions;
    private final Set<String> documents;
    private final Problems problems;
    private final Map<String, Map<String, Integer>> grades = new LinkedHashMap<>();

    Judgements(Set<String> questions, Set<String> documents, Problems problems) {
        this.questions = questions;
        this.documents = documents;
        this.problems = problems;
    }

    void add(String question, String document, String grade, String where) {
        if (!grade.matches("[+-]?[0-9]{1,9}")) {
            problems.add(where, "the score '" + grade + "' is no whole number");
        } else if (!questions.contains(question)) {
            problems.add(where, "judges the question " + question + ", which is not among the queries");
        } else if (!documents.contains(document)) {
            problems.add(where, "judges the document " + document + ", which is not in the corpus");
        } else {
            Integer before =
                    grades.computeIfAbsent(question, q -> new LinkedHashMap<>()).put(document, Integer.parseInt(grade));
            if (before != null) {
                problems.add(where, document + " is judged twice for " + question);
            }
        }
    }

    boolean isEmpty() {
        return grades.isEmpty();
    }

    Qrels qrels() {
        return new Qrels(grades);
    }
}

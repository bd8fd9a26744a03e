package dev.quarry.eval;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quarry.lateinteraction.CodeUnit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A question about code with the units that answer it, as in {@code sample-repos/questions.jsonl}.
 *
 * @param id id of the question
 * @param question the question: a title, and often an explanation on the lines under it
 * @param answers what answers it
 */
public record JudgedQuestion(String id, String question, List<Answer> answers) {

    /**
     * A place in the code that answers a question.
     *
     * @param repository name of the repository
     * @param path path of the file inside the repository
     * @param unit qualified name of the unit; all overloads of it in the file answer
     * @param grade how well: 1 helps, 2 answers
     */
    public record Answer(String repository, String path, String unit, int grade) {

        /** Whether a unit is at this place. */
        public boolean matches(CodeUnit found) {
            return repository.equals(found.repository())
                    && path.equals(found.path())
                    && unit.equals(found.qualifiedName());
        }
    }

    public JudgedQuestion {
        answers = List.copyOf(answers);
    }

    /** How well a unit answers, 0 where it does not. */
    public int grade(CodeUnit unit) {
        return answers.stream()
                .filter(answer -> answer.matches(unit))
                .mapToInt(Answer::grade)
                .max()
                .orElse(0);
    }

    /**
     * Reads questions, one a line: {@code {"id", "question", "relevant": [{"repository", "path", "unit", "grade"}]}}.
     *
     * @throws IOException when the file cannot be read
     * @throws IllegalArgumentException when a line has another form, an id occurs twice or a question has no answer; the message
     *     names the file and the line
     */
    public static List<JudgedQuestion> read(Path file) throws IOException {
        List<JudgedQuestion> questions = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        JsonLines.read(file, (line, where) -> {
            JudgedQuestion question = parse(line, where);
            if (!ids.add(question.id())) {
                throw new IllegalArgumentException(where + ": the id " + question.id() + " occurs twice");
            }
            questions.add(question);
        });
        return questions;
    }

    private static JudgedQuestion parse(JsonNode line, String where) {
        List<Answer> answers = new ArrayList<>();
        for (JsonNode answer : line.path("relevant")) {
            String grade = JsonLines.text(answer, "grade", where);
            if (!grade.matches("[1-9][0-9]?")) {
                throw new IllegalArgumentException(where + ": grade " + grade + " is no whole number from 1 to 99");
            }
            answers.add(new Answer(
                    JsonLines.text(answer, "repository", where),
                    JsonLines.text(answer, "path", where),
                    JsonLines.text(answer, "unit", where),
                    Integer.parseInt(grade)));
        }
        if (answers.isEmpty()) {
            throw new IllegalArgumentException(where + ": no answer is given in 'relevant'");
        }
        return new JudgedQuestion(JsonLines.text(line, "id", where), JsonLines.text(line, "question", where), answers);
    }

    /**
     * The judgements over a collection of units: every unit at a judged place, so every overload, has the place's grade.
     *
     * @param questions the questions
     * @param units the units that are searched, by the ids that a run uses
     * @throws IllegalArgumentException when no unit is at a judged place: the code has changed under the judgements
     */
    public static Qrels qrels(List<JudgedQuestion> questions, Map<String, CodeUnit> units) {
        Map<Place, List<String>> byPlace = new HashMap<>();
        units.forEach((id, unit) -> byPlace.computeIfAbsent(
                        new Place(unit.repository(), unit.path(), unit.qualifiedName()), place -> new ArrayList<>())
                .add(id));
        Map<String, Map<String, Integer>> grades = new LinkedHashMap<>();
        for (JudgedQuestion question : questions) {
            Map<String, Integer> judged = new HashMap<>();
            for (Answer answer : question.answers()) {
                List<String> found = byPlace.get(new Place(answer.repository(), answer.path(), answer.unit()));
                if (found == null) {
                    throw new IllegalArgumentException("question " + question.id() + " is answered by " + answer.unit()
                            + " in " + answer.repository() + "/" + answer.path()
                            + ", which is not among the units: index that repository, or mend the judgement");
                }
                found.forEach(id -> judged.merge(id, answer.grade(), Math::max));
            }
            grades.put(question.id(), judged);
        }
        return new Qrels(grades);
    }

    private record Place(String repository, String path, String unit) {}
}

package dev.quarry.eval.data;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quarry.eval.Qrels;
import dev.quarry.lateinteraction.CodeUnit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A question about code with the places that answer it, as in {@code sample-repos/questions.jsonl}.
 *
 * @param id id of the question
 * @param question the question: a title, and often an explanation on the lines under it
 * @param answers what answers it
 * @param where file and line that it was read from, for messages
 */
public record JudgedQuestion(String id, String question, List<Answer> answers, String where) {

    /** How finely places are told apart. */
    public enum Level {
        /** As finely as each answer says: a unit, lines, or a whole file. */
        UNIT,
        /** Whole files: any unit of a file answers for it. */
        FILE
    }

    /** Lines of a file, 1-based and inclusive. */
    public record Lines(int first, int last) {
        private boolean overlap(CodeUnit unit) {
            return unit.firstLine() <= last && unit.lastLine() >= first;
        }
    }

    /**
     * A place in the code that answers a question.
     *
     * @param repository name of the repository
     * @param path path of the file inside the repository
     * @param unit qualified name of the unit, all overloads of which answer; empty for the lines or the whole file
     * @param lines lines, of which every unit that has one answers; empty for the unit or the whole file
     * @param grade how well: 1 helps, 2 answers
     */
    public record Answer(String repository, String path, Optional<String> unit, Optional<Lines> lines, int grade) {

        /** Whether a unit is at this place. */
        public boolean matches(CodeUnit found) {
            return repository.equals(found.repository())
                    && path.equals(found.path())
                    && (unit.isEmpty() || unit.get().equals(found.qualifiedName()))
                    && (lines.isEmpty() || lines.get().overlap(found));
        }

        /** What a run and its qrels call this place. */
        public String place(Level level) {
            String file = repository + "/" + path;
            if (level == Level.FILE) {
                return file;
            }
            return file
                    + unit.map(name -> "#" + name).orElse("")
                    + lines.map(range -> ":" + range.first() + "-" + range.last())
                            .orElse("");
        }
    }

    public JudgedQuestion {
        answers = List.copyOf(answers);
    }

    /**
     * Reads questions, one a line: {@code {"id", "question", "relevant": [{"repository", "path", "unit", "lines": [first, last],
     * "grade"}]}}, where {@code unit} and {@code lines} may be left out, and {@code grade} where it is 1.
     *
     * @throws IOException when the file cannot be read
     * @throws DataSetException when a line has another form, an id occurs twice or a question has no answer
     */
    public static List<JudgedQuestion> read(Path file) throws IOException {
        List<JudgedQuestion> questions = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        Problems problems = new Problems();
        JsonLines.read(file, problems, line -> {
            JudgedQuestion question = parse(line);
            Integer before = places.putIfAbsent(question.id(), line.number());
            if (before != null) {
                throw line.malformed("the id " + question.id() + " occurs twice, first on line " + before);
            }
            questions.add(question);
            return true;
        });
        if (questions.isEmpty()) {
            problems.addNothing(file.toString(), "holds no questions");
        }
        problems.throwIfAny();
        return questions;
    }

    private static JudgedQuestion parse(JsonLines.Line line) {
        List<Answer> answers = new ArrayList<>();
        for (JsonNode answer : line.get("relevant")) {
            answers.add(new Answer(
                    line.text(answer, "repository"),
                    line.text(answer, "path"),
                    answer.has("unit") ? Optional.of(line.text(answer, "unit")) : Optional.empty(),
                    lines(line, answer.path("lines")),
                    grade(line, answer)));
        }
        if (answers.isEmpty()) {
            throw line.malformed("no answer is given in 'relevant'");
        }
        return new JudgedQuestion(line.id("id"), line.text("question"), answers, line.where());
    }

    private static int grade(JsonLines.Line line, JsonNode answer) {
        String grade = answer.has("grade") ? line.text(answer, "grade") : "1";
        if (!grade.matches("[1-9][0-9]?")) {
            throw line.malformed("grade " + grade + " is no whole number from 1 to 99");
        }
        return Integer.parseInt(grade);
    }

    private static Optional<Lines> lines(JsonLines.Line line, JsonNode range) {
        if (range.isMissingNode()) {
            return Optional.empty();
        }
        int first = range.path(0).asInt();
        int last = range.path(1).asInt();
        if (range.size() != 2 || first < 1 || last < first) {
            throw line.malformed("'lines' is no [first, last] counted from 1");
        }
        return Optional.of(new Lines(first, last));
    }

    /**
     * The questions as a set that is asked of an index that exists. A hit is the first answer of the question that is at its
     * place, or else its own place {@code repository/path#qualifiedName}: overloads, and the parts of a long unit, are one
     * document, at the rank of the best of them.
     *
     * @param name what people call the set
     */
    public static DataSet dataSet(String name, List<JudgedQuestion> questions, Level level) {
        Map<String, String> texts = new LinkedHashMap<>();
        Map<String, List<Answer>> answers = new HashMap<>();
        Map<String, Map<String, Integer>> grades = new LinkedHashMap<>();
        for (JudgedQuestion question : questions) {
            texts.put(question.id(), question.question());
            answers.put(question.id(), question.answers());
            Map<String, Integer> judged = new LinkedHashMap<>();
            question.answers().forEach(answer -> judged.merge(answer.place(level), answer.grade(), Math::max));
            grades.put(question.id(), judged);
        }
        DataSet.Naming naming = (id, unit) -> answers.getOrDefault(id, List.of()).stream()
                .filter(answer -> answer.matches(unit))
                .map(answer -> answer.place(level))
                .findFirst()
                .orElseGet(() -> unit.repository() + "/" + unit.path()
                        + (level == Level.FILE ? "" : "#" + unit.qualifiedName()));
        return new DataSet(
                name, "", texts, new Qrels(grades), Optional.empty(), naming, List.of(), Optional.empty(), List.of());
    }
}

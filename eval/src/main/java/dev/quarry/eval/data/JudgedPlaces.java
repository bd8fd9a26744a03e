package dev.quarry.eval.data;

import dev.quarry.lateinteraction.CodeSearcher;
import dev.quarry.lateinteraction.FileRecord;
import dev.quarry.lateinteraction.Hit;
import dev.quarry.lateinteraction.SearchFilter;
import dev.quarry.lateinteraction.SearchRequest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks that an index holds what judgements name: code that changed under them would count as badly ranked. */
public final class JudgedPlaces {
    private static final int MOST_UNITS_OF_A_NAME = 1_000;

    private final CodeSearcher searcher;
    private final Set<String> files = new HashSet<>();
    private final Map<String, Boolean> known = new HashMap<>();

    private JudgedPlaces(CodeSearcher searcher) {
        this.searcher = searcher;
        indexed(searcher).forEach(file -> files.add(file.repository() + "/" + file.path()));
    }

    private static Stream<FileRecord> indexed(CodeSearcher searcher) {
        return Stream.of(FileRecord.Outcome.PARSED, FileRecord.Outcome.WINDOWED)
                .flatMap(outcome -> searcher.files(outcome).stream());
    }

    /**
     * Checks every answer.
     *
     * @throws DataSetException with a line for each answer that the index does not hold
     */
    public static void check(List<JudgedQuestion> questions, CodeSearcher searcher) {
        JudgedPlaces places = new JudgedPlaces(searcher);
        Problems problems = new Problems();
        for (JudgedQuestion question : questions) {
            for (JudgedQuestion.Answer answer : question.answers()) {
                if (!places.holds(answer)) {
                    problems.add(
                            question.where(),
                            "question " + question.id() + " is answered by "
                                    + answer.place(JudgedQuestion.Level.UNIT)
                                    + ", which the index does not hold: index that repository, or mend the judgement");
                }
            }
        }
        problems.throwIfAny();
    }

    /**
     * Checks that an index holds the documents of a data set that are judged relevant.
     *
     * @throws DataSetException when it lacks any of them
     */
    public static void check(DataSet set, CodeSearcher searcher, Path index) {
        Set<String> paths = indexed(searcher).map(FileRecord::path).collect(Collectors.toSet());
        List<String> missing = set.qrels().grades().values().stream()
                .flatMap(grades -> grades.keySet().stream())
                .filter(document -> !paths.contains(document))
                .toList();
        if (!missing.isEmpty()) {
            throw new DataSetException(List.of(index + ": lacks " + missing.size() + " judged documents of "
                    + set.name() + ", such as " + missing.getFirst() + ": leave --existing out to index them"));
        }
    }

    private boolean holds(JudgedQuestion.Answer answer) {
        if (!files.contains(answer.repository() + "/" + answer.path())) {
            return false;
        }
        return answer.unit().isEmpty()
                || known.computeIfAbsent(answer.place(JudgedQuestion.Level.UNIT), place -> finds(answer));
    }

    /** A unit is found by its own name among those of its file. */
    private boolean finds(JudgedQuestion.Answer answer) {
        SearchFilter file = SearchFilter.everything()
                .withRepositories(Set.of(answer.repository()))
                .withPaths(Set.of(literal(answer.path())));
        List<Hit> hits = searcher.search(SearchRequest.of(answer.unit().orElseThrow())
                .withK(MOST_UNITS_OF_A_NAME)
                .withFilter(file)
                .withoutDetails());
        return hits.stream().anyMatch(hit -> answer.matches(hit.unit()));
    }

    /** A glob that matches this path alone, but for signs that a glob gives a meaning: any one character there. */
    private static String literal(String path) {
        return "/" + path.replaceAll("[*{]", "?");
    }
}

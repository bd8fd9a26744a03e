package dev.quarry.eval.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import dev.quarry.eval.Qrels;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * CodeSearchNet's challenge: {@code queries.csv}, {@code annotationStore.csv} and the functions to search, {@code *.jsonl} or
 * {@code *.jsonl.gz}, in one directory. Several annotators' grades of a function are averaged; trec_eval's measures take the
 * mean rounded to the nearest whole grade, halves up.
 */
public final class Challenge {
    private static final int FIELDS = 4;

    private final Path directory;
    private final Problems problems = new Problems();

    private Challenge(Path directory) {
        this.directory = directory;
    }

    /**
     * Reads the challenge for the language of the functions.
     *
     * @throws IOException when a file is missing or cannot be read; the message names it
     * @throws DataSetException when a line has another form, or none of the annotated functions is there
     */
    public static DataSet read(Path directory) throws IOException {
        return new Challenge(directory).read();
    }

    private DataSet read() throws IOException {
        CodeSearchNet.Functions functions = CodeSearchNet.Functions.read(functionFiles(), problems);
        Map<String, String> ids = new LinkedHashMap<>();
        Map<String, String> texts = new LinkedHashMap<>();
        for (Row row : rows(required("queries.csv"))) {
            String id = "q" + (ids.size() + 1);
            if (ids.putIfAbsent(row.field(0).toLowerCase(Locale.ROOT), id) == null) {
                texts.put(id, row.field(0));
            } else {
                problems.add(row.where(), "the query '" + row.field(0) + "' occurs twice");
            }
        }
        Map<String, Map<String, List<Integer>>> grades = annotations(ids, functions.language());
        problems.throwIfAny();
        return dataSet(functions, texts, grades);
    }

    private DataSet dataSet(
            CodeSearchNet.Functions functions,
            Map<String, String> texts,
            Map<String, Map<String, List<Integer>>> grades) {
        Map<String, String> questions = new LinkedHashMap<>(texts);
        questions.keySet().retainAll(grades.keySet());
        Map<String, Map<String, Double>> means = new LinkedHashMap<>();
        Map<String, Map<String, Integer>> rounded = new LinkedHashMap<>();
        int annotated = 0;
        int found = 0;
        for (String question : questions.keySet()) {
            Map<String, Double> mean = new LinkedHashMap<>();
            Map<String, Integer> whole = new LinkedHashMap<>();
            grades.get(question).forEach((url, given) -> {
                double average =
                        given.stream().mapToInt(Integer::intValue).average().orElseThrow();
                mean.put(url, average);
                whole.put(url, (int) Math.round(average));
            });
            means.put(question, mean);
            rounded.put(question, whole);
            annotated += mean.size();
            found += (int) mean.keySet().stream()
                    .filter(functions.texts()::containsKey)
                    .count();
        }
        if (found == 0) {
            throw new DataSetException(List.of(
                    directory.resolve("annotationStore.csv") + ": none of its " + annotated + " " + functions.language()
                            + " functions is among those to search: put the functions of the challenge there"));
        }
        List<String> notes = new ArrayList<>(functions.notes());
        if (found < annotated) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%,d of %,d annotated functions are not among the %,d that are searched and cannot be found",
                    annotated - found,
                    annotated,
                    functions.size()));
        }
        return DataSet.of("codesearchnet-challenge-" + functions.language(), questions, new Qrels(rounded), functions)
                .withChallenge(new ChallengeGrades(means))
                .withNotes(notes);
    }

    private Map<String, Map<String, List<Integer>>> annotations(Map<String, String> ids, String language)
            throws IOException {
        Map<String, Map<String, List<Integer>>> grades = new LinkedHashMap<>();
        for (Row row : rows(required("annotationStore.csv"))) {
            String id =
                    row.fields().length < FIELDS ? null : ids.get(row.field(1).toLowerCase(Locale.ROOT));
            if (row.fields().length < FIELDS) {
                problems.add(row.where(), "expected Language,Query,GitHubUrl,Relevance,Notes");
            } else if (!row.field(3).matches("[0-3]")) {
                problems.add(row.where(), "the relevance '" + row.field(3) + "' is none of 0, 1, 2 and 3");
            } else if (id == null) {
                problems.add(row.where(), "annotates the query '" + row.field(1) + "', which is not in queries.csv");
            } else if (row.field(0).toLowerCase(Locale.ROOT).equals(language)) {
                grades.computeIfAbsent(id, q -> new LinkedHashMap<>())
                        .computeIfAbsent(row.field(2), url -> new ArrayList<>())
                        .add(Integer.parseInt(row.field(3)));
            }
        }
        if (grades.isEmpty()) {
            problems.addNothing(
                    directory.resolve("annotationStore.csv").toString(),
                    "annotates no function of the language of those to search, " + language);
        }
        return grades;
    }

    private Path required(String name) throws NoSuchFileException {
        Path file = directory.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(
                    directory + ": holds no " + name
                            + ": give a directory with queries.csv, annotationStore.csv and the functions as .jsonl or .jsonl.gz");
        }
        return file;
    }

    private List<Path> functionFiles() throws IOException {
        required("queries.csv");
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".jsonl")
                            || file.toString().endsWith(".jsonl.gz"))
                    .toList();
            if (found.isEmpty()) {
                throw new NoSuchFileException(
                        directory + ": holds no functions to search: put them there as .jsonl or .jsonl.gz");
            }
            return found;
        }
    }

    /** Rows under the header; a quoted field may go over several lines. */
    private List<Row> rows(Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        TextLines.read(file, problems, (line, number) -> {
            text.append(line).append('\n');
            return true;
        });
        List<Row> rows = new ArrayList<>();
        int line = 1;
        CsvMapper csv = CsvMapper.builder()
                .enable(CsvParser.Feature.WRAP_AS_ARRAY)
                .enable(CsvParser.Feature.TRIM_SPACES)
                .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
                .build();
        try (MappingIterator<String[]> read =
                csv.readerFor(String[].class).readValues(new StringReader(text.toString()))) {
            while (read.hasNextValue()) {
                line = read.getCurrentLocation().getLineNr();
                rows.add(new Row(file + ":" + line, read.nextValue()));
            }
        } catch (JsonProcessingException e) {
            problems.add(file + ":" + line, "this row is not valid CSV: " + e.getOriginalMessage());
        }
        return rows.subList(Math.min(1, rows.size()), rows.size());
    }

    private record Row(String where, String[] fields) {
        String field(int number) {
            return fields[number].strip();
        }
    }
}

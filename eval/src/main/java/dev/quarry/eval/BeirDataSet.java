package dev.quarry.eval;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A data set in BEIR's layout: {@code corpus.jsonl}, {@code queries.jsonl} and {@code qrels/SPLIT.tsv} in one directory.
 *
 * @param documents the corpus
 * @param queries text of each query that the split judges, by its id
 * @param qrels the judgements of the split
 */
public record BeirDataSet(List<Document> documents, Map<String, String> queries, Qrels qrels) {

    /**
     * A document.
     *
     * @param id its id
     * @param title its title, empty where it has none
     * @param text its text
     */
    public record Document(String id, String title, String text) {}

    public BeirDataSet {
        documents = List.copyOf(documents);
        queries = Collections.unmodifiableMap(new LinkedHashMap<>(queries));
    }

    /**
     * Reads a data set.
     *
     * @param directory its directory
     * @param split which judgements: {@code test}, {@code dev} or {@code train}
     * @throws IOException when a file is missing
     * @throws IllegalArgumentException when a line has another form, or a judged query has no text; the message names the file
     */
    public static BeirDataSet read(Path directory, String split) throws IOException {
        Path queryFile = directory.resolve("queries.jsonl");
        Qrels qrels = judgements(directory.resolve("qrels").resolve(split + ".tsv"));
        List<Document> documents = new ArrayList<>();
        JsonLines.read(
                directory.resolve("corpus.jsonl"),
                (line, where) -> documents.add(new Document(
                        JsonLines.text(line, "_id", where),
                        line.path("title").asText(""),
                        JsonLines.text(line, "text", where))));
        Map<String, String> texts = new LinkedHashMap<>();
        JsonLines.read(
                queryFile,
                (line, where) -> texts.put(JsonLines.text(line, "_id", where), JsonLines.text(line, "text", where)));
        Map<String, String> queries = new LinkedHashMap<>();
        for (String query : qrels.queries()) {
            String text = texts.get(query);
            if (text == null) {
                throw new IllegalArgumentException(
                        queryFile + ": has no query " + query + " that is judged in " + split);
            }
            queries.put(query, text);
        }
        return new BeirDataSet(documents, queries, qrels);
    }

    /** {@code query-id, corpus-id, score} separated by tabs, under a header. */
    private static Qrels judgements(Path file) throws IOException {
        Map<String, Map<String, Integer>> grades = new LinkedHashMap<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String[] fields = lines.get(i).split("\t", -1);
            boolean header = i == 0 && fields[0].equals("query-id");
            if (header || lines.get(i).isBlank()) {
                continue;
            }
            if (fields.length != 3 || !fields[2].strip().matches("[+-]?[0-9]{1,9}")) {
                throw new IllegalArgumentException(
                        file + ":" + (i + 1) + ": expected 'query-id<tab>corpus-id<tab>score' with a whole score");
            }
            grades.computeIfAbsent(fields[0], query -> new LinkedHashMap<>())
                    .put(fields[1], Integer.parseInt(fields[2].strip()));
        }
        return new Qrels(grades);
    }
}

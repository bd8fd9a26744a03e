package dev.quarry.eval.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Data sets in BEIR's layout, which CoIR and MTEB share: {@code corpus.jsonl} ({@code _id}, {@code title}, {@code text}),
 * {@code queries.jsonl} ({@code _id}, {@code text}) and {@code qrels/SPLIT.tsv} or {@code .jsonl} ({@code query-id},
 * {@code corpus-id}, {@code score}) in one directory, each plain or gzipped.
 */
public final class Beir {
    private final Path directory;
    private final Problems problems = new Problems();

    private Beir(Path directory) {
        this.directory = directory;
    }

    /**
     * Reads a data set. Every document is looked at, none is kept.
     *
     * @param directory its directory
     * @param split which judgements: {@code test}, {@code dev} or {@code train}
     * @throws IOException when a file is missing or cannot be read; the message names it
     * @throws DataSetException when ids are missing or occur twice, or a judgement is of a question or document that is not there
     */
    public static DataSet read(Path directory, String split) throws IOException {
        return new Beir(directory).read(split);
    }

    private DataSet read(String split) throws IOException {
        Path corpus = file("corpus.jsonl", "corpus.jsonl.gz");
        Path queries = file("queries.jsonl", "queries.jsonl.gz");
        Path qrels = file(
                "qrels/" + split + ".tsv",
                "qrels/" + split + ".jsonl",
                "qrels/" + split + ".tsv.gz",
                "qrels/" + split + ".jsonl.gz");
        Map<String, Integer> documents = places(corpus);
        Map<String, String> texts = texts(queries);
        Judgements judgements = new Judgements(texts.keySet(), documents.keySet(), problems);
        if (qrels.getFileName().toString().contains(".jsonl")) {
            JsonLines.read(qrels, problems, line -> {
                judgements.add(line.text("query-id"), line.text("corpus-id"), line.text("score"), line.where());
                return true;
            });
        } else {
            readTable(qrels, judgements);
        }
        if (judgements.isEmpty()) {
            problems.addNothing(qrels.toString(), "holds no judgements");
        }
        problems.throwIfAny();
        Map<String, String> asked = new LinkedHashMap<>();
        for (String query : judgements.qrels().queries()) {
            asked.put(query, texts.get(query));
        }
        String name = directory.toAbsolutePath().normalize().getFileName().toString();
        return DataSet.of(name, asked, judgements.qrels(), new Documents(corpus, documents.size()));
    }

    private Path file(String... names) throws NoSuchFileException {
        for (String name : names) {
            if (Files.isRegularFile(directory.resolve(name))) {
                return directory.resolve(name);
            }
        }
        throw new NoSuchFileException(directory + ": holds no " + String.join(" or ", List.of(names))
                + ": give a directory in BEIR's layout, or another split with --split");
    }

    /** Where each document stands; its fields are looked at, so that a bad one is told before anything is indexed. */
    private Map<String, Integer> places(Path corpus) throws IOException {
        Map<String, Integer> places = new HashMap<>();
        JsonLines.read(corpus, problems, line -> {
            document(line);
            unique(places, line);
            return true;
        });
        if (places.isEmpty()) {
            problems.addNothing(corpus.toString(), "holds no documents");
            problems.throwIfAny();
        }
        return places;
    }

    private Map<String, String> texts(Path queries) throws IOException {
        Map<String, Integer> places = new HashMap<>();
        Map<String, String> texts = new LinkedHashMap<>();
        JsonLines.read(queries, problems, line -> {
            unique(places, line);
            texts.put(line.id("_id"), line.text("text"));
            return true;
        });
        return texts;
    }

    private static void unique(Map<String, Integer> places, JsonLines.Line line) {
        Integer before = places.putIfAbsent(line.id("_id"), line.number());
        if (before != null) {
            throw line.malformed("the id " + line.id("_id") + " occurs twice, first on line " + before);
        }
    }

    private void readTable(Path qrels, Judgements judgements) throws IOException {
        TextLines.read(qrels, problems, (text, number) -> {
            String where = qrels + ":" + number;
            String[] fields = text.split("\t", -1);
            if (text.isBlank() || fields[0].strip().equals("query-id")) {
                return true;
            }
            if (fields.length != 3) {
                problems.add(where, "has " + fields.length + " fields, expected 'query-id<tab>corpus-id<tab>score'");
            } else {
                judgements.add(fields[0], fields[1], fields[2].strip(), where);
            }
            return true;
        });
    }

    private static Document document(JsonLines.Line line) {
        return Document.ofText(line.id("_id"), line.optional("title"), line.text("text"));
    }

    /** The documents of a file that has been looked at. */
    private record Documents(Path file, int size) implements Corpus {
        @Override
        public void read(Predicate<Document> taker) throws IOException {
            Problems changed = new Problems();
            JsonLines.read(file, changed, line -> taker.test(document(line)));
            changed.throwIfAny();
        }
    }
}

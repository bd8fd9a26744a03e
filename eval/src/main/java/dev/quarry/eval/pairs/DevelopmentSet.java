package dev.quarry.eval.pairs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.quarry.lateinteraction.CodeUnit;
import dev.quarry.lateinteraction.CodeUnit.Kind;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes what a model is measured on while it is made: the methods and constructors of held-out libraries as a corpus, the
 * first sentences of their Javadoc as questions.
 *
 * <p>The output is in BEIR's layout: {@code corpus.jsonl} ({@code _id}, {@code title}: the header without anything of the Javadoc,
 * {@code text}: the code), {@code queries.jsonl} ({@code _id}, {@code text}) and {@code qrels/test.tsv}. A document also has
 * {@code name} and {@code masked}, its text with the name masked.
 */
public final class DevelopmentSet {
    private static final int FEWEST_BODY_LINES = 3;

    /**
     * What was written.
     *
     * @param documents number of documents
     * @param queries number of questions
     * @param judgements number of relevant documents of all questions
     */
    public record Size(int documents, int queries, int judgements) {}

    /** A document: its place in the corpus, and what it is asked for with. */
    private record Document(String id, CodeUnit unit, String summary, boolean asked) {}

    private DevelopmentSet() {}

    /**
     * Writes the set.
     *
     * @param libraries held-out libraries
     * @param jars where their source jars are
     * @param output directory, made where it is missing
     * @throws IOException when a jar is missing or damaged, or the output cannot be written; the message names the file
     */
    public static Size write(List<Coordinate> libraries, SourceJars jars, Path output) throws IOException {
        List<Document> documents = new ArrayList<>();
        for (Coordinate library : libraries) {
            Map<String, Integer> overloads = new HashMap<>();
            new SourceArchive(jars.of(library), library.artifact()).read(path -> true, false, reason -> {}, unit -> {
                if ((unit.kind() == Kind.METHOD || unit.kind() == Kind.CONSTRUCTOR) && !unit.test()) {
                    String id = PairRules.id(unit);
                    int overload = overloads.merge(id, 1, Integer::sum);
                    documents.add(document(overload == 1 ? id : id + "~" + overload, unit));
                }
            });
        }
        Files.createDirectories(output.resolve("qrels"));
        writeCorpus(documents, output.resolve("corpus.jsonl"));
        return writeQueries(documents, output);
    }

    private static Document document(String id, CodeUnit unit) {
        String summary = DocText.of(unit.javadoc()).summary();
        boolean asked = CodeShape.of(unit.source()).bodyLines() >= FEWEST_BODY_LINES
                && !summary.isEmpty()
                && QueryFilter.reject(summary).isEmpty();
        return new Document(id, unit, summary, asked);
    }

    private static void writeCorpus(List<Document> documents, Path file) throws IOException {
        try (JsonGenerator json = lines(file)) {
            for (Document document : documents) {
                CodeUnit unit = document.unit();
                json.writeStartObject();
                json.writeStringField("_id", document.id());
                json.writeStringField("title", PairRules.header(unit));
                json.writeStringField("text", unit.source());
                json.writeStringField("name", unit.name());
                json.writeStringField("masked", NameWords.masked(unit.source(), unit.name()));
                json.writeEndObject();
                json.writeRaw('\n');
            }
        }
    }

    /** A sentence is one question, however many methods have it; all of them, also the short ones, answer it. */
    private static Size writeQueries(List<Document> documents, Path output) throws IOException {
        Map<String, List<Document>> bySentence = new LinkedHashMap<>();
        for (Document document : documents) {
            bySentence
                    .computeIfAbsent(document.summary().toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                    .add(document);
        }
        int queries = 0;
        int judgements = 0;
        try (JsonGenerator json = lines(output.resolve("queries.jsonl"));
                BufferedWriter qrels = Files.newBufferedWriter(output.resolve("qrels/test.tsv"))) {
            qrels.write("query-id\tcorpus-id\tscore\n");
            for (List<Document> answers : bySentence.values()) {
                if (answers.stream().noneMatch(Document::asked)) {
                    continue;
                }
                String id = "q" + ++queries;
                json.writeStartObject();
                json.writeStringField("_id", id);
                json.writeStringField("text", answers.getFirst().summary());
                json.writeEndObject();
                json.writeRaw('\n');
                for (Document answer : answers) {
                    qrels.write(id + "\t" + answer.id() + "\t1\n");
                    judgements++;
                }
            }
        }
        return new Size(documents.size(), queries, judgements);
    }

    private static JsonGenerator lines(Path file) throws IOException {
        JsonGenerator json = new JsonFactory().createGenerator(Files.newBufferedWriter(file));
        json.setRootValueSeparator(null);
        return json;
    }
}

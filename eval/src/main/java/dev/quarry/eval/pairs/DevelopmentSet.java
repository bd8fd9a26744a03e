package dev.quarry.eval.pairs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.quarry.eval.Qrels;
import dev.quarry.indexer.MavenCoordinate;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    /**
     * What was written.
     *
     * @param documents number of documents
     * @param queries number of questions
     * @param judgements number of relevant documents of all questions
     */
    public record Size(int documents, int queries, int judgements) {}

    private DevelopmentSet() {}

    /**
     * Writes the set.
     *
     * @param libraries held-out libraries
     * @param jars where their source jars are
     * @param output directory, made where it is missing
     * @throws IOException when a jar is missing or damaged, or the output cannot be written; the message names the file
     */
    public static Size write(List<MavenCoordinate> libraries, SourceJars jars, Path output) throws IOException {
        JavadocSet set = JavadocSet.read(libraries, jars);
        Files.createDirectories(output.resolve("qrels"));
        writeCorpus(set.documents(), output.resolve("corpus.jsonl"));
        writeQuestions(set.questions(), output.resolve("queries.jsonl"));
        int judgements = writeQrels(set.qrels(), output.resolve("qrels/test.tsv"));
        return new Size(set.documents().size(), set.questions().size(), judgements);
    }

    private static void writeCorpus(List<JavadocSet.Document> documents, Path file) throws IOException {
        try (JsonGenerator json = lines(file)) {
            for (JavadocSet.Document document : documents) {
                json.writeStartObject();
                json.writeStringField("_id", document.id());
                json.writeStringField("title", document.unit().header());
                json.writeStringField("text", document.unit().source());
                json.writeStringField("name", document.unit().name());
                json.writeStringField("masked", document.masked().source());
                json.writeEndObject();
                json.writeRaw('\n');
            }
        }
    }

    private static void writeQuestions(Map<String, String> questions, Path file) throws IOException {
        try (JsonGenerator json = lines(file)) {
            for (Map.Entry<String, String> question : questions.entrySet()) {
                json.writeStartObject();
                json.writeStringField("_id", question.getKey());
                json.writeStringField("text", question.getValue());
                json.writeEndObject();
                json.writeRaw('\n');
            }
        }
    }

    private static int writeQrels(Qrels qrels, Path file) throws IOException {
        int judgements = 0;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("query-id\tcorpus-id\tscore\n");
            for (String question : qrels.queries()) {
                for (Map.Entry<String, Integer> judged : qrels.of(question).entrySet()) {
                    out.write(question + "\t" + judged.getKey() + "\t" + judged.getValue() + "\n");
                    judgements++;
                }
            }
        }
        return judgements;
    }

    private static JsonGenerator lines(Path file) throws IOException {
        JsonGenerator json = new JsonFactory().createGenerator(Files.newBufferedWriter(file));
        json.setRootValueSeparator(null);
        return json;
    }
}

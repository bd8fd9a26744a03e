package dev.quarry.eval.pairs;

import dev.quarry.eval.Qrels;
import dev.quarry.indexer.MavenCoordinate;
import dev.quarry.lateinteraction.CodeUnit;
import dev.quarry.lateinteraction.CodeUnit.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Questions that the authors of libraries have answered: the methods and constructors of the libraries without their Javadoc are
 * the corpus, the first sentences of that Javadoc are the questions. A sentence is one question however many methods have it, and
 * all of them answer it; at least one has a body of three lines.
 *
 * @param documents the corpus, in the order of libraries, paths and lines
 * @param questions the questions by their ids
 * @param qrels which documents answer which question
 */
public record JavadocSet(List<Document> documents, Map<String, String> questions, Qrels qrels) {
    private static final int FEWEST_BODY_LINES = 3;

    /**
     * A method or constructor.
     *
     * @param id its id among all
     * @param unit the unit without anything of its Javadoc, in the header neither
     * @param masked the same unit with its name masked wherever it stands in the code
     */
    public record Document(String id, CodeUnit unit, CodeUnit masked) {}

    /** A document with the sentence that asks for it. */
    private record Documented(Document document, String summary, boolean asked) {}

    public JavadocSet {
        documents = List.copyOf(documents);
    }

    /**
     * Reads the set out of source jars.
     *
     * @param libraries libraries that no model has seen
     * @param jars where their source jars are
     * @throws IOException when a jar is missing or damaged; the message names it
     */
    public static JavadocSet read(List<MavenCoordinate> libraries, SourceJars jars) throws IOException {
        List<Documented> documents = new ArrayList<>();
        for (MavenCoordinate library : libraries) {
            Map<String, Integer> overloads = new HashMap<>();
            new SourceArchive(jars.of(library), library.artifact()).read(path -> true, false, reason -> {}, unit -> {
                if ((unit.kind() == Kind.METHOD || unit.kind() == Kind.CONSTRUCTOR) && !unit.test()) {
                    String id = PairRules.id(unit);
                    int overload = overloads.merge(id, 1, Integer::sum);
                    documents.add(documented(overload == 1 ? id : id + "~" + overload, unit));
                }
            });
        }
        return of(documents);
    }

    private static Documented documented(String id, CodeUnit unit) {
        String summary = DocText.of(unit.javadoc()).summary();
        boolean asked = CodeShape.of(unit.source()).bodyLines() >= FEWEST_BODY_LINES
                && !summary.isEmpty()
                && QueryFilter.reject(summary).isEmpty();
        Document document = new Document(
                id,
                withoutJavadoc(unit, unit.name(), unit.qualifiedName(), unit.signature(), unit.source()),
                masked(unit));
        return new Documented(document, summary, asked);
    }

    private static CodeUnit masked(CodeUnit unit) {
        String name = unit.name();
        return withoutJavadoc(
                unit,
                NameWords.MASK,
                NameWords.masked(unit.qualifiedName(), name),
                NameWords.masked(unit.signature(), name),
                NameWords.masked(unit.source(), name));
    }

    private static CodeUnit withoutJavadoc(
            CodeUnit unit, String name, String qualifiedName, String signature, String source) {
        return new CodeUnit(
                unit.repository(),
                unit.path(),
                unit.language(),
                unit.kind(),
                unit.packageName(),
                name,
                qualifiedName,
                signature,
                unit.visibility(),
                unit.annotations(),
                unit.test(),
                PairRules.header(unit),
                "",
                source,
                unit.lines());
    }

    private static JavadocSet of(List<Documented> documents) {
        Map<String, List<Documented>> bySentence = new LinkedHashMap<>();
        for (Documented document : documents) {
            bySentence
                    .computeIfAbsent(document.summary().toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                    .add(document);
        }
        Map<String, String> questions = new LinkedHashMap<>();
        Map<String, Map<String, Integer>> grades = new LinkedHashMap<>();
        for (List<Documented> answers : bySentence.values()) {
            if (answers.stream().anyMatch(Documented::asked)) {
                String id = "q" + (questions.size() + 1);
                questions.put(id, answers.getFirst().summary());
                Map<String, Integer> judged = new LinkedHashMap<>();
                answers.forEach(answer -> judged.put(answer.document().id(), 1));
                grades.put(id, judged);
            }
        }
        return new JavadocSet(documents.stream().map(Documented::document).toList(), questions, new Qrels(grades));
    }
}

package dev.quarry.eval.pairs;

import dev.quarry.encoder.Encoder;
import dev.quarry.eval.Run;
import dev.quarry.indexer.RepositoryIndexer;
import dev.quarry.indexer.UnitEncoder;
import dev.quarry.lateinteraction.CodeIndexWriter;
import dev.quarry.lateinteraction.CodeSearcher;
import dev.quarry.lateinteraction.CodeUnit;
import dev.quarry.lateinteraction.EmbeddedUnit;
import dev.quarry.lateinteraction.FileRecord;
import dev.quarry.lateinteraction.FileRecord.Outcome;
import dev.quarry.lateinteraction.Hit;
import dev.quarry.lateinteraction.SearchRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Asks the questions of a {@link JavadocSet} of a real index: the same writer, candidates and scores that people search with, every
 * document once with its name and once without.
 */
public final class JavadocBenchmark {
    /** Documents that are encoded and written at a time. */
    private static final int PORTION = 256;

    private final JavadocSet set;
    private final Optional<Encoder> encoder;

    /**
     * @param set the questions and documents
     * @param encoder makes the token vectors; empty to rank by words alone
     */
    public JavadocBenchmark(JavadocSet set, Optional<Encoder> encoder) {
        this.set = set;
        this.encoder = encoder;
    }

    /** Told how many documents are indexed, or questions asked. */
    @FunctionalInterface
    public interface Progress {
        void at(int done, int count);
    }

    /**
     * Writes the documents.
     *
     * @param index directory of a new index
     * @param masked whether names are masked
     */
    public void index(Path index, boolean masked, Progress progress) {
        try (CodeIndexWriter writer = CodeIndexWriter.open(index, encoder.map(RepositoryIndexer::stamp))) {
            List<JavadocSet.Document> documents = set.documents();
            for (int from = 0; from < documents.size(); from += PORTION) {
                int to = Math.min(documents.size(), from + PORTION);
                write(writer, documents.subList(from, to), masked);
                progress.at(to, documents.size());
            }
            writer.commit();
        }
    }

    private void write(CodeIndexWriter writer, List<JavadocSet.Document> documents, boolean masked) {
        // Each document is a file of its own, called by its id, so that a hit says which document it is.
        List<CodeUnit> units = documents.stream()
                .map(document -> inFile(document.id(), masked ? document.masked() : document.unit()))
                .toList();
        List<EmbeddedUnit> embedded = encoder.map(model -> UnitEncoder.encode(model, units))
                .orElseGet(() -> units.stream()
                        .map(unit -> new EmbeddedUnit(unit, Optional.empty()))
                        .toList());
        for (EmbeddedUnit unit : embedded) {
            FileRecord file =
                    new FileRecord(unit.unit().repository(), unit.unit().path(), "benchmark", Outcome.PARSED, "", 1);
            writer.replaceFile(file, List.of(unit));
        }
    }

    private static CodeUnit inFile(String id, CodeUnit unit) {
        return new CodeUnit(
                unit.repository(),
                id,
                unit.language(),
                unit.kind(),
                unit.packageName(),
                unit.name(),
                unit.qualifiedName(),
                unit.signature(),
                unit.visibility(),
                unit.annotations(),
                unit.test(),
                unit.header(),
                unit.javadoc(),
                unit.source(),
                unit.lines());
    }

    /**
     * Asks every question once for each way of ranking.
     *
     * @param index an index that {@link #index} wrote
     * @param questions ids of the questions to ask
     * @param depth hits to take of each
     * @param rankings ways to rank by name: what each asks for instead of the default
     * @return a run for each ranking
     */
    public List<Run> ask(
            Path index,
            List<String> questions,
            int depth,
            Map<String, UnaryOperator<SearchRequest>> rankings,
            Progress progress) {
        Map<String, Map<String, List<Run.Hit>>> hits = new LinkedHashMap<>();
        rankings.keySet().forEach(name -> hits.put(name, new LinkedHashMap<>()));
        try (CodeSearcher searcher = CodeSearcher.open(index)) {
            int asked = 0;
            for (String id : questions) {
                SearchRequest words =
                        SearchRequest.of(set.questions().get(id)).withK(depth).withoutDetails();
                SearchRequest both =
                        encoder.map(model -> UnitEncoder.ask(model, words)).orElse(words);
                rankings.forEach(
                        (name, ranking) -> hits.get(name).put(id, ranked(searcher.search(ranking.apply(both)))));
                progress.at(++asked, questions.size());
            }
        }
        return hits.entrySet().stream()
                .map(run -> new Run(run.getKey(), run.getValue()))
                .toList();
    }

    private static List<Run.Hit> ranked(List<Hit> hits) {
        List<Run.Hit> ranked = new ArrayList<>();
        for (Hit hit : hits) {
            ranked.add(new Run.Hit(hit.unit().path(), hits.size() - ranked.size()));
        }
        return ranked;
    }
}

package dev.quarry.eval.run;

import dev.quarry.encoder.Encoder;
import dev.quarry.eval.data.Corpus;
import dev.quarry.eval.data.Document;
import dev.quarry.indexer.RepositoryIndexer;
import dev.quarry.indexer.UnitEncoder;
import dev.quarry.indexer.UnitSplitter;
import dev.quarry.lateinteraction.CodeIndexWriter;
import dev.quarry.lateinteraction.CodeSearcher;
import dev.quarry.lateinteraction.CodeUnit;
import dev.quarry.lateinteraction.EmbeddedUnit;
import dev.quarry.lateinteraction.FileRecord;
import dev.quarry.lateinteraction.FileRecord.Outcome;
import dev.quarry.lateinteraction.IndexException;
import dev.quarry.lateinteraction.IndexStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Brings a data set's documents into an index of their own, through the writer and the encoder that people's code goes through.
 * Each document is a file called by its id; only those that are new or changed are written, and commits in between let a run
 * that was cut off go on.
 */
final class CorpusIndex {
    /** Repository of the documents that no batch of CodeSearchNet's protocol holds. */
    static final String UNBATCHED = "documents";

    /** Raised with every change that gives other units for the same document. */
    private static final String FORMAT = "document-1." + UnitSplitter.VERSION;

    /** Begins the record of a document that the model's limit cut. */
    static final String CUT = "longer than the model reads";

    private static final String STEP = "indexing";
    private static final int CHARACTERS = 96_000;
    private static final int DOCUMENTS = 128;
    private static final int DOCUMENTS_A_COMMIT = 2_000;
    private static final long NANOS_A_COMMIT = 60_000_000_000L;

    private final Path index;
    private final Optional<Encoder> encoder;
    private final Map<String, String> repositories;
    private final Progress progress;
    private final BooleanSupplier stopped;

    private CodeIndexWriter writer;
    private Map<String, Map<String, String>> known;
    private final List<Document> waiting = new ArrayList<>();
    private int characters;
    private int seen;
    private int unchanged;
    private int sinceCommit;
    private long lastCommit = System.nanoTime();

    /**
     * @param index directory of the index
     * @param encoder makes the token vectors; empty for an index of words alone
     * @param repositories in which repository a document belongs, {@link #UNBATCHED} for those not named
     * @param progress told of each document
     * @param stopped asked whether to stop
     */
    CorpusIndex(
            Path index,
            Optional<Encoder> encoder,
            Map<String, String> repositories,
            Progress progress,
            BooleanSupplier stopped) {
        this.index = index;
        this.encoder = encoder;
        this.repositories = repositories;
        this.progress = progress;
        this.stopped = stopped;
    }

    /** Makes the index hold exactly these documents. */
    void bring(Corpus corpus) throws IOException {
        try (CodeIndexWriter opened = CodeIndexWriter.open(index, encoder.map(RepositoryIndexer::stamp), FORMAT)) {
            writer = opened;
            known = new HashMap<>();
            for (String repository : repositoriesInIndex()) {
                known.put(repository, new HashMap<>(writer.contentHashes(repository)));
            }
            progress.at(STEP, 0, corpus.size());
            corpus.read(document -> {
                take(document, corpus.size());
                return !stopped.getAsBoolean();
            });
            if (!stopped.getAsBoolean()) {
                write(corpus.size());
                known.forEach((repository, gone) -> gone.keySet().forEach(path -> writer.deleteFile(repository, path)));
            }
            writer.commit();
        }
        if (stopped.getAsBoolean()) {
            throw new StoppedException();
        }
    }

    private List<String> repositoriesInIndex() {
        try (CodeSearcher searcher = CodeSearcher.open(index)) {
            return searcher.status().repositories().stream()
                    .map(IndexStatus.Repository::name)
                    .toList();
        } catch (IndexException nothingCommitted) {
            return List.of(); // damage would have kept the writer from opening
        }
    }

    private void take(Document document, int count) {
        seen++;
        String repository = repository(document);
        String before = known.getOrDefault(repository, Map.of()).get(document.id());
        if (before != null) {
            known.get(repository).remove(document.id());
        }
        if (hash(document).equals(before)) {
            unchanged++;
            return;
        }
        waiting.add(document);
        characters += document.unit().text().length();
        if (waiting.size() >= DOCUMENTS || characters >= CHARACTERS) {
            write(count);
        }
    }

    private void write(int count) {
        if (waiting.isEmpty()) {
            return;
        }
        List<CodeUnit> units = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        for (Document document : waiting) {
            units.addAll(UnitSplitter.cut(document.unitIn(repository(document))));
            ends.add(units.size());
        }
        List<EmbeddedUnit> embedded = encoder.map(model -> UnitEncoder.encode(model, units))
                .orElseGet(() -> units.stream()
                        .map(unit -> new EmbeddedUnit(unit, Optional.empty()))
                        .toList());
        int from = 0;
        for (int i = 0; i < waiting.size(); i++) {
            write(waiting.get(i), embedded.subList(from, ends.get(i)));
            from = ends.get(i);
        }
        waiting.clear();
        characters = 0;
        progress.at(STEP, seen - unchanged, count - unchanged);
        if (sinceCommit >= DOCUMENTS_A_COMMIT || System.nanoTime() - lastCommit >= NANOS_A_COMMIT) {
            writer.commit();
            sinceCommit = 0;
            lastCommit = System.nanoTime();
        }
    }

    private void write(Document document, List<EmbeddedUnit> units) {
        boolean cut = units.stream().anyMatch(this::isCut);
        writer.replaceFile(
                new FileRecord(
                        repository(document),
                        document.id(),
                        hash(document),
                        cut ? Outcome.WINDOWED : Outcome.PARSED,
                        cut ? CUT : "",
                        units.size()),
                units);
        sinceCommit++;
    }

    private boolean isCut(EmbeddedUnit unit) {
        return unit.vectors().isPresent()
                && Cuts.isCut(
                        unit.unit().text(), unit.vectors().get(), Cuts.mostTokensOfDocuments(encoder.orElseThrow()));
    }

    private String repository(Document document) {
        return repositories.getOrDefault(document.id(), UNBATCHED);
    }

    private static String hash(Document document) {
        CodeUnit unit = document.unit();
        String whole = String.join(
                "\0",
                unit.name(),
                unit.qualifiedName(),
                unit.signature(),
                unit.language(),
                unit.kind().label(),
                unit.header(),
                unit.javadoc(),
                unit.source());
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(whole.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

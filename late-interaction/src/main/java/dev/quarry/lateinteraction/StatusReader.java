package dev.quarry.lateinteraction;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;

/** Counts what a commit holds. */
final class StatusReader {

    /** What follows differs from file to file. */
    private static final Pattern REASON_END = Pattern.compile(":| at line ");

    private final DirectoryReader reader;
    private final Map<String, Counts> repositories = new TreeMap<>();
    private long tokens;

    StatusReader(DirectoryReader reader) {
        this.reader = reader;
    }

    IndexStatus read(Path index, CommitData commit) throws IOException {
        for (LeafReaderContext leaf : reader.leaves()) {
            countUnits(leaf.reader());
        }
        for (FileRecord file : new FileRecords(reader).all()) {
            counts(file.repository()).add(file);
        }
        List<IndexStatus.Repository> repositoriesByName = repositories.entrySet().stream()
                .map(entry -> entry.getValue()
                        .status(
                                entry.getKey(),
                                Optional.ofNullable(commit.origins().get(entry.getKey()))))
                .toList();
        return new IndexStatus(
                index,
                repositoriesByName,
                tokens,
                bytes(),
                commit.model(),
                commit.splitterVersion(),
                commit.committed());
    }

    /** Sizes of the files in the directory; one that a writer deletes meanwhile no longer takes any space. */
    private long bytes() throws IOException {
        long bytes = 0;
        for (String file : reader.directory().listAll()) {
            try {
                bytes += reader.directory().fileLength(file);
            } catch (NoSuchFileException _) {
                // gone, and its space with it
            }
        }
        return bytes;
    }

    private void countUnits(LeafReader leaf) throws IOException {
        PostingsEnum documents = leaf.postings(new Term(UnitDocuments.DOCUMENT, UnitDocuments.UNIT), PostingsEnum.NONE);
        if (documents == null) {
            return;
        }
        Bits live = leaf.getLiveDocs();
        SortedDocValues repository = DocValues.getSorted(leaf, UnitDocuments.REPOSITORY);
        SortedDocValues kind = DocValues.getSorted(leaf, UnitDocuments.KIND);
        NumericDocValues unitTokens = DocValues.getNumeric(leaf, UnitDocuments.TOKENS);
        for (int doc = documents.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = documents.nextDoc()) {
            if (live == null || live.get(doc)) {
                counts(DocumentValues.text(repository, doc))
                        .units
                        .merge(UnitDocuments.kind(DocumentValues.text(kind, doc)), 1L, Long::sum);
                tokens += unitTokens.advanceExact(doc) ? unitTokens.longValue() : 0;
            }
        }
    }

    private Counts counts(String repository) {
        return repositories.computeIfAbsent(repository, _ -> new Counts());
    }

    private record ReasonKey(FileRecord.Outcome outcome, String reason) {}

    private static final class Counts {

        private final Map<CodeUnit.Kind, Long> units = new EnumMap<>(CodeUnit.Kind.class);
        private final Map<FileRecord.Outcome, Long> files = new EnumMap<>(FileRecord.Outcome.class);
        private final Map<ReasonKey, IndexStatus.Reason> reasons =
                new TreeMap<>(Comparator.comparing(ReasonKey::outcome).thenComparing(ReasonKey::reason));

        /** Files come in path order, so that the example of a reason is its first. */
        void add(FileRecord file) {
            files.merge(file.outcome(), 1L, Long::sum);
            if (!file.reason().isEmpty()) {
                String reason = REASON_END.split(file.reason(), 2)[0].strip();
                reasons.merge(
                        new ReasonKey(file.outcome(), reason),
                        new IndexStatus.Reason(file.outcome(), reason, 1, file.path()),
                        (known, another) -> new IndexStatus.Reason(
                                known.outcome(), known.reason(), known.files() + 1, known.example()));
            }
        }

        IndexStatus.Repository status(String name, Optional<String> origin) {
            List<IndexStatus.Reason> mostFrequentFirst = reasons.values().stream()
                    .sorted(Comparator.comparingLong(IndexStatus.Reason::files).reversed())
                    .toList();
            return new IndexStatus.Repository(name, origin, units, files, mostFrequentFirst);
        }
    }
}

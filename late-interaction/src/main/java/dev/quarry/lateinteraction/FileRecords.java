package dev.quarry.lateinteraction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;

/** Reads the records of files. They live in doc values, so that no source text is touched. */
final class FileRecords {

    private final IndexReader reader;

    FileRecords(IndexReader reader) {
        this.reader = reader;
    }

    /** Path to content hash of a repository's files; an empty hash for files that another splitter version made. */
    Map<String, String> contentHashes(String repository, String splitterVersion) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        forEach((doc, file, splitter) -> {
            if (file.repository().equals(repository)) {
                hashes.put(file.path(), splitter.equals(splitterVersion) ? file.contentHash() : "");
            }
        });
        return hashes;
    }

    /** All records by repository and path. */
    List<FileRecord> all() throws IOException {
        List<FileRecord> files = new ArrayList<>();
        forEach((doc, file, splitter) -> files.add(file));
        files.sort(Comparator.comparing(FileRecord::repository).thenComparing(FileRecord::path));
        return files;
    }

    private void forEach(Visitor visitor) throws IOException {
        for (LeafReaderContext leaf : reader.leaves()) {
            forEach(leaf.reader(), visitor);
        }
    }

    /** Visits the live records of one segment. */
    static void forEach(LeafReader leaf, Visitor visitor) throws IOException {
        PostingsEnum documents = leaf.postings(new Term(UnitDocuments.DOCUMENT, UnitDocuments.FILE), PostingsEnum.NONE);
        if (documents == null) {
            return;
        }
        Bits live = leaf.getLiveDocs();
        SortedDocValues repositories = DocValues.getSorted(leaf, UnitDocuments.REPOSITORY);
        SortedDocValues paths = DocValues.getSorted(leaf, UnitDocuments.PATH);
        BinaryDocValues hashes = DocValues.getBinary(leaf, UnitDocuments.HASH);
        SortedDocValues outcomes = DocValues.getSorted(leaf, UnitDocuments.OUTCOME);
        BinaryDocValues reasons = DocValues.getBinary(leaf, UnitDocuments.REASON);
        NumericDocValues units = DocValues.getNumeric(leaf, UnitDocuments.UNITS);
        SortedDocValues splitters = DocValues.getSorted(leaf, UnitDocuments.SPLITTER);
        for (int doc = documents.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = documents.nextDoc()) {
            if (live != null && !live.get(doc)) {
                continue;
            }
            FileRecord file = new FileRecord(
                    DocumentValues.text(repositories, doc),
                    DocumentValues.text(paths, doc),
                    DocumentValues.text(hashes, doc),
                    FileRecord.Outcome.valueOf(DocumentValues.text(outcomes, doc)),
                    DocumentValues.text(reasons, doc),
                    (int) DocumentValues.number(units, doc));
            visitor.visit(doc, file, DocumentValues.text(splitters, doc));
        }
    }

    @FunctionalInterface
    interface Visitor {
        /** Is given a record and its own document. */
        void visit(int doc, FileRecord file, String splitterVersion) throws IOException;
    }
}

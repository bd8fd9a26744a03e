package dev.quarry.lateinteraction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;

/**
 * The encodings that documents of an index may have: half floats, a codebook, and older ones that encoding again has not yet
 * replaced. Codebooks are documents of the index, so that a commit has the ones that its documents need.
 */
final class VectorEncodings {

    private final HalfFloatEncoding halfFloats;
    /** By version, ascending. */
    private final List<Codebook> codebooks;

    private final List<VectorEncoding> all;

    private VectorEncodings(HalfFloatEncoding halfFloats, List<Codebook> codebooks) {
        this.halfFloats = halfFloats;
        this.codebooks = List.copyOf(codebooks);
        this.all = Stream.concat(Stream.of(halfFloats), codebooks.stream()).toList();
    }

    /** The encodings of an index without any codebook. */
    static VectorEncodings untrained(int dimension) {
        return new VectorEncodings(new HalfFloatEncoding(dimension), List.of());
    }

    /** Reads the codebooks of an index. */
    static VectorEncodings read(IndexReader reader, int dimension) throws IOException {
        List<Codebook> codebooks = new ArrayList<>();
        StoredFields stored = reader.storedFields();
        for (LeafReaderContext leaf : reader.leaves()) {
            PostingsEnum documents = leaf.reader().postings(UnitDocuments.codebookTerm(), PostingsEnum.NONE);
            Bits live = leaf.reader().getLiveDocs();
            while (documents != null && documents.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                if (live == null || live.get(documents.docID())) {
                    codebooks.add(Codebook.of(
                            stored.document(leaf.docBase + documents.docID()).getBinaryValue(UnitDocuments.CODEBOOK)));
                }
            }
        }
        codebooks.sort(Comparator.comparingInt(Codebook::version));
        return new VectorEncodings(new HalfFloatEncoding(dimension), codebooks);
    }

    /** The same with one more codebook, the newest. */
    VectorEncodings with(Codebook codebook) {
        List<Codebook> more = new ArrayList<>(codebooks);
        more.add(codebook);
        return new VectorEncodings(halfFloats, more);
    }

    /** Without the codebooks that no document of a reader is encoded with any more: a question need not ask for them. */
    VectorEncodings inUse(IndexReader reader) throws IOException {
        List<Codebook> used = new ArrayList<>();
        for (Codebook codebook : codebooks) {
            if (reader.docFreq(CentroidTerms.any(codebook.version())) > 0) {
                used.add(codebook);
            }
        }
        return new VectorEncodings(halfFloats, used);
    }

    /** What new documents are encoded with. */
    VectorEncoding newest() {
        return codebooks.isEmpty() ? halfFloats : codebooks.getLast();
    }

    List<Codebook> codebooks() {
        return codebooks;
    }

    /** All encodings, half floats first. */
    List<VectorEncoding> all() {
        return all;
    }

    /** The encoding of a version. */
    VectorEncoding of(int version) {
        for (VectorEncoding encoding : all) {
            if (encoding.version() == version) {
                return encoding;
            }
        }
        throw new IllegalStateException("a document is encoded by codebook " + version + ", which the index lacks");
    }
}

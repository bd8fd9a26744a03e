package dev.quarry.lateinteraction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.StoredFields;

/**
 * The codebooks of an index that is being written: says what new documents are encoded with, and trains the next codebook
 * as {@link CodebookSchedule} wants it. Everything is then encoded again, out of what is stored: a search asks one codebook,
 * and one that suits the size of the index. As an index grows that is done to each document once or twice.
 */
final class Codebooks {

    private final int dimension;
    private final VectorOptions options;
    private final AtomicLong tokens = new AtomicLong();
    private volatile VectorEncodings encodings;
    private long trainedOn;

    private Codebooks(int dimension, VectorOptions options) {
        this.dimension = dimension;
        this.options = options;
        this.encodings = VectorEncodings.untrained(dimension);
    }

    /** What a commit says of the newest codebook. */
    record Stamp(int version, long trainedOn) {}

    /** The codebooks of a new index. */
    static Codebooks none(int dimension, VectorOptions options) {
        return new Codebooks(dimension, options);
    }

    /** The codebooks of a commit. */
    static Codebooks read(DirectoryReader reader, int dimension, VectorOptions options, Optional<Stamp> stamp)
            throws IOException {
        Codebooks codebooks = new Codebooks(dimension, options);
        codebooks.encodings = VectorEncodings.read(reader, dimension);
        int newest = codebooks.encodings.newest().version();
        int expected = stamp.map(Stamp::version).orElse(HalfFloatEncoding.VERSION);
        if (newest != expected) {
            throw new IllegalStateException("the newest codebook is " + newest + ", the commit says " + expected);
        }
        codebooks.trainedOn = stamp.map(Stamp::trainedOn).orElse(0L);
        codebooks.tokens.set(TokenCounts.of(reader));
        return codebooks;
    }

    /** What a commit is to say, empty before the first training. */
    Optional<Stamp> stamp() {
        int version = encodings.newest().version();
        return version == HalfFloatEncoding.VERSION ? Optional.empty() : Optional.of(new Stamp(version, trainedOn));
    }

    /** What a unit's vectors are stored as. */
    Document document(EmbeddedUnit unit) {
        EmbeddedUnit pooled = new EmbeddedUnit(
                unit.unit(), unit.vectors().map(vectors -> TokenPooling.pool(vectors, options.pooling())));
        tokens.addAndGet(pooled.vectors().orElseThrow().count());
        return UnitDocuments.ofUnit(pooled, Optional.of(encodings.newest()));
    }

    /** Whether the index has grown enough for {@link #train}. */
    boolean isDue() {
        return tokens.get() >= CodebookSchedule.next(trainedOn, options)
                && encodings.newest().version() < Codebook.LAST_VERSION;
    }

    /** Trains the next codebook if it is still due when deleted documents do not count. */
    void train(IndexWriter writer) throws IOException {
        try (DirectoryReader reader = DirectoryReader.open(writer)) {
            tokens.set(TokenCounts.of(reader));
            if (!isDue()) {
                return;
            }
            int centroids = CodebookSchedule.centroids(tokens.get());
            float[] sample =
                    VectorSample.draw(reader, encodings, dimension, CodebookSchedule.sample(centroids, tokens.get()));
            int version = encodings.newest().version() + 1;
            Codebook codebook = CodebookTrainer.train(version, sample, dimension, options.bits(), centroids);
            VectorEncodings before = encodings;
            writer.addDocument(UnitDocuments.ofCodebook(codebook));
            encodings = before.with(codebook);
            trainedOn = tokens.get();
            for (LeafReaderContext leaf : reader.leaves()) {
                encodeAgain(leaf.reader(), before, codebook, writer);
            }
            // Last, so that whatever interrupts this leaves no document without its codebook.
            writer.updateDocument(UnitDocuments.codebookTerm(), UnitDocuments.ofCodebook(codebook));
            encodings = VectorEncodings.untrained(dimension).with(codebook);
        }
    }

    /** The units of a file stand before its record, in one block. */
    private static void encodeAgain(LeafReader leaf, VectorEncodings before, Codebook codebook, IndexWriter writer)
            throws IOException {
        StoredVectors vectors = new StoredVectors(leaf);
        StoredFields stored = leaf.storedFields();
        FileRecords.forEach(leaf, (doc, file, splitter) -> {
            List<Document> documents = new ArrayList<>();
            for (int unit = doc - file.units(); unit < doc; unit++) {
                Document old = stored.document(unit);
                TokenSpans spans = TokenSpans.decode(old.getBinaryValue(UnitDocuments.SPANS));
                EncodedVectors encoded = vectors.of(unit);
                float[] restored = before.of(encoded.version()).restore(encoded);
                TokenVectors restoredVectors =
                        new TokenVectors(codebook.dimension(), restored, spans.starts(), spans.ends());
                documents.add(UnitDocuments.ofUnit(
                        new EmbeddedUnit(UnitDocuments.toUnit(old), Optional.of(restoredVectors)),
                        Optional.of(codebook)));
            }
            documents.add(UnitDocuments.ofFile(file, splitter));
            writer.updateDocuments(UnitDocuments.fileTerm(file.repository(), file.path()), documents);
        });
    }
}

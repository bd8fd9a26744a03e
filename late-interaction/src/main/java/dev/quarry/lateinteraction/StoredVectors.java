package dev.quarry.lateinteraction;

import java.io.IOException;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.util.BytesRef;

/** The encoded vectors of one segment's documents, which are asked for in ascending order. */
final class StoredVectors {

    private final BinaryDocValues centroids;
    private final BinaryDocValues tokens;
    /** One object for all documents: scoring allocates nothing. */
    private final EncodedVectors last = new EncodedVectors(new BytesRef(), new BytesRef());

    StoredVectors(LeafReader leaf) throws IOException {
        this.centroids = DocValues.getBinary(leaf, UnitDocuments.TOKEN_CENTROIDS);
        this.tokens = DocValues.getBinary(leaf, UnitDocuments.VECTORS);
    }

    /** Whether a document is a unit with vectors. */
    boolean has(int doc) throws IOException {
        return centroids.advanceExact(doc);
    }

    /** The centroids of a document's tokens; valid until the next document is asked for. */
    BytesRef centroids(int doc) throws IOException {
        return value(centroids, doc);
    }

    /** All of a document's vectors; valid until the next document is asked for. */
    EncodedVectors of(int doc) throws IOException {
        pointTo(last.centroids(), value(centroids, doc));
        pointTo(last.tokens(), value(tokens, doc));
        return last;
    }

    private static void pointTo(BytesRef pointer, BytesRef value) {
        pointer.bytes = value.bytes;
        pointer.offset = value.offset;
        pointer.length = value.length;
    }

    private static BytesRef value(BinaryDocValues values, int doc) throws IOException {
        if (!values.advanceExact(doc)) {
            throw new IllegalStateException("document " + doc + " has no vectors in an index that has a model");
        }
        return values.binaryValue();
    }
}

package dev.quarry.lateinteraction;

import java.io.IOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;

/** Counts the token vectors of an index. */
final class TokenCounts {

    private TokenCounts() {}

    /** Tokens of all live units. */
    static long of(IndexReader reader) throws IOException {
        long tokens = 0;
        for (LeafReaderContext leaf : reader.leaves()) {
            NumericDocValues counts = DocValues.getNumeric(leaf.reader(), UnitDocuments.TOKENS);
            Bits live = leaf.reader().getLiveDocs();
            while (counts.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                if (live == null || live.get(counts.docID())) {
                    tokens += counts.longValue();
                }
            }
        }
        return tokens;
    }
}

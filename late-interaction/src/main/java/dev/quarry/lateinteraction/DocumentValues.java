package dev.quarry.lateinteraction;

import java.io.IOException;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;

/** Reads doc values of documents that must have them. */
final class DocumentValues {

    private DocumentValues() {}

    static String text(SortedDocValues values, int doc) throws IOException {
        require(values.advanceExact(doc), doc);
        return values.lookupOrd(values.ordValue()).utf8ToString();
    }

    static String text(BinaryDocValues values, int doc) throws IOException {
        require(values.advanceExact(doc), doc);
        return values.binaryValue().utf8ToString();
    }

    static long number(NumericDocValues values, int doc) throws IOException {
        require(values.advanceExact(doc), doc);
        return values.longValue();
    }

    private static void require(boolean present, int doc) {
        if (!present) {
            throw new IllegalStateException(
                    "document " + doc + " lacks a doc value that every document of its kind has");
        }
    }
}

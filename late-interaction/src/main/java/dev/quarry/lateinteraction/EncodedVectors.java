package dev.quarry.lateinteraction;

import org.apache.lucene.util.BytesRef;

/**
 * The token vectors of a document as they are stored, in two doc values because the first look at a document needs only the
 * smaller one. Each starts with the version of the encoding.
 *
 * @param centroids which centroids the tokens are nearest to
 * @param tokens everything else of them
 */
record EncodedVectors(BytesRef centroids, BytesRef tokens) {

    /** The version of the encoding. */
    int version() {
        return version(tokens);
    }

    /** The version of the encoding that a doc value starts with. */
    static int version(BytesRef value) {
        return value.bytes[value.offset] & 0xff;
    }
}

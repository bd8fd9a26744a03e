package dev.quarry.lateinteraction;

import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;

/** Centroids as terms of the inverted field: the version of the codebook, then the number. */
final class CentroidTerms {

    private static final int BYTES = 3;

    private CentroidTerms() {}

    static BytesRef of(int version, int centroid) {
        BytesRef term = new BytesRef(new byte[BYTES]);
        fill(term, version, centroid);
        return term;
    }

    /** Puts another centroid into a term that {@link #of} made. */
    static void fill(BytesRef term, int version, int centroid) {
        term.bytes[0] = (byte) version;
        term.bytes[1] = (byte) (centroid >>> Byte.SIZE);
        term.bytes[2] = (byte) centroid;
    }

    /** The term of all documents that a codebook encoded. */
    static Term any(int version) {
        return new Term(UnitDocuments.CENTROIDS, new BytesRef(new byte[] {(byte) version}));
    }
}

package dev.quarry.lateinteraction;

import java.util.Arrays;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;

/**
 * The centroids of a document's tokens, which are stored in ascending order of these: after the version of the codebook
 * and the number of tokens the gaps between different centroids as variable-length integers, then a bit for each token,
 * set where its centroid is another than that of the token before. One byte a token for usual documents and codebooks.
 */
final class CentroidList {

    private static final int HEADER = 3;
    private static final int MOST_TOKENS = 0xffff;

    private CentroidList() {}

    /**
     * Encodes a list.
     *
     * @param version of the codebook, the first byte
     * @param centroids of each token, ascending
     */
    static byte[] encode(int version, int[] centroids) {
        if (centroids.length > MOST_TOKENS) {
            throw new IllegalArgumentException(
                    "expected at most " + MOST_TOKENS + " tokens in a unit, got " + centroids.length);
        }
        byte[] bytes = new byte[HEADER + 3 * centroids.length + flagBytes(centroids.length)];
        bytes[0] = (byte) version;
        bytes[1] = (byte) centroids.length;
        bytes[2] = (byte) (centroids.length >>> Byte.SIZE);
        int at = HEADER;
        for (int token = 0; token < centroids.length; token++) {
            if (isNew(centroids, token)) {
                int gap = centroids[token] - (token == 0 ? 0 : centroids[token - 1]);
                for (; gap > 0x7f; gap >>>= 7) {
                    bytes[at++] = (byte) (0x80 | gap);
                }
                bytes[at++] = (byte) gap;
            }
        }
        for (int token = 0; token < centroids.length; token++) {
            if (isNew(centroids, token)) {
                bytes[at + token / Byte.SIZE] |= (byte) (1 << (token % Byte.SIZE));
            }
        }
        return ArrayUtil.copyOfSubArray(bytes, 0, at + flagBytes(centroids.length));
    }

    private static boolean isNew(int[] centroids, int token) {
        return token == 0 || centroids[token] != centroids[token - 1];
    }

    private static int flagBytes(int tokens) {
        return (tokens + Byte.SIZE - 1) / Byte.SIZE;
    }

    /** Number of tokens. */
    static int tokens(BytesRef list) {
        return (list.bytes[list.offset + 1] & 0xff) | (list.bytes[list.offset + 2] & 0xff) << Byte.SIZE;
    }

    /**
     * The centroid of each token.
     *
     * @param list what {@link #encode} made
     * @param rows receives them
     */
    static void decode(BytesRef list, int[] rows) {
        int tokens = tokens(list);
        int at = list.offset + HEADER;
        int flags = list.offset + list.length - flagBytes(tokens);
        int centroid = 0;
        for (int token = 0; token < tokens; token++) {
            if ((list.bytes[flags + token / Byte.SIZE] >>> (token % Byte.SIZE) & 1) != 0) {
                int shift = 0;
                while (list.bytes[at] < 0) {
                    centroid += (list.bytes[at++] & 0x7f) << shift;
                    shift += 7;
                }
                centroid += list.bytes[at++] << shift;
            }
            rows[token] = centroid;
        }
    }

    /**
     * The different centroids.
     *
     * @param list what {@link #encode} made
     * @param found receives them, ascending; as long as there are tokens
     * @return how many there are
     */
    static int distinct(BytesRef list, int[] found) {
        int end = list.offset + list.length - flagBytes(tokens(list));
        int count = 0;
        int centroid = 0;
        for (int at = list.offset + HEADER; at < end; at++) {
            int shift = 0;
            while (list.bytes[at] < 0) {
                centroid += (list.bytes[at++] & 0x7f) << shift;
                shift += 7;
            }
            centroid += list.bytes[at] << shift;
            found[count++] = centroid;
        }
        return count;
    }

    /** The positions of centroids in ascending order of these, equals in their own order. */
    static int[] order(int[] centroids) {
        long[] keyed = new long[centroids.length];
        for (int i = 0; i < keyed.length; i++) {
            keyed[i] = (long) centroids[i] << Integer.SIZE | i;
        }
        Arrays.sort(keyed);
        return Arrays.stream(keyed).mapToInt(key -> (int) key).toArray();
    }
}

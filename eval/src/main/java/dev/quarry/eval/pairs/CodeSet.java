package dev.quarry.eval.pairs;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Fingerprints of code, asked for exact and for near ones. A SimHash is cut into bands; two that differ in fewer bits than
 * there are bands agree in one band at least, so that a look into one bucket a band finds every near one.
 */
final class CodeSet {
    /** Below this many tokens a few equal runs make two methods similar that do different things. */
    private static final int FEWEST_TOKENS = 30;

    private final int bands;
    private final int bandBits;
    private final int[][] heads;
    private int[][] next;
    private long[] similar = new long[1 << 12];
    private int size;
    private final Set<Long> exact = new HashSet<>();

    /**
     * An empty set.
     *
     * @param bands 4 or 8: up to one bit less than this may differ between near ones
     */
    CodeSet(int bands) {
        this.bands = bands;
        this.bandBits = Long.SIZE / bands;
        this.heads = new int[bands][1 << bandBits];
        this.next = new int[bands][similar.length];
        for (int[] head : heads) {
            Arrays.fill(head, -1);
        }
    }

    boolean containsExactly(Fingerprint code) {
        return exact.contains(code.exact());
    }

    boolean containsNearly(Fingerprint code) {
        if (code.tokens() < FEWEST_TOKENS) {
            return false;
        }
        for (int band = 0; band < bands; band++) {
            for (int i = heads[band][key(code.similar(), band)]; i >= 0; i = next[band][i]) {
                if (Long.bitCount(similar[i] ^ code.similar()) < bands) {
                    return true;
                }
            }
        }
        return false;
    }

    void add(Fingerprint code) {
        if (!exact.add(code.exact()) || code.tokens() < FEWEST_TOKENS) {
            return;
        }
        if (size == similar.length) {
            similar = Arrays.copyOf(similar, size * 2);
            for (int band = 0; band < bands; band++) {
                next[band] = Arrays.copyOf(next[band], size * 2);
            }
        }
        similar[size] = code.similar();
        for (int band = 0; band < bands; band++) {
            int key = key(code.similar(), band);
            next[band][size] = heads[band][key];
            heads[band][key] = size;
        }
        size++;
    }

    /** Number of different pieces of code. */
    int count() {
        return exact.size();
    }

    private int key(long hash, int band) {
        return (int) ((hash >>> (band * bandBits)) & ((1L << bandBits) - 1));
    }
}

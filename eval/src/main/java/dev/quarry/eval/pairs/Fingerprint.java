package dev.quarry.eval.pairs;

import dev.quarry.eval.pairs.JavaTokens.Token;
import java.util.List;

/**
 * What two pieces of code are compared by; comments and white space do not count.
 *
 * @param exact hash of the whole token sequence
 * @param similar SimHash (Charikar, 2002) over runs of three tokens: near code differs in few bits
 * @param tokens number of tokens
 */
record Fingerprint(long exact, long similar, int tokens) {
    private static final int RUN = 3;

    static Fingerprint of(String source) {
        List<Token> tokens = JavaTokens.code(source);
        long[] hashes = new long[tokens.size()];
        long exact = 0;
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = Hashing.of(source, tokens.get(i).start(), tokens.get(i).end());
            exact = Hashing.mix(exact * 31 + hashes[i]);
        }
        return new Fingerprint(exact, similar(hashes), hashes.length);
    }

    private static long similar(long[] hashes) {
        int[] votes = new int[Long.SIZE];
        for (int i = 0; i + RUN <= hashes.length; i++) {
            long run = Hashing.mix(hashes[i] + 3 * hashes[i + 1] + 7 * hashes[i + 2]);
            for (int bit = 0; bit < Long.SIZE; bit++) {
                votes[bit] += (int) ((run >>> bit) & 1) * 2 - 1;
            }
        }
        long similar = 0;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            if (votes[bit] > 0) {
                similar |= 1L << bit;
            }
        }
        return similar;
    }
}

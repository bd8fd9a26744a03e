package dev.quarry.encoder;

import java.util.List;

/**
 * Sequences end to end, without padding. Positions restart at 0 in each sequence: token {@code t} of sequence {@code
 * s} has position {@code t - cuSeqlens[s]}.
 *
 * @param tokenIds {@code [tokens]}
 * @param cuSeqlens {@code [sequences + 1]}, cumulative lengths: sequence {@code s} is {@code [cuSeqlens[s],
 *     cuSeqlens[s + 1])}
 * @param keyLengths {@code [sequences]}, number of leading tokens that may be attended to; the rest (expansion tokens
 *     of a query) attend to these, but nothing attends to them
 */
public record PackedBatch(int[] tokenIds, int[] cuSeqlens, int[] keyLengths) {

    public PackedBatch {
        int sequences = keyLengths.length;
        if (cuSeqlens.length != sequences + 1 || cuSeqlens[0] != 0 || cuSeqlens[sequences] != tokenIds.length) {
            throw new IllegalArgumentException("cuSeqlens must have " + (sequences + 1) + " entries from 0 to "
                    + tokenIds.length + ", got " + cuSeqlens.length + " entries");
        }
        for (int s = 0; s < sequences; s++) {
            int length = cuSeqlens[s + 1] - cuSeqlens[s];
            if (length < 1 || keyLengths[s] < 1 || keyLengths[s] > length) {
                throw new IllegalArgumentException(
                        "sequence " + s + " has " + length + " tokens, of which " + keyLengths[s] + " are keys");
            }
        }
    }

    /** Lays sequences end to end. */
    public static PackedBatch of(List<int[]> sequences, int[] keyLengths) {
        int[] cuSeqlens = new int[sequences.size() + 1];
        for (int s = 0; s < sequences.size(); s++) {
            cuSeqlens[s + 1] = Math.addExact(cuSeqlens[s], sequences.get(s).length);
        }
        int[] tokenIds = new int[cuSeqlens[sequences.size()]];
        for (int s = 0; s < sequences.size(); s++) {
            System.arraycopy(sequences.get(s), 0, tokenIds, cuSeqlens[s], sequences.get(s).length);
        }
        return new PackedBatch(tokenIds, cuSeqlens, keyLengths);
    }

    /** Number of tokens of all sequences. */
    public int tokens() {
        return tokenIds.length;
    }

    /** Number of sequences. */
    public int sequences() {
        return keyLengths.length;
    }

    /** Number of tokens of one sequence. */
    public int length(int sequence) {
        return cuSeqlens[sequence + 1] - cuSeqlens[sequence];
    }
}

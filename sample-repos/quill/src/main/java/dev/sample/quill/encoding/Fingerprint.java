package dev.sample.quill.encoding;

import dev.sample.quill.language.Shingles;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** Short numbers that stand for long texts. */
public final class Fingerprint {
    private Fingerprint() {}

    /** SHA-256 in hex, of the UTF-8 bytes. Differences in line ends and Unicode form do not change it. */
    public static String exact(String text) {
        String same = LineEnding.LF.normalise(UnicodeCleaner.canonical(text));
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(same.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Cheap check against transmission errors, not against malice. */
    public static long crc(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }

    /**
     * A 64-bit number that changes only in a few bits when the text changes a little (Charikar's simhash over character
     * 4-grams). Compare two with {@link #bitsApart}: near-duplicates are rarely more than eight apart.
     */
    public static long similar(String text) {
        int[] votes = new int[64];
        for (String gram : Shingles.ofCharacters(text.strip().replaceAll("\\s+", " "), 4)) {
            long hash = spread(gram);
            for (int bit = 0; bit < 64; bit++) {
                votes[bit] += (hash >>> bit & 1) == 1 ? 1 : -1;
            }
        }
        long result = 0;
        for (int bit = 0; bit < 64; bit++) {
            if (votes[bit] > 0) {
                result |= 1L << bit;
            }
        }
        return result;
    }

    public static int bitsApart(long a, long b) {
        return Long.bitCount(a ^ b);
    }

    // FNV-1a, then a finaliser: FNV alone leaves the upper bits of short inputs too even.
    private static long spread(String gram) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < gram.length(); i++) {
            hash = (hash ^ gram.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        return hash ^ hash >>> 33;
    }
}

package dev.sample.quill.encoding;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Tells in which encoding bytes were written when nobody says so.
 *
 * <p>In this order: a byte order mark; zero bytes at every other place (UTF-16 without a mark); bytes that decode strictly
 * as UTF-8, which text in another encoding hardly ever does by accident; else windows-1252, which has a character for
 * nearly every byte and therefore comes last.
 */
public final class CharsetSniffer {
    /** Signatures at the very beginning of a file. UTF-32LE starts like UTF-16LE, so it is tried before it. */
    public enum Mark {
        UTF_8(StandardCharsets.UTF_8, 0xEF, 0xBB, 0xBF),
        UTF_32BE(Charset.forName("UTF-32BE"), 0, 0, 0xFE, 0xFF),
        UTF_32LE(Charset.forName("UTF-32LE"), 0xFF, 0xFE, 0, 0),
        UTF_16BE(StandardCharsets.UTF_16BE, 0xFE, 0xFF),
        UTF_16LE(StandardCharsets.UTF_16LE, 0xFF, 0xFE);

        private final Charset charset;
        private final int[] bytes;

        Mark(Charset charset, int... bytes) {
            this.charset = charset;
            this.bytes = bytes;
        }

        public Charset charset() {
            return charset;
        }

        public int length() {
            return bytes.length;
        }

        /** The mark at the start of the bytes, or null. */
        public static Mark of(byte[] content) {
            return Arrays.stream(values()).filter(m -> m.leads(content)).findFirst().orElse(null);
        }

        private boolean leads(byte[] content) {
            if (content.length < bytes.length) {
                return false;
            }
            for (int i = 0; i < bytes.length; i++) {
                if ((content[i] & 0xFF) != bytes[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final Charset WESTERN = Charset.forName("windows-1252");

    private CharsetSniffer() {}

    /** Best guess; never null, never throws. */
    public static Charset guess(byte[] content) {
        Mark mark = Mark.of(content);
        if (mark != null) {
            return mark.charset();
        }
        Charset wide = wideWithoutMark(content);
        if (wide != null) {
            return wide;
        }
        return decodes(content, StandardCharsets.UTF_8) ? StandardCharsets.UTF_8 : WESTERN;
    }

    /** Text in the guessed encoding, without the invisible U+FEFF in front that readers of the JDK leave there. */
    public static String read(byte[] content) {
        Mark mark = Mark.of(content);
        int skip = mark == null ? 0 : mark.length();
        return new String(content, skip, content.length - skip, guess(content));
    }

    /** A zero byte among the first 8000: the same rule of thumb that git uses. */
    public static boolean looksBinary(byte[] content) {
        if (Mark.of(content) != null || wideWithoutMark(content) != null) {
            return false;
        }
        for (int i = 0; i < Math.min(content.length, 8000); i++) {
            if (content[i] == 0) {
                return true;
            }
        }
        return false;
    }

    private static Charset wideWithoutMark(byte[] content) {
        int pairs = Math.min(content.length, 512) / 2;
        int zeroFirst = 0;
        int zeroSecond = 0;
        for (int i = 0; i < pairs; i++) {
            zeroFirst += content[2 * i] == 0 ? 1 : 0;
            zeroSecond += content[2 * i + 1] == 0 ? 1 : 0;
        }
        if (pairs >= 2 && zeroFirst > 0.7 * pairs && zeroSecond == 0) {
            return StandardCharsets.UTF_16BE;
        }
        return pairs >= 2 && zeroSecond > 0.7 * pairs && zeroFirst == 0 ? StandardCharsets.UTF_16LE : null;
    }

    private static boolean decodes(byte[] content, Charset charset) {
        try {
            charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(content));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}

package dev.quarry.indexer;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A file's bytes as text.
 *
 * @param text the text, with U+FFFD where the bytes mean nothing
 * @param flawless whether they all meant something
 */
record DecodedText(String text, boolean flawless) {
    /** Bytes that are text in no encoding, or so much noise, are binary: one in this many is noise in real text at most. */
    private static final int NOISE = 10;

    /** Decodes text that says its encoding by a byte order mark, and all other as UTF-8; empty for what is no text. */
    static Optional<DecodedText> of(byte[] bytes) {
        Charset charset = charset(bytes);
        if (charset.equals(StandardCharsets.UTF_8) && holdsZero(bytes)) {
            return Optional.empty();
        }
        try {
            CharBuffer text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return Optional.of(new DecodedText(text.toString(), true));
        } catch (CharacterCodingException e) {
            String text = new String(bytes, charset);
            long noise = text.chars().filter(DecodedText::isNoise).count();
            return noise * NOISE > text.length() ? Optional.empty() : Optional.of(new DecodedText(text, false));
        }
    }

    private static Charset charset(byte[] bytes) {
        if (bytes.length >= 2 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF) {
            return StandardCharsets.UTF_16;
        }
        if (bytes.length >= 2 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE) {
            return StandardCharsets.UTF_16;
        }
        return StandardCharsets.UTF_8;
    }

    private static boolean holdsZero(byte[] bytes) {
        for (byte b : bytes) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNoise(int c) {
        return c == '\uFFFD' || (c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f');
    }
}

package dev.sample.courier.url;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** %XX and back. Unlike {@link java.net.URLEncoder} a space becomes {@code %20}, which is right everywhere in an address. */
public final class PercentCodec {
    /** Letters, digits and {@code -._~}: never encoded, in no component. */
    public static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    public static final String RESERVED = ":/?#[]@!$&'()*+,;=";

    /** Text that cannot be decoded. */
    public static final class MalformedException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message);
        }
    }

    private PercentCodec() {}

    public static String encode(String text) {
        return encode(text, "");
    }

    /** @param alsoAllowed characters that stay as they are besides the unreserved ones */
    public static String encode(String text, String alsoAllowed) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            int c = b & 0xff;
            if (c < 128 && (UNRESERVED.indexOf(c) >= 0 || alsoAllowed.indexOf(c) >= 0)) {
                out.append((char) c);
            } else {
                out.append('%').append(hex(c >> 4)).append(hex(c & 15));
            }
        }
        return out.toString();
    }

    /** @throws MalformedException for a percent sign without two hex digits and for bytes that the charset does not know */
    public static String decode(String text, Charset charset) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                bytes.writeBytes(String.valueOf(c).getBytes(charset));
                continue;
            }
            int high = digit(text, i + 1);
            int low = digit(text, i + 2);
            if (high < 0 || low < 0) {
                throw new MalformedException("incomplete escape at position " + i + " of '" + text + "'");
            }
            bytes.write(high << 4 | low);
            i += 2;
        }
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedException("'" + text + "' is not " + charset + " underneath its escapes");
        }
    }

    private static int digit(String text, int at) {
        return at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
    }

    private static char hex(int nibble) {
        return "0123456789ABCDEF".charAt(nibble);
    }
}

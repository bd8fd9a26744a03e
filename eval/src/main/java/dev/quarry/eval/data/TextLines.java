package dev.quarry.eval.data;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The lines of a text file, plain or gzipped, whichever its first bytes say. They are decoded as UTF-8 one by one, so that a
 * line in another encoding is named instead of read as nonsense.
 */
final class TextLines {
    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_LINE = 64 << 20;
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private final Path file;
    private final Problems problems;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private int number;

    private TextLines(Path file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** Takes a line. */
    @FunctionalInterface
    interface Taker {
        /** Takes the line and its number, from 1; returns whether to go on. */
        boolean take(String line, int number);
    }

    /**
     * Gives every line to the taker, until that has enough. A line in another encoding becomes a problem.
     *
     * @throws DataSetException when the file breaks off, after which all that refers to the rest would seem wrong too
     * @throws IOException when the file is missing or the disk refuses; the message names the file
     */
    static void read(Path file, Problems problems, Taker taker) throws IOException {
        new TextLines(file, problems).read(taker);
    }

    private void read(Taker taker) throws IOException {
        try (InputStream in = open()) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            byte[] buffer = new byte[BUFFER];
            boolean more = true;
            for (int read = in.read(buffer); more && read >= 0; read = in.read(buffer)) {
                int from = 0;
                for (int i = 0; more && i < read; i++) {
                    if (buffer[i] == '\n') {
                        line.write(buffer, from, i - from);
                        from = i + 1;
                        more = give(line, taker);
                    }
                }
                line.write(buffer, from, Math.max(0, read - from));
                checkLength(line);
            }
            if (more && line.size() > 0) {
                give(line, taker);
            }
        } catch (EOFException | ZipException e) {
            throw problems.end(
                    where(number + 1),
                    "the gzip stream breaks off or is damaged here (" + e.getMessage() + "): fetch the file again");
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(file + ": no such file");
        }
    }

    private InputStream open() throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        boolean opened = false;
        try {
            in.mark(2);
            int first = in.read();
            int second = in.read();
            in.reset();
            boolean gzipped = first == 0x1f && second == 0x8b;
            if (!gzipped && file.toString().toLowerCase(Locale.ROOT).endsWith(".gz")) {
                throw problems.end(
                        where(1), "is not gzipped, though its name says so: fetch the file again, or rename it");
            }
            opened = true;
            return gzipped ? new GZIPInputStream(in, BUFFER) : in;
        } finally {
            if (!opened) {
                in.close();
            }
        }
    }

    private void checkLength(ByteArrayOutputStream line) {
        if (line.size() > LONGEST_LINE) {
            throw problems.end(
                    where(number + 1),
                    "the line is longer than " + (LONGEST_LINE >> 20) + " MiB: is this a file of lines?");
        }
    }

    private boolean give(ByteArrayOutputStream bytes, Taker taker) {
        number++;
        byte[] line = bytes.toByteArray();
        bytes.reset();
        if (number == 1 && isUtf16(line)) {
            throw problems.end(where(1), "is UTF-16: convert the file to UTF-8, for example with iconv");
        }
        String text = decode(line);
        return text == null || taker.take(text, number);
    }

    private static boolean isUtf16(byte[] line) {
        return line.length >= 2
                && ((line[0] == (byte) 0xfe && line[1] == (byte) 0xff)
                        || (line[0] == (byte) 0xff && line[1] == (byte) 0xfe));
    }

    private String decode(byte[] line) {
        CharBuffer text = CharBuffer.allocate(line.length + 1);
        ByteBuffer bytes = ByteBuffer.wrap(line);
        CoderResult result = decoder.reset().decode(bytes, text, true);
        if (result.isError()) {
            problems.add(
                    where(number),
                    String.format(
                            Locale.ROOT,
                            "byte 0x%02x at %d is not UTF-8: convert the file, for example with iconv -f ISO-8859-1 -t UTF-8",
                            line[bytes.position()],
                            bytes.position() + 1));
            return null;
        }
        text.flip();
        String decoded = text.toString();
        if (number == 1 && !decoded.isEmpty() && decoded.charAt(0) == BYTE_ORDER_MARK) {
            decoded = decoded.substring(1);
        }
        return decoded.endsWith("\r") ? decoded.substring(0, decoded.length() - 1) : decoded;
    }

    private String where(int line) {
        return file + ":" + line;
    }
}

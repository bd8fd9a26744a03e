package dev.sample.quill.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Random access to the lines of a file that does not fit in memory.
 *
 * <p>Opening reads the file once, in blocks, and remembers the byte offset of every {@code stride}-th line. Fetching a
 * line seeks to the nearest remembered one before it and reads on from there. With a stride of 256 a file of 100 million
 * lines needs 3 MB of offsets. Lines end in LF, a CR before it is dropped; the content is taken for UTF-8. The file must
 * not change while it is open.
 */
public final class LineIndex implements Closeable {
    private static final int BLOCK = 1 << 16;

    private final FileChannel channel;
    private final int stride;
    private long[] offsets = new long[16];
    private long lines;

    private LineIndex(FileChannel channel, int stride) {
        this.channel = channel;
        this.stride = stride;
    }

    public static LineIndex open(Path file) throws IOException {
        return open(file, 256);
    }

    public static LineIndex open(Path file, int stride) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        LineIndex index = new LineIndex(channel, stride);
        try {
            index.scan();
            return index;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    public long lineCount() {
        return lines;
    }

    /**
     * One line without its end.
     *
     * @param number 0-based
     */
    public String line(long number) throws IOException {
        return lines(number, 1).getFirst();
    }

    /** Neighbouring lines, for a page of a viewer. Fewer than {@code count} at the end of the file. */
    public List<String> lines(long first, int count) throws IOException {
        if (first < 0 || first >= lines) {
            throw new IndexOutOfBoundsException("line " + first + " of a file with " + lines + " lines");
        }
        List<String> found = new ArrayList<>(count);
        byte[] line = new byte[256];
        int length = 0;
        long number = first / stride * stride;
        long wantedEnd = Math.min(first + count, lines);
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        long position = offsets[(int) (first / stride)];
        while (number < wantedEnd) {
            block.clear();
            int read = channel.read(block, position);
            if (read < 0) { // last line without a line feed
                found.add(text(line, length));
                break;
            }
            position += read;
            for (int i = 0; i < read && number < wantedEnd; i++) {
                byte b = block.get(i);
                if (b == '\n') {
                    if (number >= first) {
                        found.add(text(line, length));
                    }
                    number++;
                    length = 0;
                } else if (number >= first) {
                    line = length == line.length ? Arrays.copyOf(line, 2 * length) : line;
                    line[length++] = b;
                }
            }
        }
        return found;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void scan() throws IOException {
        ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
        long position = 0;
        boolean atStart = true;
        for (int read = channel.read(block, 0); read >= 0; read = channel.read(block, position)) {
            for (int i = 0; i < read; i++) {
                if (atStart) {
                    remember(position + i);
                }
                atStart = block.get(i) == '\n';
            }
            position += read;
            block.clear();
        }
    }

    private void remember(long offset) {
        if (lines % stride == 0) {
            int slot = (int) (lines / stride);
            offsets = slot == offsets.length ? Arrays.copyOf(offsets, 2 * slot) : offsets;
            offsets[slot] = offset;
        }
        lines++;
    }

    private static String text(byte[] line, int length) {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return new String(line, 0, end, StandardCharsets.UTF_8);
    }
}

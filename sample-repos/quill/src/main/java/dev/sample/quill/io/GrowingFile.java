package dev.sample.quill.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Delivers lines as another process appends them, as {@code tail -F} does.
 *
 * <p>A half-written line is held back until its line feed arrives. When the file gets shorter (rotation, truncation) reading
 * starts over at its beginning; while it is missing the follower waits. Runs on the calling thread until
 * {@link #close} is called from another or the thread is interrupted.
 */
public final class GrowingFile implements AutoCloseable {
    private final Path file;
    private final Duration pause;
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private long position;
    private volatile boolean closed;

    /** @param fromEnd whether to skip what is there already */
    public GrowingFile(Path file, Duration pause, boolean fromEnd) throws IOException {
        this.file = file;
        this.pause = pause;
        this.position = fromEnd && Files.exists(file) ? Files.size(file) : 0;
    }

    public void follow(Consumer<String> onLine) throws IOException, InterruptedException {
        while (!closed) {
            poll(onLine);
            Thread.sleep(pause);
        }
    }

    /** One look at the file: hands out the lines that were completed since the last look. */
    void poll(Consumer<String> onLine) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            if (in.length() < position) {
                position = 0;
                partial.reset();
            }
            in.seek(position);
            byte[] block = new byte[8192];
            for (int read = in.read(block); read > 0; read = in.read(block)) {
                position += read;
                for (int i = 0; i < read; i++) {
                    accept(block[i], onLine);
                }
            }
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    private void accept(byte b, Consumer<String> onLine) {
        if (b == '\n') {
            String line = partial.toString(StandardCharsets.UTF_8);
            onLine.accept(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
            partial.reset();
        } else {
            partial.write(b);
        }
    }
}

package dev.quarry.cli;

import dev.quarry.indexer.IndexProgress;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * One line of progress, rewritten in place while a person watches, and nothing at all in a pipe. Rate and remaining time
 * come from all that was done so far: simple, and steady once the first seconds are over.
 */
final class ProgressLine {
    private static final long REDRAW_NANOS = 200_000_000L;
    private static final String TO_LINE_START_AND_ERASE = "\r\u001b[K";

    private final Terminal terminal;
    private final LongSupplier nanoClock;
    private long started;
    private long lastDrawn;
    private boolean visible;

    ProgressLine(Terminal terminal, LongSupplier nanoClock) {
        this.terminal = terminal;
        this.nanoClock = nanoClock;
        this.started = nanoClock.getAsLong();
        this.lastDrawn = started - REDRAW_NANOS;
    }

    /** Starts to measure: another repository is begun. */
    synchronized void restart() {
        started = nanoClock.getAsLong();
    }

    /** Shows how far indexing is, at most five times a second. */
    void update(IndexProgress progress) {
        update(elapsed -> line(progress, elapsed));
    }

    /** Shows how many of something are done, at most five times a second. */
    void update(String label, int done, int count) {
        update(elapsed -> line(label, done, count, elapsed));
    }

    private synchronized void update(Function<Duration, String> words) {
        long now = nanoClock.getAsLong();
        if (!terminal.interactive() || now - lastDrawn < REDRAW_NANOS) {
            return;
        }
        lastDrawn = now;
        visible = true;
        String line = words.apply(Duration.ofNanos(now - started));
        int width = Math.max(20, terminal.columns() - 1);
        terminal.err().print(TO_LINE_START_AND_ERASE + (line.length() > width ? line.substring(0, width) : line));
        terminal.err().flush();
    }

    /** Removes the line, so that other words can be printed. */
    synchronized void clear() {
        if (visible) {
            terminal.err().print(TO_LINE_START_AND_ERASE);
            terminal.err().flush();
            visible = false;
        }
    }

    /** Time left is by bytes, for files differ by thousands of times in size. */
    static String line(IndexProgress progress, Duration elapsed) {
        double seconds = elapsed.toNanos() / 1e9;
        double filesPerSecond = seconds > 0 ? progress.filesDone() / seconds : 0;
        String remaining = remaining(progress.bytesDone(), progress.bytes(), seconds);
        return String.format(
                Locale.ROOT,
                "%s  %,d/%,d files · %,d units · %,.0f files/s%s",
                Printable.of(progress.repository()),
                progress.filesDone(),
                progress.files(),
                progress.units(),
                filesPerSecond,
                remaining);
    }

    static String line(String label, int done, int count, Duration elapsed) {
        double seconds = elapsed.toNanos() / 1e9;
        return String.format(
                Locale.ROOT,
                "%s  %,d/%,d · %,.1f/s%s",
                label,
                done,
                count,
                seconds > 0 ? done / seconds : 0,
                remaining(done, count, seconds));
    }

    private static String remaining(long done, long count, double seconds) {
        if (done == 0 || count <= done) {
            return "";
        }
        long left = Math.round(seconds / done * (count - done));
        return String.format(Locale.ROOT, " · %d:%02d left", left / 60, left % 60);
    }
}

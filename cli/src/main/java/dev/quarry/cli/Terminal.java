package dev.quarry.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Help.Ansi;

/**
 * Where a command's words go. Results go to {@code out}; progress, warnings and errors to {@code err}, so that a pipe gets
 * results only.
 *
 * <p>The launcher knows what is a terminal ({@code test -t}) and says so in {@code quarry.stdout.terminal}, {@code
 * quarry.stderr.terminal} and {@code quarry.columns}; the JDK can only tell for both streams at once.
 */
final class Terminal {
    private static final int DEFAULT_COLUMNS = 100;

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean colour;
    private final boolean interactive;
    private final int columns;

    /**
     * @param out for results
     * @param err for everything else
     * @param colour whether results are coloured
     * @param interactive whether a person watches {@code err}, so that progress is worth showing
     * @param columns width of the terminal in characters
     */
    Terminal(PrintWriter out, PrintWriter err, boolean colour, boolean interactive, int columns) {
        this.out = out;
        this.err = err;
        this.colour = colour;
        this.interactive = interactive;
        this.columns = columns;
    }

    static Terminal ofProcess(ResultStream results) {
        boolean outIsTerminal = Boolean.getBoolean("quarry.stdout.terminal");
        boolean colour = outIsTerminal && System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
        return new Terminal(
                new PrintWriter(results, false, StandardCharsets.UTF_8),
                new PrintWriter(errorStream(), true, StandardCharsets.UTF_8),
                colour,
                Boolean.getBoolean("quarry.stderr.terminal"),
                Integer.getInteger("quarry.columns", DEFAULT_COLUMNS));
    }

    /**
     * The real stderr, which the launcher hands over as a descriptor of its own; see there. The descriptor itself is used, for
     * opening {@code /dev/fd/3} anew would not share its position with the shell's other programs.
     */
    private static OutputStream errorStream() {
        Integer number = Integer.getInteger("quarry.stderr.fd");
        if (number != null) {
            try {
                Constructor<FileDescriptor> ofNumber = FileDescriptor.class.getDeclaredConstructor(int.class);
                ofNumber.setAccessible(true); // the launcher opens java.io for this
                return new FileOutputStream(ofNumber.newInstance(number));
            } catch (ReflectiveOperationException | InaccessibleObjectException notOpened) {
                return System.err; // reaches the same place through the launcher's filter
            }
        }
        return System.err;
    }

    PrintWriter out() {
        return out;
    }

    PrintWriter err() {
        return err;
    }

    int columns() {
        return columns;
    }

    /** Whether results go to a terminal that shows colour. */
    boolean coloured() {
        return colour;
    }

    boolean interactive() {
        return interactive;
    }

    Ansi ansi() {
        return colour ? Ansi.ON : Ansi.OFF;
    }

    /** The text in one of picocli's styles ({@code bold}, {@code faint}, {@code fg(green)} …), or plain without colour. */
    String style(String style, String text) {
        if (!colour || text.isEmpty()) {
            return text;
        }
        // Text comes from source files and may hold picocli's own markup, so the codes are set around it, not through
        // it.
        // A full reset ends it: picocli's own end of bold, code 21, is a double underline to many terminals.
        return Ansi.Style.on(Ansi.Style.parse(style)) + text + Ansi.Style.reset.on();
    }

    /** Prints one line beside the results that is worth knowing. */
    void note(String message) {
        err.println(style("faint", "quarry: " + oneLine(message)));
    }

    /** Prints one line of warning. */
    void warn(String message) {
        err.println("quarry: warning: " + oneLine(message));
    }

    /** Prints why a command failed: one line for what a user can mend, a stack trace for what is our own mistake. */
    void fail(Throwable failure) {
        UnaryOperator<String> orName =
                message -> message == null ? failure.getClass().getSimpleName() : message;
        fail(orName.apply(failure.getMessage()));
        if (!Failures.isExpected(failure)) {
            failure.printStackTrace(err);
        }
    }

    void fail(String message) {
        err.println("quarry: " + oneLine(message));
    }

    void flush() {
        out.flush();
        err.flush();
    }

    private static String oneLine(String message) {
        return Printable.of(message.strip().replaceAll("\\s*\\R\\s*", " "));
    }
}

package dev.quarry.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs commands as the launcher does, on an index of its own, and keeps what they print. */
final class Shell {
    /** The repositories that ship with Quarry. */
    static final Path SAMPLES = Path.of("..", "sample-repos").toAbsolutePath().normalize();

    private final Path index;
    private final boolean colour;

    Shell(Path index) {
        this(index, false);
    }

    private Shell(Path index, boolean colour) {
        this.index = index;
        this.colour = colour;
    }

    /** The same shell on a terminal that shows colour. */
    Shell coloured() {
        return new Shell(index, true);
    }

    /**
     * What a command did.
     *
     * @param exitCode its exit code
     * @param out what it printed to stdout
     * @param err what it printed to stderr
     */
    record Result(int exitCode, String out, String err) {
        List<String> errorLines() {
            return err.lines().toList();
        }
    }

    /** Runs {@code quarry COMMAND --index <index> ARGUMENTS}. */
    Result run(String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(command, "--index", index.toString()));
        all.addAll(List.of(arguments));
        return raw(all.toArray(String[]::new));
    }

    /** Runs {@code quarry ARGUMENTS}. */
    Result raw(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), colour, false, 100);
        int exitCode = Quarry.commandLine(terminal).execute(arguments);
        terminal.flush();
        return new Result(exitCode, out.toString(), err.toString());
    }
}

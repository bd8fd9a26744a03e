package dev.quarry.cli;

import dev.quarry.lateinteraction.CodeUnit;
import dev.quarry.lateinteraction.Hit;
import dev.quarry.lateinteraction.LineScore;
import dev.quarry.lateinteraction.Span;
import java.util.List;
import java.util.Locale;

/** Hits for people: where it is, what it is, and the lines that matched. */
final class HitPrinter {
    private static final String INDENT = "    ";
    private static final int SUMMARY_LENGTH = 120;

    private final Terminal terminal;
    private final int linesPerHit;

    HitPrinter(Terminal terminal, int linesPerHit) {
        this.terminal = terminal;
        this.linesPerHit = linesPerHit;
    }

    void print(List<Hit> hits) {
        for (Hit hit : hits) {
            print(hit);
        }
    }

    private void print(Hit hit) {
        CodeUnit unit = hit.unit();
        String place = Printable.of(unit.path()) + ":" + unit.firstLine()
                + (unit.lastLine() > unit.firstLine() ? "-" + unit.lastLine() : "");
        terminal.out()
                .println(terminal.style("bold", String.format(Locale.ROOT, "%2d", hit.rank())) + "  "
                        + terminal.style("fg(magenta)", Printable.of(unit.repository())) + "  "
                        + terminal.style("fg(cyan)", place));
        terminal.out().println(INDENT + terminal.style("bold", shortened(title(unit), 0)));
        unit.javadoc()
                .lines()
                .findFirst()
                .ifPresent(summary ->
                        terminal.out().println(INDENT + terminal.style("faint", shortened(clipped(summary), 0))));
        int width = String.valueOf(unit.lastLine()).length();
        for (LineScore line : hit.bestLines(linesPerHit)) {
            String number = String.format(Locale.ROOT, "%" + width + "d", line.line());
            terminal.out().println(INDENT + terminal.style("faint", number + " │ ") + highlighted(line, width + 3));
        }
        terminal.out().println();
    }

    /** The signature, with the type that it belongs to where the signature does not say. */
    private static String title(CodeUnit unit) {
        int dot = unit.qualifiedName().lastIndexOf('.');
        return switch (unit.kind()) {
            case METHOD, CONSTRUCTOR, INITIALISER ->
                unit.signature() + (dot > 0 ? "  in " + unit.qualifiedName().substring(0, dot) : "");
            default -> unit.signature();
        };
    }

    /** The line cut to the terminal's width, its matches in colour. Cut first: codes have no width. */
    private String highlighted(LineScore line, int prefix) {
        String text = shortened(line.text(), prefix);
        StringBuilder coloured = new StringBuilder();
        int at = 0;
        for (Span span : line.spans()) {
            int end = Math.min(span.end(), text.length());
            if (span.start() >= end) {
                break;
            }
            coloured.append(text, at, span.start());
            coloured.append(terminal.style("bold,fg(yellow)", text.substring(span.start(), end)));
            at = end;
        }
        return coloured.append(text, at, text.length()).toString();
    }

    /** The summary is there to be glanced at, so it is short in a pipe too. */
    private static String clipped(String summary) {
        return summary.length() <= SUMMARY_LENGTH ? summary : summary.substring(0, SUMMARY_LENGTH - 1) + "…";
    }

    private String shortened(String text, int prefix) {
        String visible = Printable.of(text);
        int room = terminal.columns() - INDENT.length() - prefix;
        if (!terminal.coloured() || visible.length() <= room || room < 20) {
            return visible; // a pipe gets whole lines
        }
        return visible.substring(0, room - 1) + "…";
    }
}

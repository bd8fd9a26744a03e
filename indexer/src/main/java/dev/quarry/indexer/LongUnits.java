package dev.quarry.indexer;

import dev.quarry.lateinteraction.CodeUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts units that exceed a model's document length. The first piece stays what the unit is; the pieces after it are windows
 * that keep its names, and whose header ends with its signature, so that each is found for what it belongs to.
 */
final class LongUnits {
    private static final int LINES = 200;
    private static final int CHARACTERS = 8_000;

    private LongUnits() {}

    static List<CodeUnit> cut(CodeUnit unit) {
        if (unit.source().length() <= CHARACTERS && unit.lines().size() <= LINES) {
            return List.of(unit);
        }
        NumberedLines lines = new NumberedLines(Arrays.asList(unit.source().split("\n", -1)), unit.lines())
                .wrapped(LineWindows.LONGEST_LINE);
        List<CodeUnit> pieces = new ArrayList<>();
        int from = 0;
        while (from < lines.size()) {
            int to = end(lines.text(), from);
            NumberedLines piece = lines.subList(from, to).trimmed();
            if (piece.size() > 0) {
                pieces.add(piece(unit, piece, pieces.isEmpty()));
            }
            from = to;
        }
        return pieces;
    }

    /** The last blank line of the final quarter ends a piece, or else the limit does. */
    private static int end(List<String> lines, int from) {
        int most = from;
        int characters = 0;
        while (most < lines.size() && most < from + LINES) {
            characters += lines.get(most).length() + 1;
            if (characters > CHARACTERS && most > from) {
                break;
            }
            most++;
        }
        if (most == lines.size()) {
            return most;
        }
        for (int cut = most; cut > from + (most - from) * 3 / 4; cut--) {
            if (lines.get(cut - 1).isBlank()) {
                return cut;
            }
        }
        return most;
    }

    private static CodeUnit piece(CodeUnit unit, NumberedLines lines, boolean first) {
        return new CodeUnit(
                unit.repository(),
                unit.path(),
                unit.language(),
                first ? unit.kind() : CodeUnit.Kind.WINDOW,
                unit.packageName(),
                unit.name(),
                unit.qualifiedName(),
                unit.signature(),
                unit.visibility(),
                unit.annotations(),
                unit.test(),
                first ? unit.header() : unit.header() + "\n" + unit.signature(),
                first ? unit.javadoc() : "",
                lines.source(),
                lines.numbers());
    }
}

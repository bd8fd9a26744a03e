package dev.quarry.indexer;

import dev.quarry.lateinteraction.CodeUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits text without finer structure into overlapping windows of lines. A window ends at a blank line or before a Markdown
 * heading where one is near, so that paragraphs stay whole.
 */
final class LineWindows {
    private static final int LINES = 40;
    private static final int OVERLAP = 8;
    /** How far before its last line a window may end for the sake of a blank line. */
    private static final int SLACK = 12;

    static final int LONGEST_LINE = 2_000;
    private static final int CHARACTERS = 8_000;
    private static final int SIGNATURE = 160;

    private LineWindows() {}

    static List<CodeUnit> of(FileContext file, SourceText source) {
        NumberedLines lines = source.all().trimmed().wrapped(LONGEST_LINE);
        List<CodeUnit> units = new ArrayList<>();
        String header = file.header("", "");
        int from = 0;
        while (from < lines.size()) {
            int to = end(lines.text(), from);
            NumberedLines window = lines.subList(from, to).trimmed();
            if (window.size() > 0) {
                units.add(unit(file, header, window));
            }
            from = to == lines.size() ? to : Math.max(from + 1, to - overlap(lines.text(), to));
        }
        return units;
    }

    /** One past the last line of the window that starts at {@code from}. */
    private static int end(List<String> lines, int from) {
        int most = from;
        int characters = 0;
        while (most < lines.size() && most < from + LINES + SLACK) {
            characters += lines.get(most).length() + 1;
            if (characters > CHARACTERS && most > from) {
                break;
            }
            most++;
        }
        if (most == lines.size()) {
            return most;
        }
        int usual = Math.min(most, from + LINES);
        for (int cut = usual; cut > Math.max(from + OVERLAP, usual - SLACK); cut--) {
            if (lines.get(cut - 1).isBlank() || isHeading(lines.get(cut))) {
                return cut;
            }
        }
        return usual;
    }

    /** A heading starts afresh; everything else repeats the end of the window before. */
    private static int overlap(List<String> lines, int to) {
        return isHeading(lines.get(to)) ? 0 : OVERLAP;
    }

    private static boolean isHeading(String line) {
        int hashes = 0;
        while (hashes < line.length() && line.charAt(hashes) == '#') {
            hashes++;
        }
        return hashes > 0 && hashes <= 6 && line.startsWith(" ", hashes);
    }

    private static CodeUnit unit(FileContext file, String header, NumberedLines window) {
        String first = window.text().getFirst().strip();
        return new CodeUnit(
                file.repository(),
                file.path(),
                "text",
                CodeUnit.Kind.WINDOW,
                file.packageName(),
                file.fileName(),
                file.path(),
                first.length() <= SIGNATURE ? first : first.substring(0, SIGNATURE),
                "",
                List.of(),
                file.test(),
                header,
                "",
                window.source(),
                window.numbers());
    }
}

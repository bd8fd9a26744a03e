package dev.quarry.cli;

import dev.quarry.indexer.IndexReport;
import dev.quarry.lateinteraction.FileRecord.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What indexing a repository did, in one line. */
final class ReportLine {
    private ReportLine() {}

    static String of(IndexReport report) {
        List<String> parts = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            add(parts, report.written(outcome), LowerCase.of(outcome));
        }
        add(parts, report.unchanged(), "unchanged");
        add(parts, report.deleted(), "gone");
        return String.format(
                Locale.ROOT,
                "%s: %,d files%s; %,d new units in %.1f s%s",
                Printable.of(report.repository()),
                report.files(),
                parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")",
                report.unitCount(),
                report.elapsed().toMillis() / 1000.0,
                report.cancelled() ? ", stopped before the end" : "");
    }

    private static void add(List<String> parts, int count, String what) {
        if (count > 0) {
            parts.add(String.format(Locale.ROOT, "%,d %s", count, what));
        }
    }
}

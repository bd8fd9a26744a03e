package dev.quarry.indexer;

import dev.quarry.lateinteraction.CodeUnit;
import dev.quarry.lateinteraction.FileRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What indexing one repository did.
 *
 * @param repository its name
 * @param files files that were listed
 * @param unchanged files that the index held already
 * @param written new and changed files, by what became of them
 * @param deleted files that the index held and that are gone
 * @param units units that were added, by kind
 * @param bytes bytes that were read
 * @param warnings one for each file that was not taken as it should have been
 * @param elapsed how long it took
 * @param cancelled whether it was stopped before its end; what was written by then is committed
 */
public record IndexReport(
        String repository,
        int files,
        int unchanged,
        Map<FileRecord.Outcome, Integer> written,
        int deleted,
        Map<CodeUnit.Kind, Integer> units,
        long bytes,
        List<IndexWarning> warnings,
        Duration elapsed,
        boolean cancelled) {

    public IndexReport {
        written = Map.copyOf(written);
        units = Map.copyOf(units);
        warnings = List.copyOf(warnings);
    }

    /** Number of units of all kinds. */
    public int unitCount() {
        return units.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Number of files with this outcome. */
    public int written(FileRecord.Outcome outcome) {
        return written.getOrDefault(outcome, 0);
    }
}

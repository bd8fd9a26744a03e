package dev.quarry.indexer;

import dev.quarry.lateinteraction.CodeUnit;
import dev.quarry.lateinteraction.FileRecord;
import java.util.List;

/**
 * What one file was split into.
 *
 * @param outcome whether the units follow the syntax tree or are windows of lines
 * @param reason why the file was not parsed, what comes before a colon being the kind of reason; empty where it was parsed
 * @param units the units in the order of the file, an outer unit before those inside it
 */
public record Split(FileRecord.Outcome outcome, String reason, List<CodeUnit> units) {

    public Split {
        units = List.copyOf(units);
    }

    static Split parsed(List<CodeUnit> units) {
        return new Split(FileRecord.Outcome.PARSED, "", units);
    }

    static Split windowed(String reason, List<CodeUnit> units) {
        return new Split(FileRecord.Outcome.WINDOWED, reason, units);
    }
}

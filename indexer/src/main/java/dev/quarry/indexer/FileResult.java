package dev.quarry.indexer;

import dev.quarry.lateinteraction.CodeUnit;
import dev.quarry.lateinteraction.FileRecord;
import java.util.List;

/**
 * What became of one file on its way from the repository to the encoder.
 *
 * @param record the record to store
 * @param units its units
 * @param bytes bytes that were read
 * @param unchanged whether the index holds the same already
 * @param warning what a user should hear, empty where all is as it should be
 */
record FileResult(FileRecord record, List<CodeUnit> units, long bytes, boolean unchanged, String warning) {}

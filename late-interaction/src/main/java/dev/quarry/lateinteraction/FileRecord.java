package dev.quarry.lateinteraction;

/**
 * What became of one file of a repository: every file that the indexer met has one, also those without any unit.
 *
 * @param repository name of the repository
 * @param path path inside the repository, with {@code /}
 * @param contentHash hash of the file's bytes, hexadecimal; equal hashes need no second look
 * @param outcome what was done with it
 * @param reason why it was not simply parsed, empty where it was
 * @param units number of units that it gave
 */
public record FileRecord(
        String repository, String path, String contentHash, Outcome outcome, String reason, int units) {

    /** What was done with a file. */
    public enum Outcome {
        /** Split along its syntax tree. */
        PARSED,
        /** Split into windows of lines, because it is not Java or does not parse. */
        WINDOWED,
        /** Left out: binary, too large, unreadable. */
        SKIPPED
    }
}

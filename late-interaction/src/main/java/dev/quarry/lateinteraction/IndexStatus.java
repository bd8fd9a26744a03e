package dev.quarry.lateinteraction;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is in an index, as of one commit.
 *
 * @param index directory of the index
 * @param repositories what it knows, by name
 * @param tokens token vectors of all units together
 * @param bytes size of the index's files on disk
 * @param model whose vectors it holds, empty for an index of words alone
 * @param splitterVersion splitter of the last commit
 * @param committed when the last commit was made
 */
public record IndexStatus(
        Path index,
        List<Repository> repositories,
        long tokens,
        long bytes,
        Optional<ModelStamp> model,
        String splitterVersion,
        Instant committed) {

    /**
     * What is known of one repository.
     *
     * @param name its name
     * @param origin where it comes from: an absolute path or a Maven coordinate; empty where an earlier Quarry indexed it
     * @param units number of units by kind, kinds without any left out
     * @param files number of files by outcome, outcomes without any left out
     * @param reasons why files were not simply parsed, most frequent first
     */
    public record Repository(
            String name,
            Optional<String> origin,
            Map<CodeUnit.Kind, Long> units,
            Map<FileRecord.Outcome, Long> files,
            List<Reason> reasons) {

        public Repository {
            units = inEnumOrder(CodeUnit.Kind.class, units);
            files = inEnumOrder(FileRecord.Outcome.class, files);
            reasons = List.copyOf(reasons);
        }

        private static <E extends Enum<E>> Map<E, Long> inEnumOrder(Class<E> type, Map<E, Long> counts) {
            Map<E, Long> ordered = new EnumMap<>(type);
            ordered.putAll(counts);
            return Collections.unmodifiableMap(ordered);
        }

        /** Number of units of all kinds. */
        public long unitCount() {
            return units.values().stream().mapToLong(Long::longValue).sum();
        }

        /** Number of files of all outcomes. */
        public long fileCount() {
            return files.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * Files that share an outcome and a reason. {@link CodeSearcher#files} lists them.
     *
     * @param outcome what was done with them
     * @param reason why: the recorded reason up to its first colon or line number
     * @param files how many
     * @param example path of one of them, the first in path order
     */
    public record Reason(FileRecord.Outcome outcome, String reason, long files, String example) {}

    public IndexStatus {
        repositories = List.copyOf(repositories);
    }

    /** Number of units of all repositories. */
    public long unitCount() {
        return repositories.stream().mapToLong(Repository::unitCount).sum();
    }

    /** Number of files of all repositories. */
    public long fileCount() {
        return repositories.stream().mapToLong(Repository::fileCount).sum();
    }
}

package dev.sample.quill.diff;

import java.util.List;

/**
 * A stretch of lines that was replaced.
 *
 * @param from index of the first old line, 0-based
 * @param to index of the first new line, 0-based
 * @param removed old lines, empty for an insertion
 * @param added new lines, empty for a deletion
 */
public record Change(int from, int to, List<String> removed, List<String> added) {
    public Change {
        removed = List.copyOf(removed);
        added = List.copyOf(added);
    }

    public boolean isInsertion() {
        return removed.isEmpty();
    }

    /** The change that undoes this one. */
    public Change inverse() {
        return new Change(to, from, added, removed);
    }
}

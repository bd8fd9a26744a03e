package dev.quarry.indexer;

import java.io.Closeable;
import java.util.List;

/**
 * A source that was found.
 *
 * @param repositories what it holds, ordered by name
 * @param notes what was left out of it and why, a line each
 */
public record OpenSource(List<Repository> repositories, List<String> notes) implements Closeable {

    public OpenSource {
        repositories = List.copyOf(repositories);
        notes = List.copyOf(notes);
    }

    @Override
    public void close() {
        repositories.forEach(Repository::close);
    }
}

package dev.quarry.indexer;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * One file of a repository, not read yet.
 *
 * @param path path inside the repository, with {@code /}
 * @param size bytes as listed, or -1 where unknown; what is read may differ
 * @param refusal why it must not be read, empty where it may
 * @param content opens it
 */
public record RepositoryFile(String path, long size, String refusal, Content content) {

    /** Opens a file's bytes. */
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;
    }

    public RepositoryFile {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(refusal, "refusal");
        Objects.requireNonNull(content, "content");
    }

    static RepositoryFile of(String path, long size, Content content) {
        return new RepositoryFile(path, size, "", content);
    }

    static RepositoryFile refused(String path, long size, String refusal) {
        return new RepositoryFile(path, size, refusal, () -> {
            throw new IOException(refusal);
        });
    }
}

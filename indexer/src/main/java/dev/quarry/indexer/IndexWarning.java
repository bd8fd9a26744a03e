package dev.quarry.indexer;

/**
 * Something that a user should know of a file.
 *
 * @param repository name of the repository
 * @param path path inside the repository, empty where all of it is meant
 * @param reason what is wrong
 */
public record IndexWarning(String repository, String path, String reason) {

    /** One line. */
    @Override
    public String toString() {
        return repository + (path.isEmpty() ? "" : "/" + path) + ": " + reason;
    }
}

package dev.quarry.indexer;

import java.io.Closeable;
import java.util.List;

/** The files that are indexed under one name. */
public interface Repository extends Closeable {

    /** The name, by which hits and filters know it. */
    String name();

    /** Where it comes from: an absolute path or a {@code maven:} coordinate. Two repositories differ in it, though not in name. */
    String origin();

    /**
     * Lists every file, also those that will not be read, in the order of their paths; a path occurs once.
     *
     * @throws SourceException if nothing can be listed
     */
    List<RepositoryFile> files();

    /** Lets go of an open archive. */
    @Override
    void close();
}

package dev.quarry.indexer;

/** Hears what the indexer does, on the thread that runs it. */
public interface IndexListener {

    /** Hears nothing. */
    IndexListener NONE = new IndexListener() {};

    /** A repository was listed and is about to be indexed. */
    default void started(IndexProgress progress) {}

    /** A file is done. */
    default void advanced(IndexProgress progress) {}

    /** A file was not taken as it should have been; the run goes on. */
    default void warned(IndexWarning warning) {}

    /** Everything so far is durable. */
    default void committed(IndexProgress progress) {}
}

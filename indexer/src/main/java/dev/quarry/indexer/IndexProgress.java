package dev.quarry.indexer;

/**
 * How far the indexing of one repository is.
 *
 * @param repository its name
 * @param filesDone files that need no more work
 * @param files files in all
 * @param bytesDone bytes of the files that need no more work, as listed
 * @param bytes bytes of all files, as listed
 * @param units units that were added so far
 */
public record IndexProgress(String repository, int filesDone, int files, long bytesDone, long bytes, long units) {}

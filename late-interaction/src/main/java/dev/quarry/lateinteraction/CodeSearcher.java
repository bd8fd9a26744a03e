package dev.quarry.lateinteraction;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.Directory;

/**
 * Searches one commit of an index: the one that was newest when it was opened, whatever a writer does meanwhile. Safe
 * for use by several threads.
 *
 * <p>Every method throws {@link IndexException} where the index cannot be read.
 */
public final class CodeSearcher implements Closeable {

    private final Path index;
    private final Directory directory;
    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final CommitData commit;
    private final AtomicReference<VectorEncodings> encodings = new AtomicReference<>();

    private CodeSearcher(Path index, Directory directory, DirectoryReader reader, CommitData commit) {
        this.index = index;
        this.directory = directory;
        this.reader = reader;
        this.searcher = new IndexSearcher(reader, ForkJoinPool.commonPool());
        this.searcher.setSimilarity(LexicalRanking.SIMILARITY);
        this.commit = commit;
    }

    /**
     * Opens the newest commit.
     *
     * @throws IndexException if there is no index, or it is of another format, or corrupt where that shows at once; see
     *     {@link #verify} for the rest
     */
    public static CodeSearcher open(Path index) {
        if (!Files.isDirectory(index)) {
            throw IndexErrors.noIndex(index);
        }
        Directory directory = null;
        DirectoryReader reader = null;
        boolean opened = false;
        try {
            directory = IndexDirectory.open(index);
            reader = DirectoryReader.open(directory);
            CommitData commit = CommitData.of(index, reader.getIndexCommit().getUserData());
            opened = true;
            return new CodeSearcher(index, directory, reader, commit);
        } catch (IOException e) {
            throw IndexErrors.describe(index, e);
        } finally {
            if (!opened) {
                abandon(reader, directory);
            }
        }
    }

    /**
     * Whether a directory holds an index, be it of another format or damaged.
     *
     * @throws IndexException if the directory cannot be read
     */
    public static boolean isIndex(Path index) {
        if (!Files.isDirectory(index)) {
            return false;
        }
        try (Directory directory = IndexDirectory.open(index)) {
            return DirectoryReader.indexExists(directory);
        } catch (IOException e) {
            throw IndexErrors.describe(index, e);
        }
    }

    private static void abandon(DirectoryReader reader, Directory directory) {
        try (directory;
                reader) {
            // closing is all there is to do
        } catch (IOException _) {
            // The exception that made us give up says more.
        }
    }

    /** Whose vectors the index holds, empty for an index of words alone. */
    public Optional<ModelStamp> model() {
        return commit.model();
    }

    /**
     * Answers a question, best first. Equal scores are ordered by repository, path and line.
     *
     * @throws IndexException if the question comes with vectors that the index cannot compare
     */
    public List<Hit> search(SearchRequest request) {
        request.vectors().ifPresent(this::checkComparable);
        return read(() -> new Search(searcher, request, encodings()).hits());
    }

    /** Read when a question wants them first: what is damaged in them is then reported like any other damage. */
    private VectorEncodings encodings() throws IOException {
        VectorEncodings known = encodings.get();
        if (known == null) {
            int dimension = commit.model().map(ModelStamp::dimension).orElse(1);
            known = VectorEncodings.read(reader, dimension).inUse(reader);
            encodings.set(known);
        }
        return known;
    }

    private void checkComparable(TokenVectors query) {
        int dimension = commit.model()
                .orElseThrow(() -> new IndexException(
                        index + ": holds no vectors: search it without a model, or index again with one"))
                .dimension();
        if (query.dimension() != dimension) {
            throw new IndexException(index + ": holds vectors of dimension " + dimension + ", the question has "
                    + query.dimension() + ": search with the model that it was indexed with, "
                    + commit.model().get());
        }
    }

    /** What is in the index. */
    public IndexStatus status() {
        return read(() -> new StatusReader(reader).read(index, commit));
    }

    /** Records of all files with an outcome, by repository and path. */
    public List<FileRecord> files(FileRecord.Outcome outcome) {
        return read(() -> new FileRecords(reader)
                .all().stream().filter(file -> file.outcome() == outcome).toList());
    }

    /**
     * Reads the whole index and compares checksums.
     *
     * @throws IndexException naming the first file that is missing, cut off or changed; or if a writer has replaced
     *     this commit by a newer one and taken its files away
     */
    public void verify() {
        read(() -> {
            try {
                IndexErrors.verifyChecksums(directory, reader.getIndexCommit().getFileNames());
            } catch (NoSuchFileException e) {
                if (reader.isCurrent()) {
                    throw e;
                }
                throw new IndexException(
                        index + ": a writer is changing it while it is checked: check again when that has finished", e);
            }
            return null;
        });
    }

    @Override
    public void close() {
        read(() -> {
            reader.close();
            directory.close();
            return null;
        });
    }

    private <T> T read(Reading<T> reading) {
        try {
            return reading.run();
        } catch (IndexException e) {
            throw e;
        } catch (IOException e) {
            reportDamage(e);
            throw IndexErrors.describe(index, e);
        } catch (RuntimeException | AssertionError e) {
            reportDamage(e);
            throw e;
        }
    }

    /**
     * Opening does not read everything, and Lucene trusts what it reads: bytes that changed since make it fail in any
     * way.
     */
    private void reportDamage(Throwable failure) {
        try {
            IndexErrors.verifyChecksums(directory, reader.getIndexCommit().getFileNames());
        } catch (IOException damage) {
            IndexException described = IndexErrors.describe(index, damage);
            described.addSuppressed(failure);
            throw described;
        }
    }

    @FunctionalInterface
    private interface Reading<T> {
        T run() throws IOException;
    }
}

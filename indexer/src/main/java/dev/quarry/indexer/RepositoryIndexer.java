package dev.quarry.indexer;

import dev.quarry.encoder.Encoder;
import dev.quarry.encoder.ModelInfo;
import dev.quarry.lateinteraction.CodeIndexWriter;
import dev.quarry.lateinteraction.ModelStamp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Brings repositories into an index: lists their files, leaves alone what has not changed, splits the rest into units, encodes
 * these and writes them, file by file, and forgets the files that are gone. What was written is committed at the end of each
 * repository, every {@value #COMMIT_FILES} files and every {@value #COMMIT_SECONDS} seconds, so that a run that was cut off goes
 * on where the last commit was.
 *
 * <p>Used by one thread; {@link #cancel} may be called from any.
 */
public final class RepositoryIndexer {
    private static final int COMMIT_FILES = 2_000;
    private static final int COMMIT_SECONDS = 60;

    private final CodeIndexWriter writer;
    private final Optional<Encoder> encoder;
    private final IndexListener listener;
    private final Set<String> indexed = new HashSet<>();
    private volatile boolean cancelled;

    /**
     * @param writer opened with {@link #stamp} of the encoder and {@link UnitSplitter#VERSION}; stays the caller's to close
     * @param encoder makes the token vectors; empty for an index of words alone
     * @param listener hears of progress and warnings
     */
    public RepositoryIndexer(CodeIndexWriter writer, Optional<Encoder> encoder, IndexListener listener) {
        this.writer = writer;
        this.encoder = encoder;
        this.listener = listener;
    }

    /** The model of an index whose units this encoder encodes. */
    public static ModelStamp stamp(Encoder encoder) {
        ModelInfo model = encoder.model();
        return new ModelStamp(model.name(), model.hash(), model.dimension());
    }

    /** Stops the run when what is being encoded is done; {@link #index} commits what is written and returns. */
    public void cancel() {
        cancelled = true;
    }

    /**
     * Indexes one repository. An interrupt of the thread cancels too and is used up by that, for Lucene can neither commit nor
     * close an index on an interrupted thread; one that hits Lucene in the middle of writing costs what was not committed.
     *
     * @return what was done
     * @throws SourceException if the repository cannot be listed, or if the index holds another one of the same name
     */
    public IndexReport index(Repository repository) {
        if (!indexed.add(repository.name())) {
            throw new SourceException(
                    repository.name()
                            + ": two sources have this name, so one would replace the other: rename a directory or index them apart");
        }
        if (isCancelled()) {
            return new IndexRun(repository.name(), List.of(), listener).report(true);
        }
        List<RepositoryFile> files = repository.files();
        Map<String, String> known = writer.contentHashes(repository.name());
        IndexRun run = new IndexRun(repository.name(), files, listener);
        run.start();
        takeName(repository, known.isEmpty(), run);
        for (String gone : gone(files, known)) {
            writer.deleteFile(repository.name(), gone);
            run.deleted();
        }
        try (EncodeAhead encoding = new EncodeAhead();
                ReadAhead results = new ReadAhead(new FileReader(repository.name(), known), files, threads())) {
            DocumentBatch batch = new DocumentBatch(encoder);
            for (int i = 0; i < files.size() && !isCancelled(); i++) {
                take(results.next(), batch, run);
                if (batch.isFull()) {
                    write(encoding.submit(batch), run);
                    batch = new DocumentBatch(encoder);
                }
            }
            if (!isCancelled()) {
                write(encoding.submit(batch), run);
                write(encoding.finish(), run);
            }
        } catch (InterruptedException e) {
            cancelled = true;
        }
        commit(run);
        return run.report(cancelled);
    }

    /**
     * Makes sure that the index holds no other repository of this name, whose units this one's would replace. One whose origin is
     * gone is taken to have moved here.
     */
    private void takeName(Repository repository, boolean isNew, IndexRun run) {
        String origin = repository.origin();
        Optional<String> other = writer.origin(repository.name()).filter(known -> !isNew && !known.equals(origin));
        if (other.isPresent()) {
            if (exists(other.get())) {
                throw new SourceException(origin + ": the index holds another " + repository.name() + ", from "
                        + other.get() + ": rename the directory or file, or choose another index with --index");
            }
            run.warn("", "was indexed from " + other.get() + ", which is gone: taken to have moved to " + origin);
        }
        writer.setOrigin(repository.name(), origin);
    }

    private static boolean exists(String origin) {
        return origin.startsWith(MavenCoordinate.PREFIX) || Files.exists(Path.of(origin));
    }

    private static Set<String> gone(List<RepositoryFile> files, Map<String, String> known) {
        Set<String> gone = new HashSet<>(known.keySet());
        files.forEach(file -> gone.remove(file.path()));
        return gone;
    }

    /** One core is left to the encoder where there is one; it brings threads of its own. */
    private int threads() {
        int processors = Runtime.getRuntime().availableProcessors();
        return encoder.isPresent() ? Math.max(1, processors - 1) : processors;
    }

    private boolean isCancelled() {
        if (Thread.interrupted()) {
            cancelled = true;
        }
        return cancelled;
    }

    private static void take(FileResult file, DocumentBatch batch, IndexRun run) {
        if (file.unchanged()) {
            run.unchanged(file);
        } else {
            batch.add(file);
        }
    }

    private void write(List<DocumentBatch.EncodedFile> files, IndexRun run) {
        for (DocumentBatch.EncodedFile encoded : files) {
            writer.replaceFile(encoded.file().record(), encoded.units());
            run.written(encoded.file());
        }
        if (run.filesSinceCommit() >= COMMIT_FILES || run.timeSinceCommit().toSeconds() >= COMMIT_SECONDS) {
            commit(run);
        }
    }

    private void commit(IndexRun run) {
        writer.commit();
        run.committed();
    }
}

package dev.quarry.lateinteraction;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;

/**
 * Writes an index. Nothing is visible to a {@link CodeSearcher} before {@link #commit}, and what a commit brings
 * becomes visible all at once. One writer at a time can be open on an index; its methods may be called from several
 * threads.
 *
 * <p>Every method throws {@link IndexException} where the disk or the index refuses.
 */
public final class CodeIndexWriter implements Closeable {

    private static final double BUFFER_MEGABYTES = 64;

    private final Path index;
    private final Optional<ModelStamp> model;
    private final String splitterVersion;
    private final Directory directory;
    private final IndexWriter writer;
    private final AtomicBoolean uncommitted;
    private final Map<String, String> origins;
    private final Optional<Codebooks> codebooks;
    /** Adding and deleting share it; training, which reads what was added and adds it again, has it alone. */
    private final ReadWriteLock training = new ReentrantReadWriteLock();

    private CodeIndexWriter(
            Path index,
            Optional<ModelStamp> model,
            String splitterVersion,
            Directory directory,
            IndexWriter writer,
            boolean uncommitted,
            Map<String, String> origins,
            Optional<Codebooks> codebooks) {
        this.index = index;
        this.model = model;
        this.splitterVersion = splitterVersion;
        this.directory = directory;
        this.writer = writer;
        this.uncommitted = new AtomicBoolean(uncommitted);
        this.origins = new ConcurrentHashMap<>(origins);
        this.codebooks = codebooks;
    }

    /** Opens an index for units of an unnamed splitter. */
    public static CodeIndexWriter open(Path index, Optional<ModelStamp> model) {
        return open(index, model, "");
    }

    /** Opens an index whose vectors are stored as {@link VectorOptions#defaults} says. */
    public static CodeIndexWriter open(Path index, Optional<ModelStamp> model, String splitterVersion) {
        return open(index, model, splitterVersion, VectorOptions.defaults());
    }

    /**
     * Opens an index, or starts one where there is none.
     *
     * @param index directory, made when absent
     * @param model whose vectors will be added; empty for an index of words alone
     * @param splitterVersion what split the files; those that another version split count as changed
     * @param options how vectors are stored from now on
     * @throws IndexException if the index is of another model, of another format, corrupt, or open in another writer
     */
    public static CodeIndexWriter open(
            Path index, Optional<ModelStamp> model, String splitterVersion, VectorOptions options) {
        Directory directory = null;
        IndexWriter writer = null;
        boolean opened = false;
        try {
            directory = IndexDirectory.open(index);
            writer = new IndexWriter(directory, configuration());
            boolean exists = DirectoryReader.indexExists(directory);
            Map<String, String> origins = Map.of();
            Optional<Codebooks> codebooks = model.map(stamp -> Codebooks.none(stamp.dimension(), options));
            if (exists) {
                CommitData written = CommitData.of(index, userData(writer));
                checkModel(index, written.model(), model);
                origins = written.origins();
                if (model.isPresent()) {
                    codebooks = Optional.of(codebooks(writer, model.get(), options, written));
                }
            }
            opened = true;
            return new CodeIndexWriter(index, model, splitterVersion, directory, writer, !exists, origins, codebooks);
        } catch (IOException e) {
            throw IndexErrors.describe(index, e);
        } finally {
            if (!opened) {
                abandon(writer, directory);
            }
        }
    }

    private static Codebooks codebooks(IndexWriter writer, ModelStamp model, VectorOptions options, CommitData written)
            throws IOException {
        try (DirectoryReader reader = DirectoryReader.open(writer)) {
            return Codebooks.read(reader, model.dimension(), options, written.codebook());
        } catch (RuntimeException e) {
            // What damaged bytes are taken for can fail in any way; their checksum says which file it is.
            Directory directory = writer.getDirectory();
            IndexErrors.verifyChecksums(
                    directory, SegmentInfos.readLatestCommit(directory).files(true));
            throw e;
        }
    }

    private static IndexWriterConfig configuration() {
        ConcurrentMergeScheduler merges = new ConcurrentMergeScheduler() {
            @Override
            protected void handleMergeException(Throwable exception) {
                // The writer remembers it as its tragic event and the next call reports it, in one line instead of a
                // stack trace.
            }
        };
        return new IndexWriterConfig(LexicalRanking.indexAnalyzer())
                .setSimilarity(LexicalRanking.SIMILARITY)
                .setMergeScheduler(merges)
                .setRAMBufferSizeMB(BUFFER_MEGABYTES);
    }

    private static Map<String, String> userData(IndexWriter writer) {
        Map<String, String> data = new TreeMap<>();
        writer.getLiveCommitData().forEach(entry -> data.put(entry.getKey(), entry.getValue()));
        return data;
    }

    private static void checkModel(Path index, Optional<ModelStamp> written, Optional<ModelStamp> wanted) {
        if (!written.map(ModelStamp::hash).equals(wanted.map(ModelStamp::hash))) {
            throw new IndexException(index + ": holds " + vectorsOf(written) + ", cannot add " + vectorsOf(wanted)
                    + ": use the same model, or another directory with --index");
        }
    }

    private static String vectorsOf(Optional<ModelStamp> model) {
        return model.map(stamp -> "vectors of " + stamp).orElse("no vectors");
    }

    private static void abandon(IndexWriter writer, Directory directory) {
        try {
            if (writer != null) {
                writer.rollback();
            }
            if (directory != null) {
                directory.close();
            }
        } catch (IOException _) {
            // The exception that made us give up says more.
        }
    }

    /**
     * What is indexed of a repository, changes of this writer included.
     *
     * @return path to content hash; an empty hash, equal to none, where another splitter version made the units
     */
    public Map<String, String> contentHashes(String repository) {
        return call(() -> {
            try (DirectoryReader reader = DirectoryReader.open(writer)) {
                return new FileRecords(reader).contentHashes(repository, splitterVersion);
            }
        });
    }

    /**
     * Puts a file and its units in the place of whatever was known of that file.
     *
     * @param file what became of the file
     * @param units its units, each with vectors if and only if the index has a model
     */
    public void replaceFile(FileRecord file, List<EmbeddedUnit> units) {
        if (file.units() != units.size()) {
            throw new IllegalArgumentException(
                    file.path() + ": recorded with " + file.units() + " units but has " + units.size());
        }
        units.forEach(unit -> check(file, unit));
        change(() -> {
            List<Document> documents = new ArrayList<>(units.size() + 1);
            for (EmbeddedUnit unit : units) {
                documents.add(codebooks
                        .map(known -> known.document(unit))
                        .orElseGet(() -> UnitDocuments.ofUnit(unit, Optional.empty())));
            }
            documents.add(UnitDocuments.ofFile(file, splitterVersion));
            return writer.updateDocuments(UnitDocuments.fileTerm(file.repository(), file.path()), documents);
        });
        trainIfDue();
    }

    private void trainIfDue() {
        if (codebooks.isPresent() && codebooks.get().isDue()) {
            training.writeLock().lock();
            try {
                call(() -> {
                    codebooks.get().train(writer);
                    return null;
                });
            } finally {
                training.writeLock().unlock();
            }
        }
    }

    private void check(FileRecord file, EmbeddedUnit embedded) {
        CodeUnit unit = embedded.unit();
        if (!unit.repository().equals(file.repository()) || !unit.path().equals(file.path())) {
            throw new IllegalArgumentException(unit.qualifiedName() + " is of " + unit.repository() + " " + unit.path()
                    + ", not of " + file.repository() + " " + file.path());
        }
        Optional<Integer> expected = model.map(ModelStamp::dimension);
        Optional<Integer> actual = embedded.vectors().map(TokenVectors::dimension);
        if (!actual.equals(expected)) {
            throw new IllegalArgumentException(file.path() + ": expected " + dimensions(expected) + " for "
                    + unit.qualifiedName() + ", got " + dimensions(actual));
        }
    }

    private static String dimensions(Optional<Integer> dimension) {
        return dimension.map(d -> "vectors of dimension " + d).orElse("no vectors");
    }

    /** Forgets a file and its units. */
    public void deleteFile(String repository, String path) {
        change(() -> writer.deleteDocuments(UnitDocuments.fileTerm(repository, path)));
    }

    /** Forgets a repository. */
    public void deleteRepository(String repository) {
        origins.remove(repository);
        change(() -> writer.deleteDocuments(new Term(UnitDocuments.REPOSITORY, repository)));
    }

    /** Where a repository comes from, as {@link #setOrigin} was told; empty where nobody said. */
    public Optional<String> origin(String repository) {
        return Optional.ofNullable(origins.get(repository));
    }

    /** Remembers where a repository comes from: names alone do not tell two directories {@code shop} apart. */
    public void setOrigin(String repository, String origin) {
        if (!origin.equals(origins.put(repository, origin))) {
            uncommitted.set(true);
        }
    }

    /** Makes all changes so far durable and visible, or none of them. */
    public void commit() {
        if (!uncommitted.getAndSet(false)) {
            return;
        }
        boolean done = false;
        try {
            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            training.readLock().lock();
            try {
                CommitData data =
                        new CommitData(splitterVersion, model, now, codebooks.flatMap(Codebooks::stamp), origins);
                call(() -> {
                    writer.setLiveCommitData(data.toUserData().entrySet());
                    return writer.commit();
                });
            } finally {
                training.readLock().unlock();
            }
            done = true;
        } finally {
            if (!done) {
                uncommitted.set(true);
            }
        }
    }

    /** Ends writing. What was not committed is lost. */
    @Override
    public void close() {
        call(() -> {
            try (directory) {
                if (uncommitted.get()) {
                    writer.rollback();
                } else {
                    writer.close(); // lets merges finish, and commits what they made
                }
            }
            return null;
        });
    }

    private void change(Call<Long> change) {
        training.readLock().lock();
        try {
            call(change);
        } finally {
            training.readLock().unlock();
            uncommitted.set(true); // last, so that a commit of another thread in between does not hide this change
        }
    }

    private <T> T call(Call<T> call) {
        try {
            return call.run();
        } catch (IOException e) {
            throw IndexErrors.describe(index, e);
        } catch (RuntimeException e) {
            // Lucene closes a writer that a merge in the background failed, and remembers why.
            if (writer.getTragicException() instanceof IOException tragic) {
                throw IndexErrors.describe(index, tragic);
            }
            throw e;
        }
    }

    @FunctionalInterface
    private interface Call<T> {
        T run() throws IOException;
    }
}

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
import org.apache.lucene.document.Document;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
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

    private CodeIndexWriter(
            Path index,
            Optional<ModelStamp> model,
            String splitterVersion,
            Directory directory,
            IndexWriter writer,
            boolean uncommitted,
            Map<String, String> origins) {
        this.index = index;
        this.model = model;
        this.splitterVersion = splitterVersion;
        this.directory = directory;
        this.writer = writer;
        this.uncommitted = new AtomicBoolean(uncommitted);
        this.origins = new ConcurrentHashMap<>(origins);
    }

    /** Opens an index for units of an unnamed splitter. */
    public static CodeIndexWriter open(Path index, Optional<ModelStamp> model) {
        return open(index, model, "");
    }

    /**
     * Opens an index, or starts one where there is none.
     *
     * @param index directory, made when absent
     * @param model whose vectors will be added; empty for an index of words alone
     * @param splitterVersion what split the files; those that another version split count as changed
     * @throws IndexException if the index is of another model, of another format, corrupt, or open in another writer
     */
    public static CodeIndexWriter open(Path index, Optional<ModelStamp> model, String splitterVersion) {
        Directory directory = null;
        IndexWriter writer = null;
        boolean opened = false;
        try {
            directory = IndexDirectory.open(index);
            writer = new IndexWriter(directory, configuration());
            boolean exists = DirectoryReader.indexExists(directory);
            Map<String, String> origins = Map.of();
            if (exists) {
                CommitData written = CommitData.of(index, userData(writer));
                checkModel(index, written.model(), model);
                origins = written.origins();
            }
            opened = true;
            return new CodeIndexWriter(index, model, splitterVersion, directory, writer, !exists, origins);
        } catch (IOException e) {
            throw IndexErrors.describe(index, e);
        } finally {
            if (!opened) {
                abandon(writer, directory);
            }
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
        List<Document> documents = new ArrayList<>(units.size() + 1);
        for (EmbeddedUnit unit : units) {
            check(file, unit);
            documents.add(UnitDocuments.ofUnit(unit));
        }
        documents.add(UnitDocuments.ofFile(file, splitterVersion));
        change(() -> writer.updateDocuments(fileTerm(file.repository(), file.path()), documents));
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
        change(() -> writer.deleteDocuments(fileTerm(repository, path)));
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

    private static Term fileTerm(String repository, String path) {
        return new Term(UnitDocuments.FILE_KEY, UnitDocuments.fileKey(repository, path));
    }

    /** Makes all changes so far durable and visible, or none of them. */
    public void commit() {
        if (!uncommitted.getAndSet(false)) {
            return;
        }
        boolean done = false;
        try {
            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            CommitData data = new CommitData(splitterVersion, model, now, origins);
            call(() -> {
                writer.setLiveCommitData(data.toUserData().entrySet());
                return writer.commit();
            });
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
        try {
            call(change);
        } finally {
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

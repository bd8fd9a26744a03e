package dev.quarry.indexer;

import dev.quarry.lateinteraction.CodeUnit;
import dev.quarry.lateinteraction.FileRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what happens while one repository is indexed, and tells the listener. */
final class IndexRun {
    private final String repository;
    private final int files;
    private final Map<String, Long> sizes = new HashMap<>();
    private final long bytes;
    private final IndexListener listener;
    private final long started = System.nanoTime();
    private final Map<FileRecord.Outcome, Integer> written = new EnumMap<>(FileRecord.Outcome.class);
    private final Map<CodeUnit.Kind, Integer> units = new EnumMap<>(CodeUnit.Kind.class);
    private final List<IndexWarning> warnings = new ArrayList<>();
    private int filesDone;
    private long bytesDone;
    private long bytesRead;
    private long unitsDone;
    private int unchanged;
    private int deleted;
    private int filesSinceCommit;
    private long lastCommit = started;

    IndexRun(String repository, List<RepositoryFile> files, IndexListener listener) {
        this.repository = repository;
        this.files = files.size();
        this.listener = listener;
        long total = 0;
        for (RepositoryFile file : files) {
            long size = Math.max(0, file.size());
            sizes.put(file.path(), size);
            total += size;
        }
        this.bytes = total;
    }

    void start() {
        listener.started(progress());
        if (files == 0) {
            warn("", "holds no files");
        }
    }

    void deleted() {
        deleted++;
    }

    void unchanged(FileResult file) {
        unchanged++;
        done(file);
    }

    void written(FileResult file) {
        written.merge(file.record().outcome(), 1, Integer::sum);
        file.units().forEach(unit -> units.merge(unit.kind(), 1, Integer::sum));
        unitsDone += file.units().size();
        filesSinceCommit++;
        done(file);
    }

    private void done(FileResult file) {
        filesDone++;
        bytesRead += file.bytes();
        bytesDone += sizes.get(file.record().path());
        if (!file.warning().isEmpty()) {
            warn(file.record().path(), file.warning());
        }
        listener.advanced(progress());
    }

    void warn(String path, String reason) {
        IndexWarning warning = new IndexWarning(repository, path, reason);
        warnings.add(warning);
        listener.warned(warning);
    }

    int filesSinceCommit() {
        return filesSinceCommit;
    }

    Duration timeSinceCommit() {
        return Duration.ofNanos(System.nanoTime() - lastCommit);
    }

    void committed() {
        filesSinceCommit = 0;
        lastCommit = System.nanoTime();
        listener.committed(progress());
    }

    private IndexProgress progress() {
        return new IndexProgress(repository, filesDone, files, bytesDone, bytes, unitsDone);
    }

    IndexReport report(boolean cancelled) {
        return new IndexReport(
                repository,
                files,
                unchanged,
                written,
                deleted,
                units,
                bytesRead,
                warnings,
                Duration.ofNanos(System.nanoTime() - started),
                cancelled);
    }
}

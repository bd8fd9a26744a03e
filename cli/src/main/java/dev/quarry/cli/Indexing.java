package dev.quarry.cli;

import dev.quarry.encoder.Encoder;
import dev.quarry.indexer.IndexListener;
import dev.quarry.indexer.IndexProgress;
import dev.quarry.indexer.IndexReport;
import dev.quarry.indexer.IndexWarning;
import dev.quarry.indexer.OpenSource;
import dev.quarry.indexer.Repository;
import dev.quarry.indexer.RepositoryIndexer;
import dev.quarry.indexer.Sources;
import dev.quarry.indexer.UnitSplitter;
import dev.quarry.lateinteraction.CodeIndexWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Brings sources into an index while a person watches: progress, warnings, Ctrl-C. */
final class Indexing {
    private static final int WARNINGS_SHOWN = 10;
    private static final String STOPPING = "stopping: committing what is complete; the same command goes on from there";

    private final Terminal terminal;
    private final Path index;
    private final Optional<Encoder> encoder;

    Indexing(Terminal terminal, Path index, Optional<Encoder> encoder) {
        this.terminal = terminal;
        this.index = index;
        this.encoder = encoder;
    }

    /**
     * What became of the sources.
     *
     * @param reports one for each repository that was reached, in order
     * @param failed number of sources and repositories that could not be indexed; each was told in a line
     * @param cancelled whether the run was stopped
     */
    record Outcome(List<IndexReport> reports, int failed, boolean cancelled) {}

    /** Indexes what is new or changed in every source; one that fails is told and does not stop the others. */
    Outcome run(List<String> sources) {
        return run(sources, false);
    }

    private Outcome run(List<String> sources, boolean failFast) {
        List<IndexReport> reports = new ArrayList<>();
        int failed = 0;
        ProgressLine progress = new ProgressLine(terminal, System::nanoTime);
        try (OrderlyStop stop = new OrderlyStop(terminal, progress, STOPPING);
                CodeIndexWriter writer = CodeIndexWriter.open(
                        index, encoder.map(RepositoryIndexer::stamp), String.valueOf(UnitSplitter.VERSION))) {
            RepositoryIndexer indexer = new RepositoryIndexer(writer, encoder, new Watcher(progress));
            stop.cancelWith(indexer::cancel);
            for (String source : sources) {
                failed += index(source, indexer, reports, progress, failFast);
                if (!reports.isEmpty() && reports.getLast().cancelled()) {
                    break;
                }
            }
        }
        return new Outcome(
                reports, failed, !reports.isEmpty() && reports.getLast().cancelled());
    }

    private int index(
            String source,
            RepositoryIndexer indexer,
            List<IndexReport> reports,
            ProgressLine progress,
            boolean failFast) {
        int failed = 0;
        try (OpenSource open = new Sources().open(source)) {
            open.notes().forEach(terminal::note);
            for (Repository repository : open.repositories()) {
                try {
                    IndexReport report = indexer.index(repository);
                    progress.clear();
                    warn(report.warnings());
                    reports.add(report);
                    if (report.cancelled()) {
                        break;
                    }
                } catch (RuntimeException failure) {
                    failed += tell(failure, progress, failFast);
                }
            }
        } catch (RuntimeException failure) {
            failed += tell(failure, progress, failFast);
        }
        return failed;
    }

    private int tell(RuntimeException failure, ProgressLine progress, boolean failFast) {
        if (failFast || !Failures.isExpected(failure)) {
            throw failure;
        }
        progress.clear();
        terminal.fail(failure);
        return 1;
    }

    private void warn(List<IndexWarning> warnings) {
        warnings.stream().limit(WARNINGS_SHOWN).forEach(warning -> terminal.warn(Printable.of(warning.toString())));
        if (warnings.size() > WARNINGS_SHOWN) {
            terminal.warn((warnings.size() - WARNINGS_SHOWN)
                    + " more like these: 'quarry status --files windowed' and '--files skipped' list every file");
        }
    }

    /**
     * Indexes the sources as a search needs them: quietly, and any failure ends it.
     *
     * @return names of their repositories
     */
    Set<String> bringUpToDate(List<String> sources) {
        Outcome outcome = run(sources, true);
        if (outcome.cancelled()) {
            throw new UserException("nothing was searched, for indexing was stopped");
        }
        Set<String> names = new LinkedHashSet<>();
        for (IndexReport report : outcome.reports()) {
            names.add(report.repository());
            if (report.unchanged() < report.files() || report.deleted() > 0) {
                terminal.note(ReportLine.of(report));
            }
        }
        return names;
    }

    /** Draws progress as the indexer goes. */
    private record Watcher(ProgressLine line) implements IndexListener {
        @Override
        public void started(IndexProgress progress) {
            line.restart();
        }

        @Override
        public void advanced(IndexProgress progress) {
            line.update(progress);
        }
    }
}

package dev.quarry.eval.pairs;

import dev.quarry.indexer.Split;
import dev.quarry.indexer.UnitSplitter;
import dev.quarry.lateinteraction.CodeUnit;
import dev.quarry.lateinteraction.FileRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The Java files of a source jar, or of the JDK's {@code src.zip}, as code units. */
final class SourceArchive {
    private final UnitSplitter splitter = new UnitSplitter();
    private final Path jar;
    private final String repository;

    /**
     * An archive.
     *
     * @param jar path of the jar or zip
     * @param repository name that its units have for a repository
     */
    SourceArchive(Path jar, String repository) {
        this.jar = jar;
        this.repository = repository;
    }

    /**
     * Splits every Java file, in the order of their paths.
     *
     * @param paths which entries to read
     * @param authored whether to leave out files that the library's authors did not write
     * @param dropped told why a file gave nothing
     * @param units given the units of each file
     * @return number of files read
     * @throws IOException when the archive is damaged; the message names it
     */
    int read(Predicate<String> paths, boolean authored, Consumer<DropReason> dropped, Consumer<CodeUnit> units)
            throws IOException {
        int files = 0;
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            List<? extends ZipEntry> entries = zip.stream()
                    .filter(entry -> entry.getName().endsWith(".java") && paths.test(entry.getName()))
                    .sorted(Comparator.comparing(ZipEntry::getName))
                    .toList();
            for (ZipEntry entry : entries) {
                files++;
                String path = entry.getName();
                String text = text(zip, entry);
                Optional<DropReason> reason = authored ? FileFilter.reject(path, text) : Optional.empty();
                if (reason.isPresent()) {
                    dropped.accept(reason.get());
                } else {
                    split(path, text, dropped, units);
                }
            }
        } catch (IOException e) {
            throw new IOException(jar + ": cannot be read as an archive (" + e.getMessage() + "): fetch it again", e);
        }
        return files;
    }

    private void split(String path, String text, Consumer<DropReason> dropped, Consumer<CodeUnit> units) {
        Split split = splitter.split(repository, path, text);
        if (split.outcome() != FileRecord.Outcome.PARSED) {
            dropped.accept(DropReason.UNPARSED_FILE);
            return;
        }
        split.units().forEach(units);
    }

    private static String text(ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

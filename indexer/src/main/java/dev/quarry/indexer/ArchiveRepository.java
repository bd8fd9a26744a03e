package dev.quarry.indexer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The entries of a zip or jar of sources. Nothing is unpacked to disk; entries whose names lead out of the archive and entries
 * that unpack to absurdly more than they take are refused.
 */
final class ArchiveRepository implements Repository {
    /** Source code packs to between a third and a tenth; a bomb to a thousandth. */
    private static final long MOST_RATIO = 200;

    /** Below this size any ratio is harmless. */
    private static final long HARMLESS_BYTES = 1 << 20;

    private final String name;
    private final String origin;
    private final ZipFile zip;

    private ArchiveRepository(String name, String origin, ZipFile zip) {
        this.name = name;
        this.origin = origin;
        this.zip = zip;
    }

    /** Opens an archive; {@code source} is what the user called it, {@code origin} what it is known by. */
    static ArchiveRepository open(String source, String name, String origin, Path file) {
        try {
            return new ArchiveRepository(name, origin, zipFile(file));
        } catch (IOException e) {
            throw new SourceException(
                    source + ": cannot be read as a zip archive (" + FileReader.cause(e)
                            + "): check that it is complete",
                    e);
        }
    }

    private static ZipFile zipFile(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile(), StandardCharsets.UTF_8);
        } catch (ZipException notUtf8) {
            if (!String.valueOf(notUtf8.getMessage()).contains("bad entry name")) {
                throw notUtf8;
            }
            // Old tools wrote names in the character set of their machine; any single-byte one opens the archive.
            return new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String origin() {
        return origin;
    }

    @Override
    public List<RepositoryFile> files() {
        List<RepositoryFile> files = new ArrayList<>();
        Set<String> paths = new HashSet<>();
        zip.stream().filter(entry -> !entry.isDirectory()).forEach(entry -> {
            if (paths.add(path(entry))) {
                files.add(listed(entry));
            }
        });
        files.sort(Comparator.comparing(RepositoryFile::path));
        return files;
    }

    private RepositoryFile listed(ZipEntry entry) {
        String path = path(entry);
        long size = entry.getSize();
        if (leadsOut(path)) {
            return RepositoryFile.refused(path, size, "unsafe archive entry: its name leads out of the archive");
        }
        if (size > HARMLESS_BYTES && entry.getCompressedSize() > 0 && size / entry.getCompressedSize() > MOST_RATIO) {
            return RepositoryFile.refused(
                    path,
                    size,
                    "unsafe archive entry: unpacks to " + size / entry.getCompressedSize() + " times its size");
        }
        return RepositoryFile.of(path, size, () -> zip.getInputStream(entry));
    }

    private static String path(ZipEntry entry) {
        return entry.getName().replace('\\', '/');
    }

    private static boolean leadsOut(String path) {
        return path.startsWith("/")
                || path.matches("[A-Za-z]:.*")
                || Arrays.asList(path.split("/", -1)).contains("..");
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.quarry.indexer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Opens what a user names as a source:
 *
 * <ul>
 *   <li>a directory: one repository of that name; or, if it is no project itself (holds no {@code .git}, {@code pom.xml},
 *       {@code build.gradle*}, {@code settings.gradle*} or {@code src}) but directories in it are, one for each of those;
 *   <li>a {@code .jar} or {@code .zip} of sources: one repository called like the file;
 *   <li>{@code maven:group:artifact:version}: the sources of that artefact, fetched by the user's Maven settings, as one repository
 *       called {@code group:artifact:version}.
 * </ul>
 */
public final class Sources {
    private final MavenSources maven;

    public Sources() {
        this(new MavenSources());
    }

    Sources(MavenSources maven) {
        this.maven = maven;
    }

    /**
     * Opens a source.
     *
     * @param source a path or a {@code maven:} coordinate
     * @throws SourceException if there is nothing that could be indexed
     */
    public OpenSource open(String source) {
        if (source.startsWith(MavenCoordinate.PREFIX)) {
            return artefact(source);
        }
        if (source.isBlank()) {
            throw new SourceException(
                    "a source is empty: name a directory, a jar or zip, or maven:group:artifact:version");
        }
        try {
            Path path = Path.of(source);
            if (Files.isDirectory(path)) {
                return directory(path);
            }
            if (!Files.exists(path)) {
                throw new SourceException(source + ": no such directory or file: check the path");
            }
            return archive(source, path);
        } catch (IOException e) {
            throw new SourceException(
                    source + ": cannot be opened (" + FileReader.cause(e) + "): check its permissions", e);
        } catch (InvalidPathException e) {
            throw new SourceException(source + ": is no path (" + e.getReason() + "): check its spelling", e);
        }
    }

    private OpenSource artefact(String source) {
        MavenCoordinate coordinate = MavenCoordinate.parse(source);
        MavenSources.SourcesJar jar = maven.fetch(coordinate);
        MavenCoordinate found = new MavenCoordinate(coordinate.group(), coordinate.artifact(), jar.version());
        ArchiveRepository repository =
                ArchiveRepository.open(source, found.toString(), MavenCoordinate.PREFIX + found, jar.file());
        return new OpenSource(List.of(repository), List.of());
    }

    private static OpenSource archive(String source, Path path) throws IOException {
        String name = String.valueOf(path.getFileName());
        String lower = name.toLowerCase(Locale.ROOT);
        if (!Files.isRegularFile(path) || !(lower.endsWith(".jar") || lower.endsWith(".zip"))) {
            throw new SourceException(
                    source
                            + ": is neither a directory nor a .jar or .zip file: name one of those, or maven:group:artifact:version");
        }
        // The directory's real path, the file's own name: a link to the newest version is one source, wherever it
        // points.
        Path origin = path.toAbsolutePath().getParent().toRealPath().resolve(name);
        return new OpenSource(List.of(ArchiveRepository.open(source, name, origin.toString(), path)), List.of());
    }

    private static OpenSource directory(Path path) throws IOException {
        Path root = path.toRealPath();
        if (!ProjectLayout.isProject(root)) {
            List<Repository> projects = new ArrayList<>();
            List<String> notes = new ArrayList<>();
            for (Path child : children(root)) {
                if (ProjectLayout.isProject(child)) {
                    projects.add(new DirectoryRepository(name(child), child));
                } else {
                    notes.add(child + ": left out, for it is no project beside others: name it to index it");
                }
            }
            if (!projects.isEmpty()) {
                return new OpenSource(projects, notes);
            }
        }
        return new OpenSource(List.of(new DirectoryRepository(name(root), root)), List.of());
    }

    /** The directories in a directory, by name, without hidden and linked ones. */
    private static List<Path> children(Path root) throws IOException {
        try (Stream<Path> children = Files.list(root)) {
            return children.filter(child -> Files.isDirectory(child) && !Files.isSymbolicLink(child))
                    .filter(child -> Files.isReadable(child) && !ProjectLayout.isLeftOut(child))
                    .sorted()
                    .toList();
        }
    }

    private static String name(Path directory) {
        Path name = directory.getFileName();
        return name == null ? "root" : name.toString();
    }
}

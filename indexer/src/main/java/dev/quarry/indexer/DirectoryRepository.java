package dev.quarry.indexer;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The files below a directory. Hidden directories and build output are left out; symbolic links are not followed, so that no
 * loop and nothing outside can be walked into: what they point to inside the repository is indexed where it lies.
 */
final class DirectoryRepository implements Repository {
    private final String name;
    private final Path root;

    DirectoryRepository(String name, Path root) {
        this.name = name;
        this.root = root;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String origin() {
        return root.toString();
    }

    @Override
    public List<RepositoryFile> files() {
        List<RepositoryFile> files = new ArrayList<>();
        try {
            Files.walkFileTree(root, visitor(files));
        } catch (IOException e) {
            throw new SourceException(
                    root + ": cannot be listed (" + FileReader.cause(e) + "): check its permissions", e);
        }
        files.sort(Comparator.comparing(RepositoryFile::path));
        return files;
    }

    private FileVisitor<Path> visitor(List<RepositoryFile> files) {
        return new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return !directory.equals(root) && ProjectLayout.isLeftOut(directory)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files.add(listed(file, attributes));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (file.equals(root)) {
                    throw e;
                }
                files.add(RepositoryFile.refused(path(file), -1, FileReader.unreadable(e)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException e) {
                if (e != null) {
                    files.add(RepositoryFile.refused(path(directory) + "/", -1, FileReader.unreadable(e)));
                }
                return FileVisitResult.CONTINUE;
            }
        };
    }

    private RepositoryFile listed(Path file, BasicFileAttributes attributes) {
        if (attributes.isSymbolicLink()) {
            return RepositoryFile.refused(path(file), -1, "symbolic link");
        }
        if (!attributes.isRegularFile()) {
            return RepositoryFile.refused(path(file), -1, "not a regular file");
        }
        return RepositoryFile.of(path(file), attributes.size(), () -> Files.newInputStream(file));
    }

    private String path(Path file) {
        String path =
                root.relativize(file).toString().replace(root.getFileSystem().getSeparator(), "/");
        // Where bytes of a name mean no character, they are spelt out: two such names would look the same.
        return path.indexOf('\uFFFD') < 0
                ? path
                : root.toUri().relativize(file.toUri()).getRawPath();
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}

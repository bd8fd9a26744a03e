package dev.quarry.indexer;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** What tells a project's directory from others, and sources from what a build made of them. */
final class ProjectLayout {
    private static final Set<String> MARKERS = Set.of(".git", "pom.xml", "src");
    private static final Set<String> MARKER_PREFIXES = Set.of("build.gradle", "settings.gradle");
    private static final Set<String> NEVER_SOURCE = Set.of("node_modules", "__pycache__");
    private static final Set<String> BUILD_OUTPUT = Set.of("target", "build", "out", "bin", "dist");

    private ProjectLayout() {}

    /** Whether a directory looks like the root of a project (or of a module). */
    static boolean isProject(Path directory) throws IOException {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
            for (Path child : children) {
                String name = String.valueOf(child.getFileName());
                if (MARKERS.contains(name) || MARKER_PREFIXES.stream().anyMatch(name::startsWith)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Whether a directory holds no sources: it is hidden, of packages of another language, or what a build leaves beside a
     * project's files. A package may well be called {@code build}; that lies in no project's root.
     */
    static boolean isLeftOut(Path directory) {
        String name = String.valueOf(directory.getFileName());
        if (name.startsWith(".") || NEVER_SOURCE.contains(name)) {
            return true;
        }
        Path parent = directory.getParent();
        if (!BUILD_OUTPUT.contains(name) || parent == null) {
            return false;
        }
        try {
            return isProject(parent);
        } catch (IOException e) {
            return false; // The walk that lists this directory's parent reports what cannot be read.
        }
    }
}

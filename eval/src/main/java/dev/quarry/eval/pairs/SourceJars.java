package dev.quarry.eval.pairs;

import dev.quarry.indexer.MavenCoordinate;
import dev.quarry.indexer.MavenSources;
import dev.quarry.indexer.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Where source jars come from. */
@FunctionalInterface
public interface SourceJars {

    /**
     * The source jar of a library.
     *
     * @throws IOException when there is none; the message names the library or the file
     */
    Path of(MavenCoordinate library) throws IOException;

    /** Jars from the Maven repositories that the user's settings name, kept in the local repository. */
    static SourceJars maven() {
        MavenSources maven = new MavenSources();
        return library -> {
            try {
                return maven.fetch(library).file();
            } catch (SourceException e) {
                throw new IOException(e.getMessage(), e);
            }
        };
    }

    /**
     * Jars that lie in a directory, either as in a Maven repository ({@code org/apache/poi/poi/5.2.5/poi-5.2.5-sources.jar}) or
     * side by side.
     */
    static SourceJars in(Path directory) {
        return library -> {
            Path nested = directory
                    .resolve(library.group().replace('.', '/'))
                    .resolve(library.artifact())
                    .resolve(library.version())
                    .resolve(library.sourcesFile());
            if (Files.isRegularFile(nested)) {
                return nested;
            }
            Path flat = directory.resolve(library.sourcesFile());
            if (Files.isRegularFile(flat)) {
                return flat;
            }
            throw new NoSuchFileException(directory + ": holds no " + library.sourcesFile() + " of " + library
                    + ": put it there, or leave the directory out to fetch it from a Maven repository");
        };
    }
}

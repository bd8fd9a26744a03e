package dev.quarry.indexer;

import java.util.Arrays;

/**
 * A published artefact, of whose sources a repository is made.
 *
 * @param group group id
 * @param artifact artifact id
 * @param version version, or {@code LATEST} or {@code RELEASE}
 */
public record MavenCoordinate(String group, String artifact, String version) {
    static final String PREFIX = "maven:";

    /**
     * Reads {@code group:artifact:version}.
     *
     * @throws SourceException when the text is something else
     */
    public static MavenCoordinate of(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3 || Arrays.stream(parts).anyMatch(part -> !part.matches("[\\w.+-]+"))) {
            throw new SourceException(
                    text
                            + ": is no Maven coordinate: write group:artifact:version, for example org.apache.lucene:lucene-core:10.5.1");
        }
        return new MavenCoordinate(parts[0], parts[1], parts[2]);
    }

    /** Reads {@code maven:group:artifact:version}, as a source is written. */
    static MavenCoordinate parse(String source) {
        try {
            return of(source.substring(PREFIX.length()));
        } catch (SourceException e) {
            throw new SourceException(PREFIX + e.getMessage().replace("write ", "write " + PREFIX), e);
        }
    }

    /** Name of the library without its version. */
    public String library() {
        return group + ":" + artifact;
    }

    /** Name of the source jar in a Maven repository. */
    public String sourcesFile() {
        return artifact + "-" + version + "-sources.jar";
    }

    @Override
    public String toString() {
        return group + ":" + artifact + ":" + version;
    }
}

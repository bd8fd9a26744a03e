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

    /** Reads {@code maven:group:artifact:version}. */
    static MavenCoordinate parse(String source) {
        String[] parts = source.substring(PREFIX.length()).split(":", -1);
        if (parts.length != 3 || Arrays.stream(parts).anyMatch(part -> !part.matches("[\\w.+-]+"))) {
            throw new SourceException(
                    source
                            + ": is no Maven coordinate: write maven:group:artifact:version, for example maven:org.apache.lucene:lucene-core:10.5.1");
        }
        return new MavenCoordinate(parts[0], parts[1], parts[2]);
    }

    @Override
    public String toString() {
        return group + ":" + artifact + ":" + version;
    }
}

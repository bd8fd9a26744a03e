package dev.quarry.indexer;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.nio.file.Path;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;

/**
 * Fetches the sources of published artefacts the way the user's Maven would: from the same repositories, mirrors and proxies,
 * with the same credentials, into the same local repository.
 */
public final class MavenSources {
    private final ContextOverrides overrides;

    /** By the user's own settings. */
    public MavenSources() {
        this(ContextOverrides.create().withUserSettings(true).build());
    }

    MavenSources(ContextOverrides overrides) {
        this.overrides = overrides;
    }

    /**
     * A jar of sources.
     *
     * @param file the jar in the local repository
     * @param version the version that it turned out to be
     */
    public record SourcesJar(Path file, String version) {}

    /**
     * Gives the sources jar, fetched if it is not in the local repository.
     *
     * @throws SourceException when no repository has it
     */
    public SourcesJar fetch(MavenCoordinate coordinate) {
        Artifact wanted =
                new DefaultArtifact(coordinate.group(), coordinate.artifact(), "sources", "jar", coordinate.version());
        try (Context context = Runtimes.INSTANCE.getRuntime().create(overrides)) {
            ArtifactRequest request = new ArtifactRequest(wanted, context.remoteRepositories(), null);
            Artifact found = context.repositorySystem()
                    .resolveArtifact(context.repositorySystemSession(), request)
                    .getArtifact();
            return new SourcesJar(found.getFile().toPath(), found.getVersion());
        } catch (ArtifactResolutionException e) {
            throw new SourceException(
                    MavenCoordinate.PREFIX + coordinate + ": its sources jar cannot be had (" + e.getMessage()
                            + "): check the coordinate, the network and the repositories in your Maven settings",
                    e);
        }
    }
}

package dev.quarry.cli;

import dev.quarry.encoder.Encoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which index is searched with which model, and what is brought into it first. */
final class SearchedIndex {
    @Option(
            names = "--in",
            paramLabel = "SOURCE",
            description =
                    "Search this source alone, indexing first what is new or changed: a directory, a source jar or "
                            + "zip, or maven:group:artifact:version. May be repeated.")
    private List<String> sources = List.of();

    @Mixin
    private IndexOption index;

    @Mixin
    private ModelOption model;

    /** Loads the model to search this index with; what comes back must be closed. */
    ModelOption.Loaded loadModel() {
        return loadModelOf(directory());
    }

    /** Loads the model to search another index with; what comes back must be closed. */
    ModelOption.Loaded loadModelOf(Path existing) {
        return model.load(existing);
    }

    /** Loads the model for an index that is still to be made; what comes back must be closed. */
    ModelOption.Loaded loadModelOfNewIndex() {
        return model.load();
    }

    /** Directory of the index. */
    Path directory() {
        return index.directory();
    }

    /** Directory of the index where the user names one. */
    Optional<Path> chosenDirectory() {
        return index.chosen();
    }

    boolean hasSources() {
        return !sources.isEmpty();
    }

    /**
     * Indexes the sources where there are any.
     *
     * @return names of their repositories, to which the search is restricted; empty for everything
     */
    Set<String> bringUpToDate(Terminal terminal, Optional<Encoder> encoder) {
        return sources.isEmpty() ? Set.of() : new Indexing(terminal, directory(), encoder).bringUpToDate(sources);
    }
}

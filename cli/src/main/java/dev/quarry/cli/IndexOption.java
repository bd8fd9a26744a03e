package dev.quarry.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which index a command works on. */
final class IndexOption {
    @Option(
            names = "--index",
            paramLabel = "DIR",
            description =
                    "Directory of the index (default: index/ under QUARRY_HOME, or under the platform's data directory).")
    private Path chosen;

    Path directory() {
        if (chosen != null && chosen.toString().isBlank()) {
            throw new UserException("--index is empty: name a directory, or leave the option out");
        }
        return chosen == null ? Places.index() : chosen.toAbsolutePath().normalize();
    }
}

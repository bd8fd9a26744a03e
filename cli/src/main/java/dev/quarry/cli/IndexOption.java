package dev.quarry.cli;

import java.nio.file.Path;
import java.util.Optional;
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
        return chosen().orElseGet(Places::index);
    }

    /** The directory where the user names one. */
    Optional<Path> chosen() {
        if (chosen != null && chosen.toString().isBlank()) {
            throw new UserException("--index is empty: name a directory, or leave the option out");
        }
        return Optional.ofNullable(chosen).map(path -> path.toAbsolutePath().normalize());
    }
}

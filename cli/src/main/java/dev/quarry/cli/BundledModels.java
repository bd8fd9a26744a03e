package dev.quarry.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The models that ship with Quarry, each a directory that has the model's name. The launcher says where Quarry lies; a program
 * that uses these classes without it has none.
 */
final class BundledModels {
    /** What an index is made with unless another model is named. */
    static final String DEFAULT = "quarry-edge";

    private BundledModels() {}

    static Optional<Path> named(String name) {
        return all().stream()
                .filter(model -> model.getFileName().toString().equals(name))
                .findFirst();
    }

    static List<Path> all() {
        String home = System.getProperty("quarry.home");
        if (home == null) {
            return List.of();
        }
        Path directory = Path.of(home, "encoder", "models");
        try (Stream<Path> models = Files.list(directory)) {
            return models.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    directory + ": the bundled models cannot be listed: install Quarry again", e);
        }
    }
}

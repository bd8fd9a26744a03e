package dev.quarry.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where Quarry keeps what it makes: {@code QUARRY_HOME}, or the platform's data directory. */
final class Places {
    private Places() {}

    /** The default index directory. */
    static Path index() {
        return home().resolve("index");
    }

    /** Where evaluations keep the indexes of data sets and, unless told otherwise, their results. */
    static Path evaluations() {
        return home().resolve("eval");
    }

    private static Path home() {
        return home(System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
    }

    static Path home(Map<String, String> environment, String operatingSystem, Path userHome) {
        String chosen = environment.get("QUARRY_HOME");
        if (chosen != null && !chosen.isBlank()) {
            return Path.of(chosen).toAbsolutePath().normalize();
        }
        String system = operatingSystem.toLowerCase(Locale.ROOT);
        if (system.startsWith("mac")) {
            return userHome.resolve("Library/Application Support/Quarry");
        }
        if (system.startsWith("windows")) {
            String local = environment.get("LOCALAPPDATA");
            return (local == null ? userHome.resolve("AppData/Local") : Path.of(local)).resolve("Quarry");
        }
        String data = environment.get("XDG_DATA_HOME");
        return (data == null || data.isBlank() ? userHome.resolve(".local/share") : Path.of(data)).resolve("quarry");
    }
}

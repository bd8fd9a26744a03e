package dev.quarry.encoder.cpu.onednn;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where what was extracted is kept: {@code QUARRY_CACHE}, or the platform's cache directory. */
final class CacheDirectory {

    private CacheDirectory() {}

    static Path ofThisUser() {
        return of(System.getenv(), System.getProperty("os.name"), System.getProperty("user.home"));
    }

    static Path of(Map<String, String> environment, String operatingSystem, String userHome) {
        String chosen = environment.getOrDefault("QUARRY_CACHE", "");
        if (!chosen.isBlank()) {
            return Path.of(chosen).toAbsolutePath().normalize();
        }
        String system = operatingSystem.toLowerCase(Locale.ROOT);
        if (system.startsWith("mac")) {
            return Path.of(userHome, "Library", "Caches", "Quarry");
        }
        if (system.startsWith("windows")) {
            String local = environment.getOrDefault("LOCALAPPDATA", "");
            return (local.isBlank() ? Path.of(userHome, "AppData", "Local") : Path.of(local))
                    .resolve("Quarry")
                    .resolve("cache");
        }
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        return (cache.isBlank() ? Path.of(userHome, ".cache") : Path.of(cache)).resolve("quarry");
    }
}

package dev.quarry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PlacesTest {
    private static final Path USER = Path.of("/home/ada");

    @Test
    void anExplicitHomeWins() {
        assertThat(Places.home(Map.of("QUARRY_HOME", "/data/q", "XDG_DATA_HOME", "/x"), "Linux", USER))
                .isEqualTo(Path.of("/data/q").toAbsolutePath());
    }

    @Test
    void everyPlatformHasItsOwnDataDirectory() {
        assertThat(Places.home(Map.of(), "Linux", USER)).isEqualTo(Path.of("/home/ada/.local/share/quarry"));
        assertThat(Places.home(Map.of("XDG_DATA_HOME", "/x"), "Linux", USER)).isEqualTo(Path.of("/x/quarry"));
        assertThat(Places.home(Map.of(), "Mac OS X", USER))
                .isEqualTo(Path.of("/home/ada/Library/Application Support/Quarry"));
        assertThat(Places.home(Map.of("LOCALAPPDATA", "/l"), "Windows 11", USER))
                .isEqualTo(Path.of("/l/Quarry"));
    }
}

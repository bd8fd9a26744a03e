package dev.quarry.encoder;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** The committed tiny models. */
final class Golden {

    private Golden() {}

    static Path model(String name) {
        try {
            return Path.of(Golden.class.getResource("/golden/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.quarry.eval.pairs;

import dev.quarry.indexer.MavenCoordinate;
import dev.quarry.indexer.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Lists of libraries, each of a fixed version: what is measured or trained today must be the same tomorrow. */
public final class Libraries {
    private static final String TRAINING = "/dev/quarry/eval/training-coordinates.txt";
    private static final String HELD_OUT = "/dev/quarry/eval/held-out-coordinates.txt";

    private Libraries() {}

    /**
     * Reads {@code group:artifact:version} with a released version: no range, no snapshot, no {@code LATEST}.
     *
     * @throws SourceException when the text is something else
     */
    public static MavenCoordinate of(String text) {
        MavenCoordinate coordinate = MavenCoordinate.of(text.strip());
        if (coordinate.version().matches("LATEST|RELEASE|.*-SNAPSHOT")) {
            throw new SourceException(text.strip() + ": write group:artifact:version with a released version");
        }
        return coordinate;
    }

    /** The libraries that the bundled model is trained on. */
    public static List<MavenCoordinate> training() {
        return resource(TRAINING);
    }

    /** The libraries that the bundled model is measured on; none of their code may be trained on. */
    public static List<MavenCoordinate> heldOut() {
        return resource(HELD_OUT);
    }

    /**
     * Reads a file of coordinates, one a line; blank lines and lines that start with {@code #} are skipped.
     *
     * @throws SourceException when the file is missing or a line is no coordinate
     */
    public static List<MavenCoordinate> read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new SourceException(file + ": no such file: name a file with one group:artifact:version a line", e);
        } catch (SourceException e) {
            throw new SourceException(file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<MavenCoordinate> resource(String name) {
        try (InputStream in = Libraries.class.getResourceAsStream(name)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<MavenCoordinate> parse(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(Libraries::of)
                .toList();
    }
}

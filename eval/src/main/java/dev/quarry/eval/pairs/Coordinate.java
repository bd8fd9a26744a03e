package dev.quarry.eval.pairs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * A library in a Maven repository.
 *
 * @param group group id
 * @param artifact artifact id
 * @param version version, fixed: no range, no snapshot
 */
public record Coordinate(String group, String artifact, String version) {
    private static final String TRAINING = "/dev/quarry/eval/training-coordinates.txt";
    private static final String HELD_OUT = "/dev/quarry/eval/held-out-coordinates.txt";

    /**
     * Reads {@code group:artifact:version}.
     *
     * @throws IllegalArgumentException when the text is something else
     */
    public static Coordinate of(String text) {
        String[] parts = text.strip().split(":", -1);
        if (parts.length != 3
                || parts[0].isBlank()
                || parts[1].isBlank()
                || !parts[2].matches("[0-9A-Za-z][0-9A-Za-z._+-]*")
                || parts[2].endsWith("-SNAPSHOT")) {
            throw new IllegalArgumentException(
                    "'" + text.strip() + "' is no coordinate: write group:artifact:version with a released version");
        }
        return new Coordinate(parts[0], parts[1], parts[2]);
    }

    /** The libraries that the bundled model is trained on. */
    public static List<Coordinate> training() {
        return resource(TRAINING);
    }

    /** The libraries that the bundled model is measured on; none of their code may be trained on. */
    public static List<Coordinate> heldOut() {
        return resource(HELD_OUT);
    }

    /**
     * Reads a file of coordinates, one a line; blank lines and lines that start with {@code #} are skipped.
     *
     * @throws IllegalArgumentException when the file is missing or a line is no coordinate
     */
    public static List<Coordinate> read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(
                    file + ": no such file: name a file with one group:artifact:version a line", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<Coordinate> resource(String name) {
        try (InputStream in = Coordinate.class.getResourceAsStream(name)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Coordinate> parse(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(Coordinate::of)
                .toList();
    }

    /** Name of the library without its version: what its units have for a repository. */
    public String library() {
        return group + ":" + artifact;
    }

    /** Name of the source jar in a Maven repository. */
    public String sourcesFile() {
        return artifact + "-" + version + "-sources.jar";
    }

    @Override
    public String toString() {
        return group + ":" + artifact + ":" + version;
    }
}

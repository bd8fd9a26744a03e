package dev.quarry.lateinteraction;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A piece of code that is worth finding on its own, as it is stored and found: a method, a type, or a window of lines of a
 * file that has no finer structure.
 *
 * @param repository name of the repository that the unit belongs to
 * @param path path of the file inside the repository, always with {@code /}
 * @param language "java", or "text" for everything that is not parsed
 * @param kind what the unit is
 * @param packageName declared package, empty where there is none
 * @param name simple name: of the method, the type, or the file for a window
 * @param qualifiedName type chain and name inside the package ({@code Outer.Inner.method}), or the path for a window
 * @param signature one line: what a reader sees first in a list of hits
 * @param visibility {@code public}, {@code protected}, {@code package} or {@code private}; empty for a window
 * @param annotations simple names of the unit's own annotations, without {@code @}
 * @param test whether the unit is test code
 * @param header context that the code itself does not repeat: repository, path words, package, type chain, Javadoc summary
 * @param javadoc the whole Javadoc comment as plain text, empty where there is none; never part of {@link #source}
 * @param source signature and body (an outline of the members for types), lines separated by {@code \n}
 * @param lines for each line of {@link #source} the 1-based line of the file that it stands on, ascending
 */
public record CodeUnit(
        String repository,
        String path,
        String language,
        Kind kind,
        String packageName,
        String name,
        String qualifiedName,
        String signature,
        String visibility,
        List<String> annotations,
        boolean test,
        String header,
        String javadoc,
        String source,
        List<Integer> lines) {

    /** More of a Javadoc comment than this is not encoded; the words of the whole comment are indexed all the same. */
    private static final int ENCODED_JAVADOC = 1_000;

    /** What a unit is. */
    public enum Kind {
        METHOD,
        CONSTRUCTOR,
        INITIALISER,
        CLASS,
        INTERFACE,
        RECORD,
        ENUM,
        ANNOTATION,
        WINDOW;

        /** The kind as people write and read it: lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public CodeUnit {
        Objects.requireNonNull(repository, "repository");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(kind, "kind");
        annotations = List.copyOf(annotations);
        lines = List.copyOf(lines);
        int sourceLines = (int) source.lines().count();
        if (lines.isEmpty() || lines.size() < sourceLines) {
            throw new IllegalArgumentException(path + ": " + qualifiedName + " has " + sourceLines
                    + " source lines but " + lines.size() + " line numbers");
        }
    }

    /**
     * The text that is encoded: the header, what the Javadoc says beyond the header's summary (up to {@value #ENCODED_JAVADOC}
     * characters), the source, each on lines of its own. Spans of token vectors count characters of it.
     */
    public String text() {
        return context() + source;
    }

    /** First character of {@link #source} in {@link #text}. */
    public int sourceStart() {
        return context().length();
    }

    private String context() {
        String summary = header.substring(header.indexOf('\n') + 1);
        String rest = javadoc.startsWith(summary) ? javadoc.substring(summary.length()) : javadoc;
        rest = rest.strip();
        if (rest.length() > ENCODED_JAVADOC) {
            int lastSpace = rest.lastIndexOf(' ', ENCODED_JAVADOC);
            rest = rest.substring(0, lastSpace > 0 ? lastSpace : ENCODED_JAVADOC);
        }
        return rest.isEmpty() ? header + "\n" : header + "\n" + rest + "\n";
    }

    /** First line of the unit in its file, 1-based. */
    public int firstLine() {
        return lines.getFirst();
    }

    /** Last line of the unit in its file, 1-based, inclusive. */
    public int lastLine() {
        return lines.getLast();
    }

    /** The same unit in another place, such as a document of a data set in a file that is called by its id. */
    public CodeUnit in(String otherRepository, String otherPath) {
        return new CodeUnit(
                otherRepository,
                otherPath,
                language,
                kind,
                packageName,
                name,
                qualifiedName,
                signature,
                visibility,
                annotations,
                test,
                header,
                javadoc,
                source,
                lines);
    }
}

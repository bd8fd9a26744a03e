package dev.quarry.indexer;

import dev.quarry.lateinteraction.CodeUnit;
import java.util.List;
import java.util.Locale;

/**
 * Splits a file into the units that are worth finding.
 *
 * <p>Java is split along its syntax tree into types (as outlines), methods, constructors and initialisers; see
 * {@link CodeUnit} for what each carries. A unit's header is one line of repository, package, type
 * chain and path words, then a line with the first sentence of its Javadoc where it has one. A unit of more than 200 lines or
 * 8,000 characters goes on in {@code WINDOW} units that keep its names, and whose header ends with its signature. Java that does
 * not parse, and every other text, is split into overlapping windows of about 40 lines.
 *
 * <p>Safe for use by several threads.
 */
public final class UnitSplitter {
    /** Raised with every change that gives other units for the same text. */
    public static final String VERSION = "2";

    /**
     * Splits one file.
     *
     * @param repository name of the repository
     * @param path path inside the repository, with {@code /}; its extension says how to split
     * @param text the decoded file, with any kind of line breaks
     * @return the units, and why the file was not parsed where it was not
     */
    public Split split(String repository, String path, String text) {
        SourceText source = SourceText.of(text);
        if (path.toLowerCase(Locale.ROOT).endsWith(".java")) {
            return JavaSplitter.split(repository, path, source);
        }
        return Split.windowed("not Java", LineWindows.of(FileContext.of(repository, path, ""), source));
    }

    /** Cuts a unit that was made elsewhere as a long unit of a file is cut, so that nothing of it exceeds what models read. */
    public static List<CodeUnit> cut(CodeUnit unit) {
        return LongUnits.cut(unit);
    }
}

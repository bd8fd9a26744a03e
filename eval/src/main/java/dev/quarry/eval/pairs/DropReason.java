package dev.quarry.eval.pairs;

import java.util.Locale;

/** Why a file, a unit or a question is not trained on. */
public enum DropReason {
    /** A file that a library repackages from another, by its path. */
    FOREIGN_FILE,
    /** A file that says that it was generated. */
    GENERATED_FILE,
    /** A file that says that it was copied from a library that must stay unseen, or from the JDK. */
    COPIED_FILE,
    /** A file larger than people write. */
    LARGE_FILE,
    /** A file that does not parse. */
    UNPARSED_FILE,
    /** Test code, initialisers and annotation types. */
    OTHER_UNIT,
    /** A unit whose code occurred before, token by token. */
    EXACT_DUPLICATE,
    /** A unit whose code is nearly that of another. */
    NEAR_DUPLICATE,
    /** A unit whose code is exactly or nearly one of a held-out library. */
    HELD_OUT,
    /** A unit whose code is exactly or nearly one of the JDK. */
    JDK,
    /** A method without a body or with a single statement, of which only a share is kept. */
    TRIVIAL_BODY,
    /** A unit beyond what one library may give. */
    LIBRARY_FULL,
    /** A question of too few words. */
    SHORT_QUERY,
    /** A question that is not written in English. */
    NOT_ENGLISH,
    /** A comment that only points elsewhere. */
    POINTER,
    /** A comment that a tool wrote, or a licence, or a note to oneself. */
    BOILERPLATE,
    /** A comment that is code that was commented out. */
    CODE_AS_TEXT,
    /** A question that has been asked of other code often enough. */
    REPEATED_QUERY;

    /** The reason as it is written to files: lower case with hyphens. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

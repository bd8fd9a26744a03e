package dev.quarry.indexer;

/** A source cannot be indexed as asked. The message is one line: the source, the reason, and what to do. */
public final class SourceException extends RuntimeException {

    public SourceException(String message) {
        super(oneLine(message));
    }

    public SourceException(String message, Throwable cause) {
        super(oneLine(message), cause);
    }

    private static String oneLine(String message) {
        return message.replaceAll("\\s*\\R\\s*", " ");
    }
}

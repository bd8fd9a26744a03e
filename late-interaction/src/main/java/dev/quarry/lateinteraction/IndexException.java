package dev.quarry.lateinteraction;

/** An index cannot be used as asked. The message is one line: the path, the reason, and what to do. */
public final class IndexException extends RuntimeException {

    public IndexException(String message) {
        super(oneLine(message));
    }

    public IndexException(String message, Throwable cause) {
        super(oneLine(message), cause);
    }

    private static String oneLine(String message) {
        return message.replaceAll("\\s*\\R\\s*", " ");
    }
}

package dev.quarry.encoder;

import java.nio.file.Path;

/** A model directory that cannot be used. The message is one line: the path, the reason and what to do about it. */
public final class ModelException extends RuntimeException {

    /**
     * @param path the file or directory at fault
     * @param reason what is wrong with it
     * @param remedy what the user can do
     */
    public ModelException(Path path, String reason, String remedy) {
        this(path, reason, remedy, null);
    }

    /** As the other constructor, with the exception that told of the fault. */
    public ModelException(Path path, String reason, String remedy, Throwable cause) {
        super((path + ": " + reason + "; " + remedy).replaceAll("\\s+", " "), cause);
    }
}

package dev.quarry.cli;

/** Something that the user can mend. The message is one line: what, why, and the remedy. */
final class UserException extends RuntimeException {
    UserException(String message) {
        super(message);
    }
}

package dev.quarry.encoder.cpu.onednn;

/** oneDNN cannot be used here; the message says why, to go after the words "oneDNN is not used: ". */
public final class OneDnnUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public OneDnnUnavailableException(String reason) {
        super(reason);
    }

    OneDnnUnavailableException(String reason, Throwable cause) {
        super(reason, cause);
    }
}

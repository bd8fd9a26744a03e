package dev.quarry.encoder;

/** A precision was asked for that this machine cannot compute; the message says why and what to do, in one line. */
public final class UnsupportedPrecisionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnsupportedPrecisionException(Precision precision, String reason, Throwable cause) {
        super(
                "precision " + precision.label() + " needs oneDNN, which is not used: " + reason
                        + "; choose f32 or auto",
                cause);
    }
}

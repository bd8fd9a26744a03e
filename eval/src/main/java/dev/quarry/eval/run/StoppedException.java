package dev.quarry.eval.run;

/** An evaluation was told to stop. What was done is on disk, and the same evaluation goes on from there. */
public final class StoppedException extends RuntimeException {
    StoppedException() {
        super("stopped: the same command goes on from there");
    }
}

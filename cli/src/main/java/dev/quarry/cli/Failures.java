package dev.quarry.cli;

import dev.quarry.encoder.ModelException;
import dev.quarry.encoder.UnsupportedPrecisionException;
import dev.quarry.indexer.SourceException;
import dev.quarry.lateinteraction.IndexException;
import java.io.UncheckedIOException;

/** Tells the failures of a user's input or machine, which one line explains, from Quarry's own mistakes. */
final class Failures {
    private Failures() {}

    static boolean isExpected(Throwable failure) {
        return switch (failure) {
            case UserException _,
                    IndexException _,
                    ModelException _,
                    SourceException _,
                    UnsupportedPrecisionException _ -> true;
            case UncheckedIOException _, java.io.IOException _ -> true;
            default -> false;
        };
    }
}

package dev.quarry.encoder;

import dev.quarry.encoder.cpu.Gemm;
import dev.quarry.encoder.cpu.VectorGemm;
import dev.quarry.encoder.cpu.onednn.OneDnnGemm;
import dev.quarry.encoder.cpu.onednn.OneDnnLibrary;
import dev.quarry.encoder.cpu.onednn.OneDnnUnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decides who multiplies matrices: oneDNN, or where it does not load, and f32 is good enough, the Vector API.
 *
 * @param gemm computes
 * @param arithmetic what it is, for people
 */
record GemmChoice(Gemm gemm, Arithmetic arithmetic) {

    /** Set to {@value #VECTOR} to do without oneDNN. */
    static final String PROPERTY = "quarry.gemm";

    private static final String VECTOR = "vector";

    /** Exactly this precision, or {@link UnsupportedPrecisionException}. */
    static GemmChoice of(Precision wanted) {
        return of(Optional.of(wanted), new FastestPrecision(wanted, Optional.empty()));
    }

    /**
     * What this machine offers.
     *
     * @param wanted precision that must be met; empty for the fastest that works
     * @param fastest the fastest that is taken where none is wanted: one after the other is tried, down to f32
     * @throws UnsupportedPrecisionException if it cannot be met
     */
    static GemmChoice of(Optional<Precision> wanted, FastestPrecision fastest) {
        boolean off = VECTOR.equals(System.getProperty(PROPERTY));
        return off
                ? withoutOneDnn(wanted, "switched off by -D" + PROPERTY + "=" + VECTOR, null)
                : of(wanted, fastest, OneDnnLibrary::load);
    }

    static GemmChoice of(Optional<Precision> wanted, FastestPrecision fastest, Supplier<OneDnnLibrary> loader) {
        Optional<String> reason = wanted.isPresent() ? Optional.empty() : fastest.reason();
        OneDnnUnavailableException failure = null;
        try {
            OneDnnLibrary library = loader.get();
            for (Precision precision :
                    wanted.map(List::of).orElseGet(() -> fastest.precision().downToF32())) {
                try {
                    return oneDnn(library, precision, reason);
                } catch (OneDnnUnavailableException e) {
                    failure = e;
                    reason = Optional.of(e.getMessage());
                }
            }
        } catch (OneDnnUnavailableException e) {
            failure = e;
        }
        return withoutOneDnn(wanted, failure.getMessage(), failure);
    }

    private static GemmChoice oneDnn(OneDnnLibrary library, Precision precision, Optional<String> reason) {
        Gemm gemm = new OneDnnGemm(library, precision);
        return new GemmChoice(gemm, new Arithmetic(precision, gemm.description(), reason));
    }

    private static GemmChoice withoutOneDnn(Optional<Precision> wanted, String reason, Throwable cause) {
        if (wanted.isPresent() && wanted.get() != Precision.F32) {
            throw new UnsupportedPrecisionException(wanted.get(), reason, cause);
        }
        Gemm gemm = new VectorGemm();
        Optional<String> why = Optional.of("oneDNN is not used: " + reason);
        return new GemmChoice(gemm, new Arithmetic(Precision.F32, gemm.description(), why));
    }
}

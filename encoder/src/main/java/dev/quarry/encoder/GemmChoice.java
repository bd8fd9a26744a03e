package dev.quarry.encoder;

import dev.quarry.encoder.cpu.Gemm;
import dev.quarry.encoder.cpu.VectorGemm;
import dev.quarry.encoder.cpu.onednn.OneDnnGemm;
import dev.quarry.encoder.cpu.onednn.OneDnnLibrary;
import dev.quarry.encoder.cpu.onednn.OneDnnUnavailableException;
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

    /**
     * What this machine offers.
     *
     * @param wanted precision that must be met; empty to take {@code automatic} where it works, else f32
     * @throws UnsupportedPrecisionException if it cannot be met
     */
    static GemmChoice of(Optional<Precision> wanted, Precision automatic) {
        boolean off = VECTOR.equals(System.getProperty(PROPERTY));
        return off
                ? withoutOneDnn(wanted, "switched off by -D" + PROPERTY + "=" + VECTOR, null)
                : of(wanted, automatic, OneDnnLibrary::load);
    }

    static GemmChoice of(Optional<Precision> wanted, Precision automatic, Supplier<OneDnnLibrary> loader) {
        OneDnnLibrary library;
        try {
            library = loader.get();
        } catch (OneDnnUnavailableException e) {
            return withoutOneDnn(wanted, e.getMessage(), e);
        }
        Precision precision = wanted.orElse(automatic);
        try {
            return oneDnn(library, precision, Optional.empty());
        } catch (OneDnnUnavailableException e) {
            if (wanted.isEmpty() && precision != Precision.F32) {
                return inF32(library, e.getMessage());
            }
            return withoutOneDnn(wanted, e.getMessage(), e);
        }
    }

    private static GemmChoice inF32(OneDnnLibrary library, String reason) {
        try {
            return oneDnn(library, Precision.F32, Optional.of(reason));
        } catch (OneDnnUnavailableException e) {
            return withoutOneDnn(Optional.empty(), e.getMessage(), e);
        }
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

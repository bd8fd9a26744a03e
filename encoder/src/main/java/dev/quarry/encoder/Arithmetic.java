package dev.quarry.encoder;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an encoder's linear layers are computed with.
 *
 * @param precision in which numbers
 * @param library by what, as in {@code oneDNN 3.11.0, brg_matmul:avx512_core_vnni}
 * @param reason why it is no faster one, where there is something to say
 */
public record Arithmetic(Precision precision, String library, Optional<String> reason) {

    /** What this machine can compute, slowest first: f32 at least. Tries it, which takes a moment. */
    public static List<Arithmetic> ofThisMachine() {
        List<Arithmetic> works = new ArrayList<>();
        for (Precision precision : Precision.values()) {
            try {
                GemmChoice choice = GemmChoice.of(precision);
                choice.gemm().close();
                works.add(choice.arithmetic());
            } catch (UnsupportedPrecisionException _) {
                // What is missing from the list does not work; the reason stands with f32 where it is the library's.
            }
        }
        return works;
    }

    /** In one line. */
    @Override
    public String toString() {
        return precision.label() + " by " + library
                + reason.map(why -> " (" + why + ")").orElse("");
    }
}

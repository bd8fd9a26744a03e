package dev.quarry.encoder;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** In which numbers linear layers multiply; everything else is computed in f32. */
public enum Precision {
    /** 32-bit floats. */
    F32,
    /** bfloat16 weights and activations, sums in f32. */
    BF16,
    /** 8-bit integers: weights with a scale for each output channel, activations with one for each token, found as they pass. */
    INT8;

    /** This one and what is slower and more exact, f32 last. */
    List<Precision> downToF32() {
        return switch (this) {
            case F32 -> List.of(F32);
            case BF16 -> List.of(BF16, F32);
            case INT8 -> List.of(INT8, BF16, F32);
        };
    }

    /** The one that people write so. */
    public static Optional<Precision> of(String label) {
        return Arrays.stream(values())
                .filter(precision -> precision.label().equals(label))
                .findFirst();
    }

    /** As people write it: {@code f32}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.quarry.encoder;

import java.util.Locale;

/** In which numbers linear layers multiply; everything else is computed in f32. */
public enum Precision {
    /** 32-bit floats. */
    F32,
    /** bfloat16 weights and activations, sums in f32. */
    BF16,
    /** 8-bit integers: weights with a scale for each output channel, activations with one for each token, found as they pass. */
    INT8;

    /** As people write it: {@code f32}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

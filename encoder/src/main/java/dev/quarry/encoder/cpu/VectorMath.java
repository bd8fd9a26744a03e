package dev.quarry.encoder.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Elementary functions on vectors of floats, the same on every platform. */
final class VectorMath {

    private static final VectorSpecies<Float> SPECIES = MicroKernel.SPECIES;
    private static final float LOG2_E = (float) 1.442695041;
    /** ln 2 in two parts, so that the reduced argument keeps its last bits (Cody and Waite, 1980). */
    private static final float LN2_HIGH = (float) 0.693359375;

    private static final float LN2_LOW = (float) -2.12194440e-4;
    /** Adding 1.5 · 2²³ rounds to a whole number, which then stands in the low bits. */
    private static final float ROUND = 12582912f;

    private VectorMath() {}

    /** eˣ to about 1e-7 relative, for x ≤ 88; below −87 it stays at the smallest normal number. */
    static FloatVector exp(FloatVector x) {
        FloatVector clamped = x.max(-87.3f);
        FloatVector rounded = clamped.mul(LOG2_E).add(ROUND);
        FloatVector n = rounded.sub(ROUND);
        FloatVector r = n.mul(-LN2_HIGH).add(clamped).sub(n.mul(LN2_LOW));
        FloatVector p = FloatVector.broadcast(SPECIES, 1f / 5040)
                .mul(r)
                .add(1f / 720)
                .mul(r)
                .add(1f / 120)
                .mul(r)
                .add(1f / 24)
                .mul(r)
                .add(1f / 6)
                .mul(r)
                .add(0.5f)
                .mul(r)
                .add(1f)
                .mul(r)
                .add(1f);
        IntVector exponent =
                rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).add(0x3F800000);
        return p.mul(exponent.reinterpretAsFloats());
    }

    /**
     * {@code x · Φ(x)}, the exact GELU: Φ from the error function by Abramowitz and Stegun, 7.1.26, to 1.5e-7 absolute.
     */
    static FloatVector gelu(FloatVector x) {
        FloatVector z = x.abs().mul((float) Math.sqrt(0.5));
        FloatVector t =
                FloatVector.broadcast(SPECIES, 1f).div(z.mul((float) 0.3275911).add(1f));
        FloatVector polynomial = t.mul((float) 1.061405429)
                .sub((float) 1.453152027)
                .mul(t)
                .add((float) 1.421413741)
                .mul(t)
                .sub((float) 0.284496736)
                .mul(t)
                .add((float) 0.254829592)
                .mul(t);
        FloatVector tail = polynomial.mul(exp(z.mul(z).neg())).mul(0.5f);
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        return x.mul(one.sub(tail).blend(tail, x.lt(0f)));
    }
}

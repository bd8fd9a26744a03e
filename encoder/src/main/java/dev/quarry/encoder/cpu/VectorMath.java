package dev.quarry.encoder.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
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

    private static final VectorShuffle<Float> BY_8 = exchange(8);
    private static final VectorShuffle<Float> BY_4 = exchange(4);
    private static final VectorShuffle<Float> BY_2 = exchange(2);
    private static final VectorShuffle<Float> BY_1 = exchange(1);

    private VectorMath() {}

    /** eˣ to about 1e-7 relative, for x ≤ 88; below −87 it stays at the smallest normal number. */
    static FloatVector exp(FloatVector x) {
        FloatVector clamped = larger(x, broadcast(-87.3f));
        FloatVector rounded = clamped.mul(LOG2_E).add(ROUND);
        FloatVector n = rounded.sub(ROUND);
        FloatVector r = n.fma(broadcast(-LN2_LOW), n.fma(broadcast(-LN2_HIGH), clamped));
        FloatVector p = broadcast(1f / 5040)
                .fma(r, broadcast(1f / 720))
                .fma(r, broadcast(1f / 120))
                .fma(r, broadcast(1f / 24))
                .fma(r, broadcast(1f / 6))
                .fma(r, broadcast(0.5f))
                .fma(r, broadcast(1f))
                .fma(r, broadcast(1f));
        IntVector exponent =
                rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).add(0x3F800000);
        return p.mul(exponent.reinterpretAsFloats());
    }

    /**
     * {@code x · Φ(x)}, the exact GELU: Φ from the error function by Abramowitz and Stegun, 7.1.26, to 1.5e-7 absolute.
     */
    static FloatVector gelu(FloatVector x) {
        FloatVector z = x.abs().mul((float) Math.sqrt(0.5));
        FloatVector one = broadcast(1f);
        FloatVector t = one.div(z.fma(broadcast((float) 0.3275911), one));
        FloatVector polynomial = broadcast((float) 1.061405429)
                .fma(t, broadcast((float) -1.453152027))
                .fma(t, broadcast((float) 1.421413741))
                .fma(t, broadcast((float) -0.284496736))
                .fma(t, broadcast((float) 0.254829592))
                .mul(t);
        FloatVector tail = polynomial.mul(exp(z.mul(z).neg())).mul(0.5f);
        return x.mul(one.sub(tail).blend(tail, x.lt(0f)));
    }

    /** The larger of each pair; a, where one is no number. Two instructions where Java's own max, with its order of zeros, has six. */
    static FloatVector larger(FloatVector a, FloatVector b) {
        return a.blend(b, a.lt(b));
    }

    /** The largest lane, found among integers of the same order, for the sake of the instructions that Java's own max takes. */
    static float largestLane(FloatVector x) {
        IntVector bits = x.reinterpretAsInts();
        int largest = ordered(bits).reduceLanes(VectorOperators.MAX);
        return Float.intBitsToFloat(largest ^ ((largest >> 31) & Integer.MAX_VALUE));
    }

    /**
     * The sum of all lanes, always in the same order. The order of Java's own reduction is unspecified and changes when a method is
     * compiled: the last bits would tell how warm the JVM is, and after rounding to bf16 or int8 so would the third digit.
     */
    static float sum(FloatVector x) {
        FloatVector sums = x;
        if (SPECIES.length() > 8) {
            sums = sums.add(sums.rearrange(BY_8));
        }
        if (SPECIES.length() > 4) {
            sums = sums.add(sums.rearrange(BY_4));
        }
        if (SPECIES.length() > 2) {
            sums = sums.add(sums.rearrange(BY_2));
        }
        return sums.add(sums.rearrange(BY_1)).lane(0);
    }

    /** Each lane gets the one whose number differs in one bit. */
    private static VectorShuffle<Float> exchange(int bit) {
        return VectorShuffle.fromOp(SPECIES, lane -> (lane ^ bit) % SPECIES.length());
    }

    /** Negative floats have the reverse order of their bits. */
    private static IntVector ordered(IntVector bits) {
        return bits.lanewise(
                VectorOperators.XOR, bits.lanewise(VectorOperators.ASHR, 31).and(Integer.MAX_VALUE));
    }

    private static FloatVector broadcast(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}

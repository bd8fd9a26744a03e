package dev.quarry.encoder.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Elementary functions on vectors of floats, the same on every platform. */
final class VectorMath {

    private static final VectorSpecies<Float> SPECIES = MicroKernel.SPECIES;
    static final float LOG2_E = (float) 1.442695041;
    /** Adding 1.5 · 2²³ rounds to a whole number, which then stands in the low bits. */
    private static final float ROUND = 12582912f;

    private static final VectorShuffle<Float> BY_8 = exchange(8);
    private static final VectorShuffle<Float> BY_4 = exchange(4);
    private static final VectorShuffle<Float> BY_2 = exchange(2);
    private static final VectorShuffle<Float> BY_1 = exchange(1);

    private VectorMath() {}

    /**
     * 2ˣ to about 2e-7 relative, for x ≤ 127; below −125 it stays at about the smallest normal number. The polynomial has the least
     * relative error of its degree on [−½, ½] (Remez, 1934), with 2⁰ exact.
     */
    static FloatVector exp2(FloatVector x) {
        FloatVector clamped = larger(x, broadcast(-125f));
        FloatVector rounded = clamped.add(ROUND);
        FloatVector r = clamped.sub(rounded.sub(ROUND));
        FloatVector p = broadcast((float) 0.00132646586)
                .fma(r, broadcast((float) 0.00967156608))
                .fma(r, broadcast((float) 0.0555073433))
                .fma(r, broadcast((float) 0.240222409))
                .fma(r, broadcast((float) 0.693147004))
                .fma(r, broadcast(1f));
        IntVector exponent =
                rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).add(0x3F800000);
        return p.mul(exponent.reinterpretAsFloats());
    }

    /**
     * {@code x · Φ(x)}, the exact GELU, to 2e-6 absolute. {@code (Φ(x) − ½) / x} is even; its polynomial in x², which is brought to
     * [−1, 1], gives x · Φ(x) the least error of its degree for |x| ≤ 5. Beyond, Φ is 0 or 1 as far as it matters.
     */
    static FloatVector gelu(FloatVector x) {
        FloatVector near = smaller(larger(x, broadcast(-5f)), broadcast(5f));
        FloatVector u = near.mul(near).fma(broadcast(2f / 25), broadcast(-1f));
        FloatVector p = broadcast((float) 0.000492967432)
                .fma(u, broadcast((float) -0.00151415251))
                .fma(u, broadcast((float) 0.0020018653))
                .fma(u, broadcast((float) -0.00291567598))
                .fma(u, broadcast((float) 0.00616542576))
                .fma(u, broadcast((float) -0.0109732291))
                .fma(u, broadcast((float) 0.0164976586))
                .fma(u, broadcast((float) -0.0233367309))
                .fma(u, broadcast((float) 0.0314262286))
                .fma(u, broadcast((float) -0.0404329486))
                .fma(u, broadcast((float) 0.0515214205))
                .fma(u, broadcast((float) -0.0702966526))
                .fma(u, broadcast((float) 0.141363785));
        return x.mul(p.fma(near, broadcast(0.5f)));
    }

    /** The larger of each pair; a, where one is no number. Two instructions where Java's own max, with its order of zeros, has six. */
    static FloatVector larger(FloatVector a, FloatVector b) {
        return a.blend(b, a.lt(b));
    }

    /** The smaller of each pair; a, where one is no number. */
    static FloatVector smaller(FloatVector a, FloatVector b) {
        return a.blend(b, b.lt(a));
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

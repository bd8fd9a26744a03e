package dev.quarry.lateinteraction;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * IEEE 754 binary16, little-endian: two bytes a value, relative error at most 2⁻¹¹ for values that matter in a normalised
 * vector.
 */
final class HalfFloats {

    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, FLOATS.vectorShape());
    /** As many bytes as hold one half float for each lane of {@link #FLOATS}. */
    private static final VectorSpecies<Byte> BYTES =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(FLOATS.vectorBitSize() / 2));

    /** Shifting the exponent field of a half into that of a float leaves it 127 − 15 too small. */
    private static final float REBIAS = 0x1p112f;

    /** The least positive value that keeps all its digits. */
    static final float LEAST = 0x1p-14f;

    private HalfFloats() {}

    /** Rounds to the nearest half float. */
    static byte[] encode(float[] values) {
        byte[] bytes = new byte[values.length * 2];
        for (int i = 0; i < values.length; i++) {
            short half = Float.floatToFloat16(values[i]);
            bytes[2 * i] = (byte) half;
            bytes[2 * i + 1] = (byte) (half >> 8);
        }
        return bytes;
    }

    /**
     * Widens finite half floats.
     *
     * @param bytes where they stand
     * @param offset first byte
     * @param values receives {@code count} values from index 0
     */
    static void decode(byte[] bytes, int offset, float[] values, int count) {
        int i = 0;
        for (; i + FLOATS.length() <= count; i += FLOATS.length()) {
            IntVector half = (IntVector) ByteVector.fromArray(BYTES, bytes, offset + 2 * i)
                    .reinterpretAsShorts()
                    .convertShape(VectorOperators.ZERO_EXTEND_S2I, INTS, 0);
            FloatVector magnitude = half.and(0x7fff)
                    .lanewise(VectorOperators.LSHL, 13)
                    .reinterpretAsFloats()
                    .mul(REBIAS);
            magnitude
                    .reinterpretAsInts()
                    .or(half.and(0x8000).lanewise(VectorOperators.LSHL, 16))
                    .reinterpretAsFloats()
                    .intoArray(values, i);
        }
        for (; i < count; i++) {
            int at = offset + 2 * i;
            values[i] = Float.float16ToFloat((short) ((bytes[at] & 0xff) | (bytes[at + 1] << 8)));
        }
    }
}

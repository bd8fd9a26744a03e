package dev.quarry.encoder.cpu.onednn;

import dev.quarry.encoder.Precision;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.regex.Pattern;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** How a matrix product takes its numbers: rows of floats are brought into native memory in this format. */
enum RowFormat {
    /** As they are. */
    F32(Dnnl.F32, Float.BYTES, "avx2|avx512|avx10|amx|sve|acl|gemm:jit") {
        @Override
        float write(float[] x, int from, int width, MemorySegment to, long at) {
            MemorySegment.copy(x, from, to, ValueLayout.JAVA_FLOAT, at * Float.BYTES, width);
            return 1;
        }
    },
    /** The upper half of a float, rounded to the nearest, ties to even. */
    BF16(Dnnl.BF16, Short.BYTES, "brg.*(bf16|amx|avx10|avx2_vnni_2|sve)|acl") {
        @Override
        float write(float[] x, int from, int width, MemorySegment to, long at) {
            int bound = SHORTS.length() == FLOATS.length() ? FLOATS.loopBound(width) : 0;
            for (int i = 0; i < bound; i += FLOATS.length()) {
                IntVector bits = FloatVector.fromArray(FLOATS, x, from + i).reinterpretAsInts();
                IntVector odd = bits.lanewise(VectorOperators.LSHR, 16).and(1);
                ShortVector halves = (ShortVector) bits.add(odd)
                        .add(0x7FFF)
                        .lanewise(VectorOperators.LSHR, 16)
                        .convertShape(VectorOperators.I2S, SHORTS, 0);
                halves.intoMemorySegment(to, (at + i) * Short.BYTES, ByteOrder.nativeOrder());
            }
            for (int i = bound; i < width; i++) {
                int bits = Float.floatToRawIntBits(x[from + i]);
                short half = (short) ((bits + 0x7FFF + (bits >>> 16 & 1)) >>> 16);
                to.set(ValueLayout.JAVA_SHORT, (at + i) * Short.BYTES, half);
            }
            return 1;
        }
    },
    /** −127 to 127, of the row's largest magnitude: dynamic, symmetric, one scale a row. */
    INT8(Dnnl.S8, Byte.BYTES, "brg.*(vnni|amx|avx10|sve)|acl") {
        @Override
        float write(float[] x, int from, int width, MemorySegment to, long at) {
            float largest = largestMagnitude(x, from, width);
            float factor = largest > 0 ? LARGEST_INT8 / largest : 0;
            int bound = BYTES.length() == FLOATS.length() ? FLOATS.loopBound(width) : 0;
            for (int i = 0; i < bound; i += FLOATS.length()) {
                ByteVector bytes = (ByteVector) FloatVector.fromArray(FLOATS, x, from + i)
                        .mul(factor)
                        .add(ROUND)
                        .reinterpretAsInts()
                        .convertShape(VectorOperators.I2B, BYTES, 0);
                bytes.intoMemorySegment(to, at + i, ByteOrder.nativeOrder());
            }
            for (int i = bound; i < width; i++) {
                int rounded = Float.floatToRawIntBits(x[from + i] * factor + ROUND);
                to.set(ValueLayout.JAVA_BYTE, at + i, (byte) rounded);
            }
            return largest / LARGEST_INT8;
        }
    };

    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, FLOATS.vectorShape());
    private static final VectorSpecies<Short> SHORTS = narrow(short.class, 2);
    private static final VectorSpecies<Byte> BYTES = narrow(byte.class, 4);
    private static final float LARGEST_INT8 = 127;
    /** Adding 1.5 · 2²³ rounds to a whole number, which then stands in the low bits. */
    private static final float ROUND = 12582912f;

    private final int type;
    private final int bytes;
    private final Pattern nativeImplementations;

    RowFormat(int type, int bytes, String nativeImplementations) {
        this.type = type;
        this.bytes = bytes;
        this.nativeImplementations = Pattern.compile(nativeImplementations);
    }

    static RowFormat of(Precision precision) {
        return switch (precision) {
            case F32 -> F32;
            case BF16 -> BF16;
            case INT8 -> INT8;
        };
    }

    /**
     * Whether an implementation uses the processor's own instructions for this format. Others emulate it, slower than floats; and
     * without dot products of bytes, sums of int8 may overflow.
     *
     * @param implementation oneDNN's name of it
     */
    boolean isNative(String implementation) {
        return nativeImplementations.matcher(implementation).find();
    }

    /** {@code dnnl_data_type_t}. */
    int type() {
        return type;
    }

    /** Bytes of a number. */
    int bytes() {
        return bytes;
    }

    /** Whether numbers are multiples of a scale. */
    boolean hasScales() {
        return this == INT8;
    }

    /**
     * Brings a row into this format.
     *
     * @param x {@code [width]} from {@code from} on
     * @param to numbers of this format; the row starts at number {@code at}
     * @return what the numbers have to be multiplied by to be what they were
     */
    abstract float write(float[] x, int from, int width, MemorySegment to, long at);

    private static <T> VectorSpecies<T> narrow(Class<T> type, int times) {
        return VectorSpecies.of(type, VectorShape.forBitSize(Math.max(64, FLOATS.vectorBitSize() / times)));
    }

    private static float largestMagnitude(float[] x, int from, int width) {
        // Without its sign a float has the order of its bits, what is no number beyond infinity.
        IntVector most = IntVector.zero(INTS);
        int bound = INTS.loopBound(width);
        for (int i = 0; i < bound; i += INTS.length()) {
            most = most.max(FloatVector.fromArray(FLOATS, x, from + i)
                    .reinterpretAsInts()
                    .and(Integer.MAX_VALUE));
        }
        int largest = most.reduceLanes(VectorOperators.MAX);
        for (int i = bound; i < width; i++) {
            largest = Math.max(largest, Float.floatToRawIntBits(x[from + i]) & Integer.MAX_VALUE);
        }
        return Float.intBitsToFloat(largest);
    }
}

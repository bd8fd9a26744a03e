package dev.quarry.lateinteraction;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Rows of small integers, one of 2, 4 or 8 bits for each dimension. Byte {@code b} of a row holds dimensions {@code b},
 * {@code b + rowBytes}, {@code b + 2 · rowBytes} …, lowest bits first, so that whole SIMD vectors of neighbouring
 * dimensions come out of neighbouring bytes with one shift and one mask.
 *
 * @param dimension codes in a row
 * @param bits bits of a code: 2, 4 or 8
 */
record ResidualCodes(int dimension, int bits) {

    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, FLOATS.vectorShape());
    /** A byte for each lane of {@link #FLOATS}, or the 64 bits that the narrowest shape has. */
    private static final VectorSpecies<Byte> BYTES =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, FLOATS.length() * Byte.SIZE)));

    private static final int PARTS = BYTES.length() / FLOATS.length();

    ResidualCodes {
        if (bits != 2 && bits != 4 && bits != 8) {
            throw new IllegalArgumentException("residuals have 2, 4 or 8 bits a dimension, not " + bits);
        }
    }

    /** Number of different codes. */
    int levels() {
        return 1 << bits;
    }

    /** Bytes of one row. */
    int rowBytes() {
        return (dimension * bits + Byte.SIZE - 1) / Byte.SIZE;
    }

    /** Puts the code of one dimension into a row of zeros. */
    void put(byte[] bytes, int row, int d, int code) {
        int rowBytes = rowBytes();
        bytes[row + d % rowBytes] |= (byte) (code << (d / rowBytes * bits));
    }

    /** The code of one dimension. */
    private int get(byte[] bytes, int row, int d) {
        int rowBytes = rowBytes();
        return (bytes[row + d % rowBytes] >>> (d / rowBytes * bits)) & (levels() - 1);
    }

    /**
     * Widens neighbouring rows to floats.
     *
     * @param bytes holds the rows
     * @param from first byte of the first
     * @param rows how many
     * @param values receives {@code [rows × dimension]} codes, row-major
     */
    void widen(byte[] bytes, int from, int rows, float[] values) {
        if (bits == Byte.SIZE) {
            widenBytes(bytes, from, rows * dimension, values);
            return;
        }
        int rowBytes = rowBytes();
        int whole = BYTES.loopBound(Math.max(0, dimension - (Byte.SIZE / bits - 1) * rowBytes));
        for (int row = 0; row < rows; row++) {
            int at = from + row * rowBytes;
            for (int b = 0; b < whole; b += BYTES.length()) {
                widen(bytes, at + b, values, row * dimension + b);
            }
            for (int b = whole; b < rowBytes; b++) {
                for (int d = b; d < dimension; d += rowBytes) {
                    values[row * dimension + d] = get(bytes, at, d);
                }
            }
        }
    }

    private static void widenBytes(byte[] bytes, int from, int count, float[] values) {
        int i = 0;
        for (; i + BYTES.length() <= count; i += BYTES.length()) {
            ByteVector packed = ByteVector.fromArray(BYTES, bytes, from + i);
            for (int part = 0; part < PARTS; part++) {
                floats(wide(packed, part)).intoArray(values, i + part * FLOATS.length());
            }
        }
        for (; i < count; i++) {
            values[i] = bytes[from + i] & 0xff;
        }
    }

    /** The codes of one vector of bytes, which are those of several stretches of dimensions. */
    private void widen(byte[] bytes, int from, float[] values, int at) {
        ByteVector packed = ByteVector.fromArray(BYTES, bytes, from);
        int rowBytes = rowBytes();
        for (int part = 0; part < PARTS; part++) {
            IntVector wide = wide(packed, part);
            int to = at + part * FLOATS.length();
            if (bits == 4) {
                floats(wide.and(15)).intoArray(values, to);
                floats(wide.lanewise(VectorOperators.LSHR, 4)).intoArray(values, to + rowBytes);
            } else {
                floats(wide.and(3)).intoArray(values, to);
                floats(wide.lanewise(VectorOperators.LSHR, 2).and(3)).intoArray(values, to + rowBytes);
                floats(wide.lanewise(VectorOperators.LSHR, 4).and(3)).intoArray(values, to + 2 * rowBytes);
                floats(wide.lanewise(VectorOperators.LSHR, 6)).intoArray(values, to + 3 * rowBytes);
            }
        }
    }

    private static IntVector wide(ByteVector packed, int part) {
        return (IntVector) packed.convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, part);
    }

    private static FloatVector floats(IntVector codes) {
        return (FloatVector) codes.convert(VectorOperators.I2F, 0);
    }
}

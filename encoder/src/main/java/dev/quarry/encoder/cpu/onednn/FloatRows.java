package dev.quarry.encoder.cpu.onednn;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Brings products from native memory back. */
final class FloatRows {

    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

    private FloatRows() {}

    /** {@code y = scale · product}, or {@code y += scale · product}, for one row of {@code width} floats from {@code at} on. */
    static void read(
            MemorySegment products, long at, float scale, float[] y, int offset, int width, boolean accumulate) {
        int bound = FLOATS.loopBound(width);
        MemorySegment row = products.asSlice(at * Float.BYTES, (long) width * Float.BYTES);
        if (accumulate) {
            for (int i = 0; i < bound; i += FLOATS.length()) {
                floats(row, i)
                        .fma(FloatVector.broadcast(FLOATS, scale), FloatVector.fromArray(FLOATS, y, offset + i))
                        .intoArray(y, offset + i);
            }
        } else {
            for (int i = 0; i < bound; i += FLOATS.length()) {
                floats(row, i).mul(scale).intoArray(y, offset + i);
            }
        }
        for (int i = bound; i < width; i++) {
            float product = products.get(ValueLayout.JAVA_FLOAT, (at + i) * Float.BYTES) * scale;
            y[offset + i] = accumulate ? y[offset + i] + product : product;
        }
    }

    private static FloatVector floats(MemorySegment products, int at) {
        return FloatVector.fromMemorySegment(FLOATS, products, (long) at * Float.BYTES, ByteOrder.nativeOrder());
    }
}

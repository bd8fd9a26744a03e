package dev.quarry.encoder.cpu.onednn;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Weights of one linear layer in oneDNN's layout.
 *
 * @param memory memory object of the weights
 * @param scales memory object of {@code [outputs]} floats that the columns of the product are multiplied by
 */
record PackedWeights(MemorySegment memory, MemorySegment scales) {

    /** Packs {@code [outputs × inputs]} floats, each output channel brought into the format on its own. */
    static PackedWeights pack(DnnlSession session, RowFormat format, MatmulKernels kernels, float[] weights) {
        int outputs = kernels.outputs();
        int inputs = kernels.inputs();
        MemorySegment scales = session.allocate((long) outputs * Float.BYTES);
        MemorySegment packed = session.allocate(session.dnnl().size(kernels.weights()));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment plain = arena.allocate((long) outputs * inputs * format.bytes(), Long.BYTES);
            for (int output = 0; output < outputs; output++) {
                float scale = format.write(weights, output * inputs, inputs, plain, (long) output * inputs);
                scales.setAtIndex(ValueLayout.JAVA_FLOAT, output, scale);
            }
            // As seen by the product, weights are [inputs × outputs], and lie column after column.
            MemorySegment columns = session.describe(format.type(), Dnnl.BA, inputs, outputs);
            session.reorder(columns, plain, kernels.weights(), packed);
        }
        return new PackedWeights(
                session.memory(kernels.weights(), packed),
                session.memory(session.describe(Dnnl.F32, Dnnl.A, outputs), scales));
    }
}

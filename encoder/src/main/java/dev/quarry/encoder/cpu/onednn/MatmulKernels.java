package dev.quarry.encoder.cpu.onednn;

import java.lang.foreign.MemorySegment;

/**
 * The kernels of one shape of weights: one for each number of rows in steps of {@link #STEP}, made when it is first needed. All
 * read the same layout of weights.
 */
final class MatmulKernels {

    /** Rows of a product are padded to a multiple of this. */
    static final int STEP = 16;

    /** Most rows of one product: enough to read the weights once for many of them. */
    static final int MOST_ROWS = 128;

    private final DnnlSession session;
    private final RowFormat format;
    private final int outputs;
    private final int inputs;
    private final MatmulKernel[] byStep = new MatmulKernel[MOST_ROWS / STEP];
    private final MatmulKernel most;

    MatmulKernels(DnnlSession session, RowFormat format, int outputs, int inputs) {
        this.session = session;
        this.format = format;
        this.outputs = outputs;
        this.inputs = inputs;
        MemorySegment anyLayout = session.describe(format.type(), Dnnl.ANY, inputs, outputs);
        this.most = session.matmul(format, MOST_ROWS, outputs, inputs, anyLayout);
        byStep[byStep.length - 1] = most;
    }

    int outputs() {
        return outputs;
    }

    int inputs() {
        return inputs;
    }

    /** The layout that weights have to have. */
    MemorySegment weights() {
        return most.weights();
    }

    /** oneDNN's name of what computes this. */
    String implementation() {
        return most.implementation();
    }

    /** The smallest kernel for so many rows, at most {@link #MOST_ROWS}. */
    synchronized MatmulKernel forRows(int rows) {
        int step = (rows - 1) / STEP;
        if (byStep[step] == null) {
            byStep[step] = session.matmul(format, (step + 1) * STEP, outputs, inputs, most.weights());
        }
        return byStep[step];
    }
}

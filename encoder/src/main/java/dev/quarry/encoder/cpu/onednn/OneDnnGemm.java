package dev.quarry.encoder.cpu.onednn;

import dev.quarry.encoder.Precision;
import dev.quarry.encoder.cpu.Gemm;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Matrix products by oneDNN, each on the thread that asks for it: whoever shares out the work has the threads, the library's own
 * stay asleep. Activations and weights are rounded to the precision, sums are exact enough for it (f32, or 32-bit integers for
 * int8), results are floats. In int8, weights have a scale for each output channel and activations one for each row.
 */
public final class OneDnnGemm implements Gemm {

    private static final int PROBE = 64;

    private final DnnlSession session;
    private final RowFormat format;
    private final String description;
    private final Map<Shape, MatmulKernels> kernels = new ConcurrentHashMap<>();
    private final Queue<Lane> lanes = new ConcurrentLinkedQueue<>();
    private final AtomicLong weightBytes = new AtomicLong();
    private final AtomicLong sourceBytes = new AtomicLong(1);
    private final AtomicLong targetBytes = new AtomicLong(1);

    private record Shape(int outputs, int inputs) {}

    /**
     * @param precision F32, BF16 or INT8
     * @throws OneDnnUnavailableException if this processor has no fast products of that precision
     */
    public OneDnnGemm(OneDnnLibrary library, Precision precision) {
        this.session = new DnnlSession(library.dnnl());
        this.format = RowFormat.of(precision);
        String implementation = probe();
        this.description = "oneDNN " + library.version() + ", " + implementation;
        if (!format.isNative(implementation)) {
            session.close();
            throw new OneDnnUnavailableException("this processor has no instructions for " + precision.label()
                    + " that " + library.version() + " uses (" + implementation + ")");
        }
    }

    private String probe() {
        try {
            return kernels(PROBE, PROBE).implementation();
        } catch (DnnlException e) {
            return e.getMessage();
        }
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public long weightBytes() {
        return weightBytes.get();
    }

    @Override
    public Linear prepare(float[] weights, int outputSize, int inputSize) {
        if (weights.length != (long) outputSize * inputSize) {
            throw new IllegalArgumentException(
                    "expected " + outputSize + " × " + inputSize + " weights, got " + weights.length);
        }
        MatmulKernels shape = kernels(outputSize, inputSize);
        weightBytes.addAndGet(session.dnnl().size(shape.weights()));
        return new OneDnnLinear(shape, PackedWeights.pack(session, format, shape, weights));
    }

    @Override
    public void close() {
        lanes.forEach(Lane::close);
        session.close();
    }

    private MatmulKernels kernels(int outputs, int inputs) {
        sourceBytes.accumulateAndGet((long) MatmulKernels.MOST_ROWS * inputs * format.bytes(), Math::max);
        targetBytes.accumulateAndGet((long) MatmulKernels.MOST_ROWS * outputs * Float.BYTES, Math::max);
        return kernels.computeIfAbsent(
                new Shape(outputs, inputs), shape -> new MatmulKernels(session, format, outputs, inputs));
    }

    private Lane takeLane() {
        Lane lane = lanes.poll();
        if (lane != null && !lane.holds(sourceBytes.get(), targetBytes.get())) {
            lane.close();
            lane = null;
        }
        return lane == null ? new Lane(session, sourceBytes.get(), targetBytes.get()) : lane;
    }

    private final class OneDnnLinear implements Linear {

        private final MatmulKernels shape;
        private final PackedWeights weights;

        OneDnnLinear(MatmulKernels shape, PackedWeights weights) {
            this.shape = shape;
            this.weights = weights;
        }

        @Override
        public int inputSize() {
            return shape.inputs();
        }

        @Override
        public int outputSize() {
            return shape.outputs();
        }

        @Override
        public void apply(float[] x, int xOffset, int rows, float[] y, int yOffset, boolean accumulate) {
            Lane lane = takeLane();
            try {
                for (int row = 0; row < rows; row += MatmulKernels.MOST_ROWS) {
                    int count = Math.min(MatmulKernels.MOST_ROWS, rows - row);
                    multiply(lane, x, xOffset + row * inputSize(), count);
                    for (int i = 0; i < count; i++) {
                        read(lane, i, y, yOffset + (row + i) * outputSize(), accumulate);
                    }
                }
            } finally {
                lanes.add(lane);
            }
        }

        @Override
        public void apply(float[] x, int xOffset, int rows, RowConsumer consumer) {
            Lane lane = takeLane();
            try {
                float[] product = lane.row().atLeast(outputSize());
                for (int row = 0; row < rows; row += MatmulKernels.MOST_ROWS) {
                    int count = Math.min(MatmulKernels.MOST_ROWS, rows - row);
                    multiply(lane, x, xOffset + row * inputSize(), count);
                    for (int i = 0; i < count; i++) {
                        read(lane, i, product, 0, false);
                        consumer.take(row + i, product, 0);
                    }
                }
            } finally {
                lanes.add(lane);
            }
        }

        private void multiply(Lane lane, float[] x, int offset, int rows) {
            int width = inputSize();
            for (int row = 0; row < rows; row++) {
                lane.scales()[row] = format.write(x, offset + row * width, width, lane.source(), (long) row * width);
            }
            lane.multiply(shape.forRows(rows), weights);
        }

        private void read(Lane lane, int row, float[] y, int offset, boolean accumulate) {
            int width = outputSize();
            FloatRows.read(lane.target(), (long) row * width, lane.scales()[row], y, offset, width, accumulate);
        }
    }
}

package dev.quarry.encoder.cpu;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Matrix products with the Vector API: weights packed once into panels of {@link MicroKernel#COLUMNS} outputs, read
 * in order by the kernel.
 */
public final class VectorGemm implements Gemm {

    private final AtomicLong weightBytes = new AtomicLong();
    private final Pool<Floats> products = new Pool<>(Floats::new);

    @Override
    public Linear prepare(float[] weights, int outputSize, int inputSize) {
        if (weights.length != (long) outputSize * inputSize) {
            throw new IllegalArgumentException(
                    "expected " + outputSize + " × " + inputSize + " weights, got " + weights.length);
        }
        int columns = MicroKernel.COLUMNS;
        float[] panels = new float[MicroKernel.padded(outputSize) * inputSize];
        for (int out = 0; out < outputSize; out++) {
            int panel = out / columns * columns * inputSize + out % columns;
            for (int in = 0; in < inputSize; in++) {
                panels[panel + in * columns] = weights[out * inputSize + in];
            }
        }
        weightBytes.addAndGet((long) panels.length * Float.BYTES);
        return new Panels(panels, outputSize, inputSize, products);
    }

    @Override
    public long weightBytes() {
        return weightBytes.get();
    }

    @Override
    public String description() {
        return "Java Vector API, " + MicroKernel.SPECIES.vectorBitSize() + " bits";
    }

    @Override
    public void close() {
        // The weights on the heap go with the layers.
    }

    private record Panels(float[] panels, int outputSize, int inputSize, Pool<Floats> products) implements Linear {

        @Override
        public void apply(float[] x, int xOffset, int rows, RowConsumer consumer) {
            Floats memory = products.take();
            float[] y = memory.atLeast(rows * outputSize);
            apply(x, xOffset, rows, y, 0, false);
            for (int row = 0; row < rows; row++) {
                consumer.take(row, y, row * outputSize);
            }
            products.give(memory);
        }

        @Override
        public void apply(float[] x, int xOffset, int rows, float[] y, int yOffset, boolean accumulate) {
            int columns = MicroKernel.COLUMNS;
            int whole = outputSize / columns * columns;
            // A panel stays in the second-level cache while all rows pass by.
            for (int column = 0; column < whole; column += columns) {
                for (int row = 0; row < rows; row += MicroKernel.ROWS) {
                    MicroKernel.tile(
                            x,
                            xOffset + row * inputSize,
                            inputSize,
                            panels,
                            column * inputSize,
                            inputSize,
                            y,
                            yOffset + row * outputSize + column,
                            outputSize,
                            Math.min(MicroKernel.ROWS, rows - row),
                            accumulate);
                }
            }
            if (whole < outputSize) {
                applyRest(x, xOffset, rows, y, yOffset, accumulate, whole);
            }
        }

        /** The last panel is wider than what is left of a row of y: it is computed aside. */
        private void applyRest(
                float[] x, int xOffset, int rows, float[] y, int yOffset, boolean accumulate, int whole) {
            int columns = MicroKernel.COLUMNS;
            float[] aside = new float[MicroKernel.ROWS * columns];
            for (int row = 0; row < rows; row += MicroKernel.ROWS) {
                int count = Math.min(MicroKernel.ROWS, rows - row);
                for (int r = 0; r < count && accumulate; r++) {
                    System.arraycopy(
                            y, yOffset + (row + r) * outputSize + whole, aside, r * columns, outputSize - whole);
                }
                MicroKernel.tile(
                        x,
                        xOffset + row * inputSize,
                        inputSize,
                        panels,
                        whole * inputSize,
                        inputSize,
                        aside,
                        0,
                        columns,
                        count,
                        accumulate);
                for (int r = 0; r < count; r++) {
                    System.arraycopy(
                            aside, r * columns, y, yOffset + (row + r) * outputSize + whole, outputSize - whole);
                }
            }
        }
    }
}

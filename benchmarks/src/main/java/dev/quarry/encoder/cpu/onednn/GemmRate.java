package dev.quarry.encoder.cpu.onednn;

import dev.quarry.encoder.Precision;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * oneDNN's own rate on a model's products, without anything around them: {@code GemmRate THREADS PRECISION HIDDEN INTERMEDIATE}.
 * Every thread computes one layer's four products over and over, a block of rows each time; what is printed is GFLOP/s of all
 * threads. It stands in the encoder's package because the bare product is nothing that the encoder shows.
 */
public final class GemmRate {

    private static final int ROWS = MatmulKernels.MOST_ROWS;
    private static final double SECONDS = 3;

    private GemmRate() {}

    public static void main(String[] args) throws InterruptedException {
        int threads = Integer.parseInt(args[0]);
        RowFormat format = RowFormat.of(Precision.valueOf(args[1].toUpperCase(Locale.ROOT)));
        int hidden = Integer.parseInt(args[2]);
        int intermediate = Integer.parseInt(args[3]);
        int[][] shapes = {
            {3 * hidden, hidden}, {hidden, hidden}, {2 * intermediate, hidden}, {hidden, intermediate},
        };
        try (DnnlSession session = new DnnlSession(OneDnnLibrary.load().dnnl());
                ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            MatmulKernels[] kernels = new MatmulKernels[shapes.length];
            PackedWeights[] weights = new PackedWeights[shapes.length];
            long operations = 0;
            long largest = 0;
            for (int i = 0; i < shapes.length; i++) {
                int outputs = shapes[i][0];
                int inputs = shapes[i][1];
                kernels[i] = new MatmulKernels(session, format, outputs, inputs);
                weights[i] = PackedWeights.pack(session, format, kernels[i], random(outputs * inputs));
                operations += 2L * ROWS * outputs * inputs;
                largest = Math.max(largest, (long) ROWS * Math.max(inputs, outputs) * Float.BYTES);
            }
            long bytes = largest;
            AtomicLong layers = new AtomicLong();
            CountDownLatch ready = new CountDownLatch(threads);
            for (int thread = 0; thread < threads; thread++) {
                pool.execute(() -> {
                    try (Lane lane = new Lane(session, bytes, bytes)) {
                        layer(lane, kernels, weights);
                        ready.countDown();
                        ready.await();
                        long end = System.nanoTime() + (long) (SECONDS * 1e9);
                        while (System.nanoTime() < end) {
                            layer(lane, kernels, weights);
                            layers.incrementAndGet();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
            }
            pool.shutdown();
            pool.awaitTermination(1, TimeUnit.MINUTES);
            System.out.printf(Locale.ROOT, "%.1f%n", operations * layers.get() / SECONDS / 1e9);
        }
    }

    private static void layer(Lane lane, MatmulKernels[] kernels, PackedWeights[] weights) {
        for (int i = 0; i < kernels.length; i++) {
            lane.multiply(kernels[i].forRows(ROWS), weights[i]);
        }
    }

    private static float[] random(int count) {
        Random random = new Random(count);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}

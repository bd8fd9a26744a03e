package dev.quarry.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Times one question after the other, all of them several times; the first times do not count. */
final class Latencies {

    private static final int THREADS = 2;
    private static final int WARM_UP = 2;
    private static final int ROUNDS = 2;

    private Latencies() {}

    /** Asks question {@code i}. */
    interface Asking {
        void ask(int i) throws IOException;
    }

    /** Median, 95th percentile, and questions per second on two threads. */
    static String measure(int questions, Asking asking) throws IOException, InterruptedException {
        double[] milliseconds = new double[ROUNDS * questions];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            for (int i = 0; i < questions; i++) {
                long start = System.nanoTime();
                asking.ask(i);
                if (round >= 0) {
                    milliseconds[round * questions + i] = (System.nanoTime() - start) / 1e6;
                }
            }
        }
        Arrays.sort(milliseconds);
        return String.format(
                "p50 %.2f ms  p95 %.2f ms  %.0f questions/s on %d threads",
                milliseconds[milliseconds.length / 2],
                milliseconds[milliseconds.length * 95 / 100],
                perSecond(questions, asking),
                THREADS);
    }

    private static double perSecond(int questions, Asking asking) throws IOException, InterruptedException {
        int total = ROUNDS * questions;
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime();
        try (ExecutorService clients = Executors.newFixedThreadPool(THREADS)) {
            for (Future<?> client : clients.invokeAll(IntStream.range(0, THREADS)
                    .mapToObj(_ -> Executors.callable(() -> askAll(questions, total, next, asking)))
                    .toList())) {
                client.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
        return total / ((System.nanoTime() - start) / 1e9);
    }

    private static void askAll(int questions, int total, AtomicInteger next, Asking asking) {
        for (int i = next.getAndIncrement(); i < total; i = next.getAndIncrement()) {
            try {
                asking.ask(i % questions);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    /** Memory of this process and of the files that it maps, as far as it is resident. */
    static String residentMemory() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) {
                return line.replaceAll("\\D", "")
                        .transform(kilobytes -> Long.parseLong(kilobytes) / 1024 + " MiB resident");
            }
        }
        throw new IOException("/proc/self/status has no VmRSS");
    }
}

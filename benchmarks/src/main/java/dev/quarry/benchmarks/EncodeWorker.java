package dev.quarry.benchmarks;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import dev.quarry.encoder.Encoder;
import dev.quarry.encoder.EncoderOptions;
import dev.quarry.encoder.Precision;
import dev.quarry.encoder.TokenEmbeddings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Encodes texts each time it is told to: {@code EncodeWorker MODEL TEXTS.json THREADS PRECISION}. Says what it computes with; then,
 * for every number N on standard input, encodes the first N texts and answers with the seconds that took, the processor's seconds, and the vectors that came of it.
 */
public final class EncodeWorker {

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private EncodeWorker() {}

    public static void main(String[] args) throws IOException {
        List<String> texts = new ObjectMapper().readValue(Path.of(args[1]).toFile(), new TypeReference<>() {});
        EncoderOptions options = EncoderOptions.withThreads(Integer.parseInt(args[2]));
        if (!args[3].equals("auto")) {
            options = options.with(Precision.valueOf(args[3].toUpperCase(Locale.ROOT)));
        }
        try (Encoder encoder = Encoder.open(Path.of(args[0]), options);
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println("Quarry, " + encoder.arithmetic());
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                List<String> chosen = texts.subList(0, Integer.parseInt(line));
                long cpuStart = PROCESS.getProcessCpuTime();
                long start = System.nanoTime();
                int vectors = 0;
                for (TokenEmbeddings embeddings : encoder.encodeDocuments(chosen)) {
                    vectors += embeddings.count();
                }
                double seconds = (System.nanoTime() - start) / 1e9;
                double cpuSeconds = (PROCESS.getProcessCpuTime() - cpuStart) / 1e9;
                System.out.printf(Locale.ROOT, "%.6f %.6f %d%n", seconds, cpuSeconds, vectors);
            }
        }
    }
}

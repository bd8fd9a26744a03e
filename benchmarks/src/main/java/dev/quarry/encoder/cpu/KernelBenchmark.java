package dev.quarry.encoder.cpu;

import dev.quarry.encoder.PackedBatch;
import dev.quarry.encoder.Precision;
import dev.quarry.encoder.cpu.onednn.OneDnnGemm;
import dev.quarry.encoder.cpu.onednn.OneDnnLibrary;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a block of 128 tokens costs one thread in each part of a layer, in microseconds, for the base and the edge shape. It stands
 * in the kernels' package, since they are nobody else's business.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
public class KernelBenchmark {

    private static final int ROWS = 128;
    private static final int HEAD_SIZE = 64;

    /** Hidden width; the intermediate one is 1.5 times as large. */
    @Param({"256", "768"})
    private int hidden;

    private Workers workers;
    private Gemm vector;
    private Gemm f32;
    private Gemm bf16;
    private Gemm int8;
    private Gemm.Linear vectorLinear;
    private Gemm.Linear f32Linear;
    private Gemm.Linear bf16Linear;
    private Gemm.Linear int8Linear;
    private GatedMlp mlp;
    private LayerNorm norm;
    private RotaryEmbedding rope;
    private Attention local;
    private Attention global;
    private PackedBatch batch;
    private float[] x;
    private float[] wide;
    private float[] out;
    private final Floats scratch = new Floats();

    @Setup
    public void prepare() {
        OneDnnLibrary library = OneDnnLibrary.load();
        workers = new Workers(1);
        vector = new VectorGemm();
        f32 = new OneDnnGemm(library, Precision.F32);
        bf16 = new OneDnnGemm(library, Precision.BF16);
        int8 = new OneDnnGemm(library, Precision.INT8);
        vectorLinear = linear(vector, 3 * hidden, hidden);
        f32Linear = linear(f32, 3 * hidden, hidden);
        bf16Linear = linear(bf16, 3 * hidden, hidden);
        int8Linear = linear(int8, 3 * hidden, hidden);
        mlp = new GatedMlp(linear(int8, 3 * hidden, hidden), linear(int8, hidden, 3 * hidden / 2));
        norm = new LayerNorm(random(hidden), 1e-5f);
        rope = new RotaryEmbedding(HEAD_SIZE, 10_000, ROWS);
        local = new Attention(hidden / HEAD_SIZE, HEAD_SIZE, 64);
        global = new Attention(hidden / HEAD_SIZE, HEAD_SIZE, Attention.UNLIMITED);
        batch = PackedBatch.of(List.of(new int[ROWS]), new int[] {ROWS});
        x = random(ROWS * hidden);
        wide = random(ROWS * 3 * hidden);
        out = new float[ROWS * 3 * hidden];
    }

    @TearDown
    public void close() {
        List.of(vector, f32, bf16, int8).forEach(Gemm::close);
        workers.close();
    }

    @Benchmark
    public float[] linearVectorApi() {
        vectorLinear.apply(x, 0, ROWS, out, 0, false);
        return out;
    }

    @Benchmark
    public float[] linearF32() {
        f32Linear.apply(x, 0, ROWS, out, 0, false);
        return out;
    }

    @Benchmark
    public float[] linearBf16() {
        bf16Linear.apply(x, 0, ROWS, out, 0, false);
        return out;
    }

    @Benchmark
    public float[] linearInt8() {
        int8Linear.apply(x, 0, ROWS, out, 0, false);
        return out;
    }

    @Benchmark
    public float[] mlpInt8() {
        mlp.addTo(x, ROWS, out, 0, scratch);
        return out;
    }

    @Benchmark
    public float[] localAttention() {
        local.run(batch, wide, out, workers);
        return out;
    }

    @Benchmark
    public float[] globalAttention() {
        global.run(batch, wide, out, workers);
        return out;
    }

    @Benchmark
    public float[] layerNorm() {
        norm.apply(x, 0, ROWS, out, 0);
        return out;
    }

    @Benchmark
    public float[] rotation() {
        for (int row = 0; row < ROWS; row++) {
            rope.rotate(out, row * 3 * hidden, 2 * hidden / HEAD_SIZE, row);
        }
        return out;
    }

    private static Gemm.Linear linear(Gemm gemm, int outputs, int inputs) {
        return gemm.prepare(random(outputs * inputs), outputs, inputs);
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

package dev.quarry.encoder.cpu.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.quarry.encoder.Precision;
import dev.quarry.encoder.cpu.Gemm;
import dev.quarry.encoder.cpu.Matrices;
import dev.quarry.encoder.cpu.VectorGemm;
import dev.quarry.encoder.cpu.Workers;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Against plain sums in doubles, and against the Vector API. */
class OneDnnGemmTest {

    /** Sums of up to a few hundred products of numbers near 1, in floats. */
    private static final float TOLERANCE = 2e-4f;

    @ParameterizedTest
    @CsvSource({"1,1,1", "7,13,5", "16,32,16", "11,37,31", "17,64,127", "97,101,103", "129,2,257", "300,48,64"})
    void agreesWithPlainSumsOfRoundedNumbers(int rows, int out, int in) {
        for (Precision precision : Precision.values()) {
            check(precision, rows, out, in, false);
            check(precision, rows, out, in, true);
        }
    }

    @Property(tries = 40)
    void agreesWithPlainSumsAtAnyShape(
            @ForAll Precision precision,
            @ForAll @IntRange(min = 1, max = 40) int rows,
            @ForAll @IntRange(min = 1, max = 150) int out,
            @ForAll @IntRange(min = 1, max = 150) int in,
            @ForAll boolean accumulate) {
        check(precision, rows, out, in, accumulate);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void isAsCloseToTheVectorApiAsItsPrecisionAllows(Precision precision) {
        int rows = 100;
        int out = 96;
        int in = 256;
        float[] weights = Matrices.random(new Random(1), out * in);
        float[] x = Matrices.random(new Random(2), rows * in);
        float[] exact = new float[rows * out];
        new VectorGemm().prepare(weights, out, in).apply(x, 0, rows, exact, 0, false);
        float[] y = new float[rows * out];
        try (Gemm gemm = open(precision)) {
            gemm.prepare(weights, out, in).apply(x, 0, rows, y, 0, false);
        }
        double error = 0;
        for (int i = 0; i < y.length; i++) {
            error += Math.pow(y[i] - exact[i], 2) / y.length;
        }
        // A product has a standard deviation of 16 here; rounding costs it 2^-9 (bf16) or about 1 % (int8).
        double most = switch (precision) {
            case F32 -> 1e-5;
            case BF16 -> 0.05;
            case INT8 -> 0.25;
        };
        assertThat(Math.sqrt(error)).isLessThan(most);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void rowDependsNeitherOnItsNeighboursNorOnTheThreads(Precision precision) {
        int rows = 145;
        int out = 45;
        int in = 67;
        try (Gemm gemm = open(precision);
                Workers workers = new Workers(3)) {
            Gemm.Linear linear = gemm.prepare(Matrices.random(new Random(3), out * in), out, in);
            float[] x = Matrices.random(new Random(4), rows * in);
            float[] together = new float[rows * out];
            linear.apply(x, 0, rows, together, 0, false);
            float[] alone = new float[rows * out];
            workers.run(rows, row -> linear.apply(x, row * in, 1, alone, row * out, false));
            assertThat(alone).containsExactly(together);
            float[] handedOn = new float[rows * out];
            linear.apply(x, 0, rows, (row, product, at) -> System.arraycopy(product, at, handedOn, row * out, out));
            assertThat(handedOn).containsExactly(together);
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void zerosGiveZerosAndWhatIsNoNumberStaysNone(Precision precision) {
        try (Gemm gemm = open(precision)) {
            Gemm.Linear linear = gemm.prepare(Matrices.random(new Random(5), 32 * 32), 32, 32);
            float[] x = new float[3 * 32];
            Arrays.fill(x, 0, 32, 0);
            Arrays.fill(x, 32, 64, Float.NaN);
            Arrays.fill(x, 64, 96, Float.POSITIVE_INFINITY);
            float[] y = new float[3 * 32];
            linear.apply(x, 0, 3, y, 0, false);
            for (int i = 0; i < 96; i++) {
                assertThat(Float.isFinite(y[i])).as("value %d", i).isEqualTo(i < 32);
                assertThat(i >= 32 || y[i] == 0).isTrue();
            }
        }
    }

    @Test
    void refusesWeightsOfAnotherShape() {
        try (Gemm gemm = open(Precision.F32)) {
            assertThatThrownBy(() -> gemm.prepare(new float[5], 2, 3))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("expected 2 × 3 weights, got 5");
        }
    }

    /** Skips what this machine does not offer, which {@link OneDnnLibraryTest} allows on few. */
    private static Gemm open(Precision precision) {
        try {
            return new OneDnnGemm(OneDnnLibrary.load(), precision);
        } catch (OneDnnUnavailableException e) {
            assumeTrue(false, e.getMessage());
            throw e;
        }
    }

    private static void check(Precision precision, int rows, int out, int in, boolean accumulate) {
        Random random = new Random(31L * rows + 17L * out + in);
        float[] weights = Matrices.random(random, out * in);
        float[] x = Matrices.random(random, 3 + rows * in);
        float[] y = Matrices.random(random, 2 + rows * out + 4);
        float[] expected = y.clone();
        try (Gemm gemm = open(precision)) {
            gemm.prepare(weights, out, in).apply(x, 3, rows, y, 2, accumulate);
        }
        double[] w = rounded(precision, weights, 0, out, in);
        double[] v = rounded(precision, x, 3, rows, in);
        for (int r = 0; r < rows; r++) {
            for (int o = 0; o < out; o++) {
                double sum = accumulate ? expected[2 + r * out + o] : 0;
                for (int i = 0; i < in; i++) {
                    sum += v[r * in + i] * w[o * in + i];
                }
                expected[2 + r * out + o] = (float) sum;
            }
        }
        Matrices.assertClose(y, expected, TOLERANCE);
    }

    /** What the precision makes of the numbers, written down plainly. */
    private static double[] rounded(Precision precision, float[] x, int offset, int rows, int width) {
        double[] rounded = new double[rows * width];
        for (int row = 0; row < rows; row++) {
            float largest = 0;
            for (int i = 0; i < width; i++) {
                largest = Math.max(largest, Math.abs(x[offset + row * width + i]));
            }
            for (int i = 0; i < width; i++) {
                float value = x[offset + row * width + i];
                rounded[row * width + i] = switch (precision) {
                    case F32 -> value;
                    case BF16 -> Math.rint(value / Math.ulp(value) / 65536) * 65536 * Math.ulp(value);
                    case INT8 -> Math.rint(value * (127 / largest)) * (largest / 127);
                };
            }
        }
        return rounded;
    }
}

package dev.quarry.encoder.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VectorGemmTest {

    /** Sums of up to a few hundred products of numbers near 1, in floats. */
    private static final float TOLERANCE = 2e-4f;

    @ParameterizedTest
    @CsvSource({"1,1,1", "7,13,5", "6,32,16", "11,37,31", "13,64,127", "97,101,103", "5,2,257"})
    void agreesWithPlainSums(int rows, int out, int in) {
        check(rows, out, in, false);
        check(rows, out, in, true);
    }

    @Property(tries = 60)
    void agreesWithPlainSumsAtAnyShape(
            @ForAll @IntRange(min = 1, max = 40) int rows,
            @ForAll @IntRange(min = 1, max = 150) int out,
            @ForAll @IntRange(min = 1, max = 150) int in,
            @ForAll boolean accumulate) {
        check(rows, out, in, accumulate);
    }

    @Test
    void rowDoesNotDependOnItsNeighbours() {
        int out = 45;
        int in = 67;
        Random random = new Random(3);
        Gemm.Linear linear = new VectorGemm().prepare(Matrices.random(random, out * in), out, in);
        float[] x = Matrices.random(random, 17 * in);
        float[] together = new float[17 * out];
        linear.apply(x, 0, 17, together, 0, false);
        float[] handedOn = new float[17 * out];
        linear.apply(x, 0, 17, (row, product, at) -> System.arraycopy(product, at, handedOn, row * out, out));
        assertThat(handedOn).containsExactly(together);
        for (int row = 0; row < 17; row++) {
            float[] alone = new float[out];
            linear.apply(x, row * in, 1, alone, 0, false);
            assertThat(alone).containsExactly(Arrays.copyOfRange(together, row * out, (row + 1) * out));
        }
    }

    @Test
    void refusesWeightsOfAnotherShape() {
        assertThatThrownBy(() -> new VectorGemm().prepare(new float[5], 2, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected 2 × 3 weights, got 5");
    }

    private static void check(int rows, int out, int in, boolean accumulate) {
        Random random = new Random(31L * rows + 17L * out + in);
        float[] weights = Matrices.random(random, out * in);
        float[] x = Matrices.random(random, 3 + rows * in);
        float[] y = Matrices.random(random, 2 + rows * out + 4);
        float[] before = y.clone();

        new VectorGemm().prepare(weights, out, in).apply(x, 3, rows, y, 2, accumulate);

        float[] expected = before.clone();
        for (int r = 0; r < rows; r++) {
            for (int o = 0; o < out; o++) {
                double sum = accumulate ? before[2 + r * out + o] : 0;
                for (int i = 0; i < in; i++) {
                    sum += (double) x[3 + r * in + i] * weights[o * in + i];
                }
                expected[2 + r * out + o] = (float) sum;
            }
        }
        Matrices.assertClose(y, expected, TOLERANCE);
    }
}

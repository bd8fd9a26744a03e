package dev.quarry.encoder.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

class VectorMathTest {

    @Test
    void powersOfTwoAreExactToAFewUnitsInTheLastPlace() {
        for (float x = -125; x <= 127; x += 0.0137f) {
            double expected = Math.pow(2, x);
            float actual = VectorMath.exp2(FloatVector.broadcast(MicroKernel.SPECIES, x))
                    .lane(0);
            assertThat((double) actual).as("2^%s", x).isCloseTo(expected, within(expected * 4e-7));
        }
    }

    @Test
    void powersOfVerySmallNumbersVanish() {
        assertThat(VectorMath.exp2(FloatVector.broadcast(MicroKernel.SPECIES, -1e30f))
                        .lane(0))
                .isBetween(0f, 3e-38f);
    }

    @Test
    void sumsAllLanes() {
        float[] lanes = Matrices.random(new Random(12), MicroKernel.SPECIES.length());
        double expected = 0;
        for (float lane : lanes) {
            expected += lane;
        }
        assertThat((double) VectorMath.sum(FloatVector.fromArray(MicroKernel.SPECIES, lanes, 0)))
                .isCloseTo(expected, within(1e-5));
    }

    @Test
    void findsTheLargestLane() {
        Random random = new Random(11);
        for (int i = 0; i < 200; i++) {
            float[] lanes = Matrices.random(random, MicroKernel.SPECIES.length());
            for (int lane = 0; i % 2 == 0 && lane < lanes.length; lane++) {
                lanes[lane] = -Math.abs(lanes[lane]);
            }
            float expected = Float.NEGATIVE_INFINITY;
            for (float lane : lanes) {
                expected = Math.max(expected, lane);
            }
            assertThat(VectorMath.largestLane(FloatVector.fromArray(MicroKernel.SPECIES, lanes, 0)))
                    .isEqualTo(expected);
        }
    }

    @Test
    void geluAgreesWithTheErrorFunction() {
        for (float x = -9; x <= 9; x += 0.0071f) {
            double expected = x * 0.5 * (1 + Math.signum(x) * erf(Math.abs(x) / Math.sqrt(2)));
            float actual = VectorMath.gelu(FloatVector.broadcast(MicroKernel.SPECIES, x))
                    .lane(0);
            assertThat((double) actual).as("gelu(%s)", x).isCloseTo(expected, within(2e-6));
        }
    }

    @Test
    void layerNormHasMeanZeroAndVarianceOne() {
        int width = 83;
        float[] x = Matrices.random(new Random(5), 3 * width);
        float[] weight = Matrices.random(new Random(6), width);
        float[] y = new float[3 * width];
        new LayerNorm(weight, 1e-5f).apply(x, 0, 3, y, 0);
        float[] expected = new float[3 * width];
        for (int row = 0; row < 3; row++) {
            double mean = 0;
            double variance = 0;
            for (int i = 0; i < width; i++) {
                mean += x[row * width + i] / (double) width;
            }
            for (int i = 0; i < width; i++) {
                variance += Math.pow(x[row * width + i] - mean, 2) / width;
            }
            for (int i = 0; i < width; i++) {
                expected[row * width + i] =
                        (float) ((x[row * width + i] - mean) / Math.sqrt(variance + 1e-5) * weight[i]);
            }
        }
        Matrices.assertClose(y, expected, 1e-5f);
    }

    @Test
    void rotationTurnsPairsByPositionTimesFrequency() {
        int size = 38;
        int position = 17;
        float[] x = Matrices.random(new Random(8), 2 * size);
        float[] rotated = x.clone();
        new RotaryEmbedding(size, 10_000, 18).rotate(rotated, 0, 2, position);
        float[] expected = new float[2 * size];
        for (int head = 0; head < 2; head++) {
            for (int i = 0; i < size / 2; i++) {
                double angle = position * Math.pow(10_000, -2.0 * i / size);
                float a = x[head * size + i];
                float b = x[head * size + size / 2 + i];
                expected[head * size + i] = (float) (a * Math.cos(angle) - b * Math.sin(angle));
                expected[head * size + size / 2 + i] = (float) (b * Math.cos(angle) + a * Math.sin(angle));
            }
        }
        Matrices.assertClose(rotated, expected, 1e-5f);
    }

    /** A series of positive terms: {@code 2/√π · e^(−x²) · Σ 2ⁿ x²ⁿ⁺¹ / (2n+1)!!}. */
    private static double erf(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; term > sum * 1e-17; n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
    }
}

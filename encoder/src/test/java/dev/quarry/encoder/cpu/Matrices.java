package dev.quarry.encoder.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;

/** Random inputs and comparison for kernel tests. */
public final class Matrices {

    private Matrices() {}

    public static float[] random(Random random, int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    public static void assertClose(float[] actual, float[] expected, float tolerance) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            if (!(Math.abs(actual[i] - expected[i]) <= tolerance)) {
                assertThat(actual[i]).as("value %d", i).isEqualTo(expected[i]);
            }
        }
    }
}

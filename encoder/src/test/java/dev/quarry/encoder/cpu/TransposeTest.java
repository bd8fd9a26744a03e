package dev.quarry.encoder.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TransposeTest {

    @Test
    void exchangesRowsAndColumnsAndTouchesNothingElse() {
        int n = Transpose.SIZE;
        int fromStride = n + 5;
        int toStride = n + 3;
        float[] from = Matrices.random(new Random(1), 2 + n * fromStride);
        float[] to = Matrices.random(new Random(2), 1 + n * toStride);
        float[] expected = to.clone();
        for (int row = 0; row < n; row++) {
            for (int column = 0; column < n; column++) {
                expected[1 + column * toStride + row] = from[2 + row * fromStride + column];
            }
        }
        new Transpose().run(from, 2, fromStride, to, 1, toStride);
        assertThat(to).containsExactly(expected);
    }
}

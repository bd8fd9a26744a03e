package dev.quarry.lateinteraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HalfFloatsTest {

    @Test
    void everyFiniteHalfFloatWidensExactly() {
        float[] halves = new float[1 << 16];
        int count = 0;
        for (int bits = 0; bits < 1 << 16; bits++) {
            float value = Float.float16ToFloat((short) bits);
            if (Float.isFinite(value)) {
                halves[count++] = value;
            }
        }
        float[] finite = Arrays.copyOf(halves, count);
        float[] decoded = new float[count];

        HalfFloats.decode(HalfFloats.encode(finite), 0, decoded, count);

        assertThat(decoded).isEqualTo(finite);
    }

    @Property(tries = 200)
    void aRoundTripKeepsElevenBits(
            @ForAll @IntRange(max = 131) int count, @ForAll @IntRange(max = 9) int offset, @ForAll long seed) {
        Random random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat(-1, 1);
        }
        byte[] bytes = new byte[offset + 2 * count];
        System.arraycopy(HalfFloats.encode(values), 0, bytes, offset, 2 * count);
        float[] decoded = new float[count];

        HalfFloats.decode(bytes, offset, decoded, count);

        for (int i = 0; i < count; i++) {
            assertThat(decoded[i]).isCloseTo(values[i], within(Math.max(0x1p-25f, Math.abs(values[i]) * 0x1p-11f)));
        }
    }
}

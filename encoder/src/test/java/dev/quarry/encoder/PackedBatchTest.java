package dev.quarry.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class PackedBatchTest {

    @Test
    void laysSequencesEndToEnd() {
        PackedBatch batch = PackedBatch.of(List.of(new int[] {1, 2, 3}, new int[] {4}), new int[] {3, 1});
        assertThat(batch.tokenIds()).containsExactly(1, 2, 3, 4);
        assertThat(batch.cuSeqlens()).containsExactly(0, 3, 4);
        assertThat(batch.keyLengths()).containsExactly(3, 1);
        assertThat(batch.length(1)).isEqualTo(1);
    }

    @Test
    void refusesWhatDoesNotFitTogether() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PackedBatch(new int[3], new int[] {0, 2}, new int[] {2}))
                .withMessageContaining("from 0 to 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PackedBatch(new int[3], new int[] {0, 3}, new int[] {4}))
                .withMessage("sequence 0 has 3 tokens, of which 4 are keys");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PackedBatch.of(List.of(new int[0]), new int[1]))
                .withMessageContaining("sequence 0 has 0 tokens");
    }
}

package dev.quarry.lateinteraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HybridScoreTest {

    @Test
    void theBestInBothIsBestOfAll() {
        double[] fused = HybridScore.fuse(new float[] {3, 12, 0}, new float[] {0.2f, 0.8f, 0.5f});

        assertThat(fused[1]).isCloseTo(1, within(1e-6));
        assertThat(fused[0]).isCloseTo(HybridScore.LEXICAL_SHARE * 0.25, within(1e-6));
        assertThat(fused[2]).isCloseTo((1 - HybridScore.LEXICAL_SHARE) * 0.5, within(1e-6));
    }

    @Test
    void questionsWithoutAnyWordInCommonAreDecidedByVectors() {
        double[] fused = HybridScore.fuse(new float[2], new float[] {0.3f, 0.4f});

        assertThat(fused[0]).isLessThan(fused[1]);
    }

    @Test
    void aSingleCandidateHasAScore() {
        assertThat(HybridScore.fuse(new float[] {2}, new float[] {0.3f})).containsExactly(1);
    }
}

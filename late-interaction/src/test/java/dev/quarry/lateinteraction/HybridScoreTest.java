package dev.quarry.lateinteraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HybridScoreTest {
    private static final double SHARE = 0.4;

    @Test
    void eachPartRunsFromItsCrowdToItsBest() {
        double[] fused = HybridScore.fuse(new float[] {0, 0, 4, 4}, new float[] {0.4f, 0.6f, 0.4f, 0.6f}, SHARE);

        assertThat(fused).containsExactly(new double[] {0, 1 - SHARE, SHARE, 1}, within(1e-6));
    }

    @Test
    void howManyUnitsTrailBehindDoesNotMatter() {
        float[] few = new float[HybridScore.DEPTH];
        float[] many = new float[10 * HybridScore.DEPTH];
        for (int i = 0; i < few.length; i++) {
            few[i] = 1 + i;
            many[many.length - few.length + i] = 1 + i;
        }

        double[] ofFew = HybridScore.fuse(few, few, SHARE);
        double[] ofMany = HybridScore.fuse(many, many, SHARE);

        assertThat(Arrays.copyOfRange(ofMany, many.length - few.length, many.length))
                .isEqualTo(ofFew);
        assertThat(ofFew[few.length - 1]).isEqualTo(1);
        assertThat(ofMany[0]).isZero();
    }

    @Test
    void questionsWithoutAnyWordInCommonAreDecidedByVectors() {
        double[] fused = HybridScore.fuse(new float[2], new float[] {0.3f, 0.4f}, SHARE);

        assertThat(fused[0]).isLessThan(fused[1]);
    }

    @Test
    void theScaleOfEitherPartDoesNotMatter() {
        double[] fused = HybridScore.fuse(new float[] {1, 2, 4}, new float[] {0.3f, 0.9f, 0.2f}, SHARE);
        double[] scaled = HybridScore.fuse(new float[] {10, 20, 40}, new float[] {0.03f, 0.09f, 0.02f}, SHARE);

        assertThat(scaled).containsExactly(fused, within(1e-6));
    }

    @Test
    void aShareOfNoneOrAllLeavesOnePartAlone() {
        float[] lexical = {1, 2, 4};
        float[] maxSim = {0.3f, 0.9f, 0.2f};

        assertThat(HybridScore.fuse(lexical, maxSim, 0)).isEqualTo(HybridScore.fuse(new float[3], maxSim, 0));
        assertThat(HybridScore.fuse(lexical, maxSim, 1)).isEqualTo(HybridScore.fuse(lexical, new float[3], 1));
    }

    @Test
    void oneCandidateOrNoneIsNoProblem() {
        assertThat(HybridScore.fuse(new float[] {2}, new float[] {0.3f}, SHARE)).containsExactly(0);
        assertThat(HybridScore.fuse(new float[0], new float[0], SHARE)).isEmpty();
    }
}

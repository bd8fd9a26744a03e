package dev.quarry.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    @Test
    void fewQuestionsAreCountedOut() {
        // Of the 8 choices of signs only the two with all alike reach a sum of 0.6.
        assertThat(PairedRandomisation.p(0.1, 0.2, 0.3)).isCloseTo(2 / 8.0, within(1e-12));
        // |±1 ±2| is at least 1 always: the sum of 2 − 1 is the least that there can be.
        assertThat(PairedRandomisation.p(2, -1)).isCloseTo(1, within(1e-12));
        assertThat(PairedRandomisation.p(0, 0)).isEqualTo(1);
        assertThat(PairedRandomisation.p()).isEqualTo(1);
    }

    /** Seventeen questions are drawn, sixteen counted: the two ways must agree where they meet. */
    @Test
    void drawingAgreesWithCounting() {
        SplittableRandom random = new SplittableRandom(7);
        double[] sixteen = random.doubles(16, -0.7, 1).toArray();
        double[] seventeen = Arrays.copyOf(sixteen, 17);
        seventeen[16] = 1e-7; // changes nothing but the way
        assertThat(PairedRandomisation.p(seventeen)).isCloseTo(PairedRandomisation.p(sixteen), within(0.01));
    }

    /** Were the runs the same, p-values below 5 % come in 5 % of the cases. */
    @Test
    void chanceIsSeldomCalledSignificant() {
        SplittableRandom random = new SplittableRandom(3);
        int significant = 0;
        for (int trial = 0; trial < 400; trial++) {
            double[] differences = random.doubles(12, -1, 1).toArray();
            significant += PairedRandomisation.p(differences) < 0.05 ? 1 : 0;
        }
        assertThat(significant).isBetween(8, 36); // 20 expected, standard deviation 4.4
    }

    @Test
    void holmCorrectsForTheNumberOfTests() {
        // Holm's steps by hand: 4 × .005, 3 × .01, max(.03, 2 × .03), max(.06, 1 × .04).
        assertThat(PairedRandomisation.holm(0.01, 0.04, 0.03, 0.005))
                .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-12));
        assertThat(PairedRandomisation.holm(0.7, 0.8)).containsExactly(1, 1);
        assertThat(PairedRandomisation.holm()).isEmpty();
    }

    @Property(tries = 100)
    void theIntervalHoldsTheMeanAndStaysAmongTheValues(
            @ForAll @Size(min = 1, max = 40) List<@DoubleRange(max = 1) Double> scores) {
        double[] values = scores.stream().mapToDouble(Double::doubleValue).toArray();
        Interval interval = Bootstrap.ofMean(values);
        double least = Arrays.stream(values).min().orElseThrow();
        double most = Arrays.stream(values).max().orElseThrow();
        assertThat(interval.low()).isBetween(least - 1e-9, interval.high() + 1e-9);
        assertThat(interval.high()).isBetween(least - 1e-9, most + 1e-9);
        assertThat(Bootstrap.ofMean(values)).isEqualTo(interval);
    }

    /** For many values the bootstrap's interval is the normal one: mean ± 1.96 standard errors. */
    @Property(tries = 5)
    void theIntervalOfManyValuesIsTheNormalOne(@ForAll @IntRange(max = 100) int seed) {
        double[] values = new SplittableRandom(seed).doubles(500).toArray();
        double mean = Arrays.stream(values).average().orElseThrow();
        double error = Math.sqrt(
                Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / 499 / 500);
        Interval interval = Bootstrap.ofMean(values);
        assertThat(interval.low()).isCloseTo(mean - 1.96 * error, within(0.1 * error));
        assertThat(interval.high()).isCloseTo(mean + 1.96 * error, within(0.1 * error));
    }

    @Test
    void allComparisonsAreOneFamily() {
        Metric mrr = Metric.of("mrr");
        Map<String, Map<Metric, Scores>> runs = new LinkedHashMap<>();
        runs.put("better", Map.of(mrr, scores(mrr, 0.9)));
        runs.put("same", Map.of(mrr, scores(mrr, 0.5)));

        List<Comparison> comparisons = Comparison.of(Map.of(mrr, scores(mrr, 0.5)), runs);

        Comparison better = comparisons.getFirst();
        assertThat(better.p()).isCloseTo(2 / 1024.0, within(1e-12));
        assertThat(better.corrected()).isCloseTo(2 * better.p(), within(1e-12));
        assertThat(better.significant()).isTrue();
        assertThat(better.difference()).isCloseTo(0.4, within(1e-12));
        assertThat(better.better()).isEqualTo(10);
        assertThat(comparisons.get(1).p()).isEqualTo(1);
        assertThat(comparisons.get(1).significant()).isFalse();
    }

    @Test
    void otherQuestionsCannotBeCompared() {
        Metric mrr = Metric.of("mrr");
        assertThatThrownBy(() -> Comparison.differences(scores(mrr, 1), new Scores(mrr, Map.of("other", 1.0))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Scores scores(Metric metric, double value) {
        Map<String, Double> byQuery = new LinkedHashMap<>();
        for (int q = 0; q < 10; q++) {
            byQuery.put("q" + q, value);
        }
        return new Scores(metric, byQuery);
    }
}

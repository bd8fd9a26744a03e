package dev.quarry.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricTest {

    /** The numbers come from trec_eval's own code; trec/expected.py made them. */
    @Test
    void agreesWithTrecEval() throws IOException, URISyntaxException {
        Path trec = Path.of(MetricTest.class.getResource("trec").toURI());
        Qrels qrels = TrecFiles.qrels(trec.resolve("qrels.txt"));
        Run run = TrecFiles.run(trec.resolve("run.txt"));
        List<String> expected = Files.readAllLines(trec.resolve("expected.tsv"));
        assertThat(expected).hasSize(24 * 17);
        for (String line : expected) {
            String[] fields = line.split("\t", -1);
            double value = Metric.of(fields[1]).of(run.ranking(fields[0]), qrels.of(fields[0]));
            assertThat(value).as(line).isCloseTo(Double.parseDouble(fields[2]), within(1e-9));
        }
    }

    @Test
    void gradedGainsAreDiscountedByTheLogarithmOfTheRank() {
        double value = Metric.of("ndcg@3").of(List.of("b", "x", "a"), Map.of("a", 2, "b", 1));
        double log2of3 = Math.log(3) / Math.log(2);
        assertThat(value).isCloseTo((1 + 2 / 2.0) / (2 + 1 / log2of3), within(1e-12));
    }

    @Test
    void aRelevantDocumentBelowTheDepthDoesNotCount() {
        List<String> ranking = List.of("x", "y", "a");
        Map<String, Integer> grades = Map.of("a", 1);
        assertThat(Metric.of("mrr@2").of(ranking, grades)).isZero();
        assertThat(Metric.of("mrr@3").of(ranking, grades)).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(Metric.of("recall@2").of(ranking, grades)).isZero();
    }

    @Property
    void theIdealRankingScoresOneAndNoRankingMore(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(max = 3) Integer> grades,
            @ForAll @IntRange(min = 1, max = 40) int depth) {
        Map<String, Integer> judged = new TreeMap<>();
        for (int i = 0; i < grades.size(); i++) {
            judged.put("d" + i, grades.get(i));
        }
        List<String> ideal = judged.keySet().stream()
                .sorted(Collections.reverseOrder((a, b) -> judged.get(a) - judged.get(b)))
                .toList();
        Metric ndcg = new Metric(Metric.Measure.NDCG, depth);
        boolean anyRelevant = grades.stream().anyMatch(grade -> grade > 0);
        assertThat(ndcg.of(ideal, judged)).isCloseTo(anyRelevant ? 1 : 0, within(1e-9));
        assertThat(ndcg.of(ideal.reversed(), judged)).isBetween(0.0, 1 + 1e-9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ndcg@10", "mrr@10", "recall@100", "precision@5", "success@5", "map", "map@100", "ndcg", "mrr"})
    void isWrittenAsItIsRead(String name) {
        assertThat(Metric.of(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ndcg@0", "ndgc@10", "ndcg@-1", "", "ndcg@10@10", "precision", "recall@99999999999"})
    void saysWhatAMetricLooksLike(String name) {
        assertThatThrownBy(() -> Metric.of(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(".*@10.*");
    }
}

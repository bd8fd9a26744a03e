package dev.quarry.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.ac.gla.terrier.jtreceval.trec_eval;

/** NIST's trec_eval itself reads the files that we write, and says what the metrics must be. */
class TrecEvalTest {
    private static final int QUESTIONS = 40;

    private static final Map<String, String> MEASURES = measures();

    @TempDir
    private Path directory;

    private static Map<String, String> measures() {
        Map<String, String> measures = new LinkedHashMap<>();
        measures.put("map", "map");
        measures.put("recip_rank", "mrr");
        measures.put("ndcg", "ndcg");
        for (int depth : new int[] {1, 5, 10, 100}) {
            measures.put("ndcg_cut_" + depth, "ndcg@" + depth);
            measures.put("recall_" + depth, "recall@" + depth);
            measures.put("P_" + depth, "precision@" + depth);
            measures.put("success_" + depth, "success@" + depth);
            measures.put("map_cut_" + depth, "map@" + depth);
        }
        return measures;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void randomRunsWithTiesAndGradesAreScoredAsTrecEvalDoes(long seed) throws IOException {
        Assumptions.assumeTrue(trec_eval.isPlatformSupported(), "no trec_eval for this platform");
        SplittableRandom random = new SplittableRandom(seed);
        Qrels qrels = qrels(random);
        Run run = run(random);
        Path qrelsFile = directory.resolve("qrels.txt");
        Path runFile = directory.resolve("a.run");
        TrecFiles.write(qrels, qrelsFile);
        TrecFiles.write(run, runFile);

        int compared = 0;
        for (String[] line : trecEval(qrelsFile, runFile)) {
            String ours = MEASURES.get(line[0].strip());
            if (ours != null && !line[1].equals("all")) {
                double value = Metric.of(ours).of(run.ranking(line[1]), qrels.of(line[1]));
                assertThat(value).as(String.join(" ", line)).isCloseTo(Double.parseDouble(line[2]), within(1e-4));
                compared++;
            } else if (ours != null) {
                double mean = Scores.of(Metric.of(ours), qrels, run).mean();
                assertThat(mean).as(String.join(" ", line)).isCloseTo(Double.parseDouble(line[2]), within(1e-4));
            }
        }
        assertThat(compared).isGreaterThan(MEASURES.size() * (QUESTIONS / 2));
    }

    /** All questions that are judged count, also those without a hit, as ours do (-c). */
    private static List<String[]> trecEval(Path qrels, Path run) {
        String[] arguments = {
            "-q",
            "-c",
            "-m",
            "map",
            "-m",
            "recip_rank",
            "-m",
            "ndcg",
            "-m",
            "ndcg_cut.1,5,10,100",
            "-m",
            "recall.1,5,10,100",
            "-m",
            "P.1,5,10,100",
            "-m",
            "success.1,5,10,100",
            "-m",
            "map_cut.1,5,10,100",
            qrels.toString(),
            run.toString()
        };
        return List.of(new trec_eval().runAndGetOutput(arguments));
    }

    private static Qrels qrels(SplittableRandom random) {
        Map<String, Map<String, Integer>> grades = new LinkedHashMap<>();
        for (int q = 0; q < QUESTIONS; q++) {
            Map<String, Integer> judged = new LinkedHashMap<>();
            judged.put("d0", 1 + random.nextInt(3)); // trec_eval leaves out a question without any relevant document
            for (int d = 1; d < 60; d++) {
                if (random.nextInt(4) == 0) {
                    judged.put("d" + d, random.nextInt(-1, 4));
                }
            }
            grades.put("q" + q, judged);
        }
        return new Qrels(grades);
    }

    /** Few different scores make many ties; some questions have no hits at all, some hits are of no judged question. */
    private static Run run(SplittableRandom random) {
        Map<String, List<Run.Hit>> hits = new LinkedHashMap<>();
        for (int q = 0; q < QUESTIONS + 3; q++) {
            List<Run.Hit> found = new ArrayList<>();
            int scores = random.nextInt(1, 30);
            for (int d = 0; d < 200 && q % 9 != 5; d++) {
                if (random.nextInt(3) == 0) {
                    found.add(new Run.Hit("d" + d, (random.nextInt(scores) - 3) / 7.0));
                }
            }
            hits.put("q" + q, found);
        }
        return new Run("random", hits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a%20b", "50%", "tab\there", "a/B.java#B.c"})
    void idsSurviveTheFormat(String id) throws IOException {
        Qrels qrels = new Qrels(Map.of(id, Map.of(id + "x", 2)));
        Run run = new Run("r", Map.of(id, List.of(new Run.Hit(id, 0.5))));
        TrecFiles.write(qrels, directory.resolve("q"));
        TrecFiles.write(run, directory.resolve("r"));
        assertThat(TrecFiles.qrels(directory.resolve("q"))).isEqualTo(qrels);
        assertThat(TrecFiles.run(directory.resolve("r")).ranking(id)).containsExactly(id);
        assertThat(Files.readString(directory.resolve("q")).split("[ \n]", -1)).hasSize(5);
    }
}

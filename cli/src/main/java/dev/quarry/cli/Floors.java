package dev.quarry.cli;

import dev.quarry.eval.Metric;
import dev.quarry.eval.Scores;
import dev.quarry.eval.run.JudgedRun;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/** Scores that must be reached. */
final class Floors {
    @Option(
            names = "--min",
            paramLabel = "METRIC=SCORE",
            description = "Fail with exit code 1 where a score is lower, for example ndcg@10=0.6. May be repeated.")
    private Map<String, Double> given = new LinkedHashMap<>();

    /** Reads the metrics, so that a misspelt one is told before anything runs. */
    Map<Metric, Double> read() {
        Map<Metric, Double> floors = new LinkedHashMap<>();
        given.forEach((name, floor) -> {
            if (floor.isNaN() || floor < 0 || floor > 1) {
                throw new UserException("--min " + name + "=" + floor + ": a score is from 0 to 1");
            }
            try {
                floors.put(Metric.of(name), floor);
            } catch (IllegalArgumentException e) {
                throw new UserException("--min: " + e.getMessage());
            }
        });
        return floors;
    }

    /**
     * Tells each floor that a run does not reach.
     *
     * @return number of those floors
     */
    static int tell(Terminal terminal, Map<Metric, Double> floors, JudgedRun run) {
        int missed = 0;
        for (Map.Entry<Metric, Scores> scores : run.scores(floors.keySet()).entrySet()) {
            double score = scores.getValue().mean();
            double floor = floors.get(scores.getKey());
            if (score < floor) {
                terminal.fail(String.format(
                        Locale.ROOT,
                        "%s: %s is %.4f, below its floor of %s",
                        run.name(),
                        scores.getKey(),
                        score,
                        floor));
                missed++;
            }
        }
        return missed;
    }
}

package dev.quarry.eval.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quarry.eval.Interval;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one configuration achieved.
 *
 * @param ranking name of the configuration
 * @param scores means over the questions, by metric as the field writes it ({@code ndcg@10}), over the full corpus
 * @param intervals their 95 % bootstrap intervals
 * @param latency how long people wait for it
 * @param batches score of CodeSearchNet's protocol, which no score over the full corpus can be compared with; null where it does
 *     not apply
 * @param challenge scores of CodeSearchNet's challenge; null where it does not apply
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunResult(
        String ranking,
        Map<String, Double> scores,
        Map<String, Interval> intervals,
        @JsonProperty("latency_ms") Latency latency,
        @JsonProperty("codesearchnet_batches") BatchScore batches,
        @JsonProperty("codesearchnet_challenge") ChallengeScore challenge) {

    /**
     * CodeSearchNet's protocol: MRR of the right document among those of its batch.
     *
     * @param mrr mean over the batches of the mean reciprocal rank
     * @param batchSize documents a batch: 1,000 unless there are fewer in all
     * @param batches number of batches
     * @param leftOut pairs in no full batch
     */
    public record BatchScore(
            double mrr,
            @JsonProperty("batch_size") int batchSize,
            int batches,
            @JsonProperty("left_out") int leftOut) {}

    /**
     * nDCG as CodeSearchNet's challenge defines it.
     *
     * @param ndcgWithin with ranks among the annotated functions alone
     * @param ndcgAll with ranks among all functions
     */
    public record ChallengeScore(
            @JsonProperty("ndcg_within") double ndcgWithin,
            @JsonProperty("ndcg_all") double ndcgAll) {}

    public RunResult {
        scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
        intervals = Collections.unmodifiableMap(new LinkedHashMap<>(intervals));
    }
}

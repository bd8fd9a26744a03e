package dev.quarry.eval.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quarry.lateinteraction.ModelStamp;
import java.util.List;

/**
 * What an evaluation found: {@code result.json}, and what {@code eval run --json} prints of it.
 *
 * @param dataset name of the data set
 * @param variant which form of it; empty where there is one
 * @param questions number of questions
 * @param judgements number of judged documents of all questions
 * @param fingerprint SHA-256 over the questions and judgements
 * @param depth documents taken of each ranking
 * @param main the ranking that people get: what {@code --min} and comparisons look at unless told otherwise
 * @param quarry version of Quarry
 * @param created when, UTC
 * @param seconds how long the questions took, all configurations together
 * @param index what was asked
 * @param runs one for each configuration
 * @param notes what should be known beside the numbers
 */
public record EvaluationResult(
        String dataset,
        String variant,
        int questions,
        int judgements,
        String fingerprint,
        int depth,
        String main,
        String quarry,
        String created,
        double seconds,
        IndexStamp index,
        List<RunResult> runs,
        List<String> notes) {

    /**
     * The index that was asked.
     *
     * @param directory where it is
     * @param files files in it; a data set's document is one
     * @param units units in it
     * @param tokens token vectors in it
     * @param bytes its size on disk
     * @param committed when it was last written, UTC
     * @param model whose vectors it holds; null for words alone
     * @param queryLength most tokens of a question that the model reads; null without a model
     * @param documentLength most tokens of a document; null without a model
     * @param arithmetic what the model computed with; null without a model
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record IndexStamp(
            String directory,
            long files,
            long units,
            long tokens,
            long bytes,
            String committed,
            ModelStamp model,
            @JsonProperty("query_length") Integer queryLength,
            @JsonProperty("document_length") Integer documentLength,
            String arithmetic) {}

    public EvaluationResult {
        runs = List.copyOf(runs);
        notes = List.copyOf(notes);
    }

    /** The run of the main ranking. */
    public RunResult mainRun() {
        return runs.stream()
                .filter(run -> run.ranking().equals(main))
                .findFirst()
                .orElseThrow();
    }
}

package dev.quarry.eval.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quarry.eval.Run;
import dev.quarry.eval.data.DataSet;
import dev.quarry.lateinteraction.SearchRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The answers of a log, gathered to runs. */
final class Answers {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    /** Field with the time that a question took. */
    static final String MILLIS = "ms";

    private final Map<String, Map<String, List<Run.Hit>>> hits = new LinkedHashMap<>();
    private final Map<String, String> labels = new HashMap<>();
    private final Map<String, String> ids = new HashMap<>();
    private double millis;
    private int cut;

    Answers(List<Configuration> configurations) {
        configurations.forEach(configuration -> hits.put(configuration.toString(), new LinkedHashMap<>()));
    }

    /** Takes what {@link Asking#ask} gave. */
    void add(JsonNode answer) {
        String id = answer.path("id").asText();
        millis += answer.path(MILLIS).asDouble();
        cut += answer.path("cut").asBoolean() ? 1 : 0;
        answer.path("labels")
                .properties()
                .forEach(label -> labels.putIfAbsent(
                        once(label.getKey()), label.getValue().asText()));
        hits.forEach(
                (configuration, run) -> run.put(id, ranked(answer.path("runs").path(configuration))));
    }

    /**
     * The hits with their scores, each made a little lower where it is not below the one before it already: the search has broken
     * its ties, and trec_eval, which would break them by the ids, must read the same order.
     */
    private List<Run.Hit> ranked(JsonNode found) {
        List<Run.Hit> ranked = new ArrayList<>(found.size());
        float before = Float.POSITIVE_INFINITY;
        for (JsonNode hit : found) {
            before = Math.min((float) hit.path(1).asDouble(), Math.nextDown(before));
            ranked.add(new Run.Hit(once(hit.path(0).asText()), before));
        }
        return ranked;
    }

    /** One object for each id, which thousands of answers name. */
    private String once(String id) {
        return ids.computeIfAbsent(id, same -> same);
    }

    /** What each configuration returned, by its name. */
    Map<String, Run> runs() {
        Map<String, Run> runs = new LinkedHashMap<>();
        hits.forEach((configuration, run) -> runs.put(configuration, new Run(configuration, run)));
        return runs;
    }

    Map<String, String> labels() {
        return labels;
    }

    /** Time that the questions took, all configurations together. */
    double seconds() {
        return millis / 1e3;
    }

    /** What should be said about the questions. */
    List<String> notes(DataSet set, Target target) {
        List<String> notes = new ArrayList<>();
        if (cut > 0) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%,d of %,d questions are longer than the %,d tokens that the model reads: their ends are ranked by words alone",
                    cut,
                    set.questions().size(),
                    Cuts.mostTokensOfQuestions(target.encoder().orElseThrow())));
        }
        long wordy = set.questions().values().stream()
                .filter(question -> WORD.matcher(question)
                                .results()
                                .map(word -> word.group().toLowerCase(Locale.ROOT))
                                .distinct()
                                .count()
                        > SearchRequest.MOST_TERMS)
                .count();
        if (wordy > 0) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%,d questions have more than %,d different words: words rank by the rarest of them",
                    wordy,
                    SearchRequest.MOST_TERMS));
        }
        long unanswerable = set.qrels().grades().values().stream()
                .filter(grades -> grades.values().stream().noneMatch(grade -> grade > 0))
                .count();
        if (unanswerable > 0) {
            notes.add(String.format(
                    Locale.ROOT, "%,d questions have no relevant document: each counts as 0", unanswerable));
        }
        return notes;
    }
}

package dev.quarry.eval.data;

import dev.quarry.eval.Qrels;
import dev.quarry.lateinteraction.CodeUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Questions with judgements, over documents of their own or over an index that exists.
 *
 * @param name what people call it
 * @param variant which of several forms of the same questions and judgements this is; empty where there is one
 * @param questions text of each judged question, by its id
 * @param qrels the judgements
 * @param corpus the documents; empty for questions about an index that exists
 * @param naming which document a hit is
 * @param pairs question and document pairs in the order that CodeSearchNet's protocol shuffles; empty where that does not apply
 * @param challenge mean grades of CodeSearchNet's challenge, for its own nDCG
 * @param notes what should be known of the set beside its numbers, one line each
 */
public record DataSet(
        String name,
        String variant,
        Map<String, String> questions,
        Qrels qrels,
        Optional<Corpus> corpus,
        Naming naming,
        List<Pair> pairs,
        Optional<ChallengeGrades> challenge,
        List<String> notes) {

    /** Says which document a hit is. */
    @FunctionalInterface
    public interface Naming {
        /** Hits are documents of the data set's own corpus: their path is their id. */
        Naming BY_PATH = (question, unit) -> unit.path();

        /**
         * Names a hit.
         *
         * @param question id of the question
         * @param unit what was found
         */
        String document(String question, CodeUnit unit);
    }

    /** A question with the one document that answers it, by their ids. */
    public record Pair(String question, String document) {}

    public DataSet {
        questions = Collections.unmodifiableMap(new LinkedHashMap<>(questions));
        pairs = List.copyOf(pairs);
        notes = List.copyOf(notes);
    }

    /** A set of questions over documents of its own. */
    static DataSet of(String name, Map<String, String> questions, Qrels qrels, Corpus corpus) {
        return new DataSet(
                name,
                "",
                questions,
                qrels,
                Optional.of(corpus),
                Naming.BY_PATH,
                List.of(),
                Optional.empty(),
                List.of());
    }

    DataSet withPairs(List<Pair> pairs) {
        return new DataSet(name, variant, questions, qrels, corpus, naming, pairs, challenge, notes);
    }

    DataSet withChallenge(ChallengeGrades grades) {
        return new DataSet(name, variant, questions, qrels, corpus, naming, pairs, Optional.of(grades), notes);
    }

    DataSet withVariant(String variant) {
        return new DataSet(name, variant, questions, qrels, corpus, naming, pairs, challenge, notes);
    }

    DataSet withNotes(List<String> notes) {
        return new DataSet(name, variant, questions, qrels, corpus, naming, pairs, challenge, notes);
    }

    /** Number of judged documents of all questions, those judged irrelevant included. */
    public int judgements() {
        return qrels.grades().values().stream().mapToInt(Map::size).sum();
    }
}

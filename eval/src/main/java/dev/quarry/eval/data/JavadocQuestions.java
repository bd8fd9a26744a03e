package dev.quarry.eval.data;

import dev.quarry.eval.Qrels;
import dev.quarry.eval.pairs.JavadocSet;
import dev.quarry.eval.pairs.SourceJars;
import dev.quarry.indexer.MavenCoordinate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The sentences of libraries' Javadoc as questions for their methods, see {@link JavadocSet}: once as the methods stand, and once
 * with every method's own name masked in its code, which a question often repeats.
 */
public final class JavadocQuestions {
    private static final long SEED = 0;

    private JavadocQuestions() {}

    /**
     * Makes the two sets out of source jars.
     *
     * @param name what people call the set
     * @param libraries libraries that no model has seen
     * @param jars where their source jars are
     * @param most number of questions to draw, all where there are fewer
     * @throws IOException when a jar is missing or damaged; the message names it
     * @throws DataSetException when no method has a sentence that asks for it
     */
    public static List<DataSet> read(String name, List<MavenCoordinate> libraries, SourceJars jars, int most)
            throws IOException {
        JavadocSet set = JavadocSet.read(libraries, jars);
        if (set.questions().isEmpty()) {
            throw new DataSetException(List.of(libraries + ": no method has a Javadoc sentence that could ask for it"));
        }
        Map<String, String> questions = drawn(set.questions(), most);
        Map<String, Map<String, Integer>> grades = new LinkedHashMap<>();
        questions.keySet().forEach(id -> grades.put(id, set.qrels().of(id)));
        List<Document> visible = new ArrayList<>();
        List<Document> masked = new ArrayList<>();
        for (JavadocSet.Document document : set.documents()) {
            visible.add(new Document(document.id(), document.unit()));
            masked.add(new Document(document.id(), document.masked()));
        }
        List<DataSet.Pair> pairs = pairs(set, questions);
        return List.of(
                DataSet.of(name, questions, new Qrels(grades), Corpus.of(visible))
                        .withPairs(pairs)
                        .withVariant("visible"),
                DataSet.of(name, questions, new Qrels(grades), Corpus.of(masked))
                        .withPairs(pairs)
                        .withVariant("masked"));
    }

    private static Map<String, String> drawn(Map<String, String> questions, int most) {
        List<String> ids = new ArrayList<>(questions.keySet());
        Collections.shuffle(ids, new Random(SEED));
        Map<String, String> drawn = new LinkedHashMap<>();
        ids.subList(0, Math.min(most, ids.size())).forEach(id -> drawn.put(id, questions.get(id)));
        return drawn;
    }

    /** Each question with the first method that has its sentence, in the order of the methods. */
    private static List<DataSet.Pair> pairs(JavadocSet set, Map<String, String> questions) {
        Map<String, String> questionOf = new LinkedHashMap<>();
        questions.keySet().forEach(id -> set.qrels().of(id).keySet().forEach(document -> questionOf.put(document, id)));
        Map<String, DataSet.Pair> pairs = new LinkedHashMap<>();
        for (JavadocSet.Document document : set.documents()) {
            String question = questionOf.get(document.id());
            if (question != null) {
                pairs.putIfAbsent(question, new DataSet.Pair(question, document.id()));
            }
        }
        return List.copyOf(pairs.values());
    }
}

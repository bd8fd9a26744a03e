package dev.quarry.eval.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quarry.eval.data.Batches;
import dev.quarry.eval.data.DataSet;
import dev.quarry.indexer.UnitEncoder;
import dev.quarry.lateinteraction.CodeSearcher;
import dev.quarry.lateinteraction.CodeUnit;
import dev.quarry.lateinteraction.Hit;
import dev.quarry.lateinteraction.SearchFilter;
import dev.quarry.lateinteraction.SearchRequest;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** Puts questions to an index, in each configuration. */
final class Asking {
    private static final int LABELLED_HITS = 5;
    private static final int LABEL_CHARACTERS = 160;
    static final int LATENCY_HITS = 10;
    private static final int FIRST_LOOK = 50;

    private final CodeSearcher searcher;
    private final Target target;
    private final DataSet set;
    private final List<Configuration> configurations;

    Asking(CodeSearcher searcher, Target target, DataSet set, List<Configuration> configurations) {
        this.searcher = searcher;
        this.target = target;
        this.set = set;
        this.configurations = List.copyOf(configurations);
    }

    /**
     * Asks a question in every configuration.
     *
     * @param depth number of documents to take
     * @return {@code {"id", "cut", "runs": {CONFIGURATION: [[document, score], …]}, "labels": {document: a line of it}}}
     */
    ObjectNode ask(String id, int depth) {
        ObjectNode answer = AnswerLog.answer(id);
        SearchRequest both = request(id);
        answer.put("cut", isCut(both));
        ObjectNode runs = answer.putObject("runs");
        ObjectNode labels = answer.putObject("labels");
        for (Configuration configuration : configurations) {
            ArrayNode found = runs.putArray(configuration.toString());
            documents(id, configuration.apply(both).withoutDetails(), depth).forEach((document, hit) -> {
                if (found.size() < LABELLED_HITS) {
                    labels.put(document, label(hit.unit()));
                }
                found.addArray().add(document).add(hit.score());
            });
        }
        return answer;
    }

    private SearchRequest request(String id) {
        SearchRequest words = SearchRequest.of(set.questions().get(id)).withFilter(target.filter());
        return target.encoder().map(model -> UnitEncoder.ask(model, words)).orElse(words);
    }

    private boolean isCut(SearchRequest both) {
        return both.vectors().isPresent()
                && Cuts.isCut(
                        both.question(),
                        both.vectors().get(),
                        Cuts.mostTokensOfQuestions(target.encoder().orElseThrow()));
    }

    /** The best documents with the hit that stands for each. Several units may be one document, so more may have to be taken. */
    private Map<String, Hit> documents(String id, SearchRequest request, int depth) {
        for (int k = depth; ; k *= 2) {
            List<Hit> hits = searcher.search(request.withK(k));
            Map<String, Hit> documents = new LinkedHashMap<>();
            for (Hit hit : hits) {
                String document = set.naming().document(id, hit.unit());
                if (documents.size() < depth || documents.containsKey(document)) {
                    documents.putIfAbsent(document, hit);
                }
            }
            if (documents.size() == depth || hits.size() < k) {
                return documents;
            }
        }
    }

    private static String label(CodeUnit unit) {
        String line = unit.signature().isBlank()
                ? unit.source()
                        .lines()
                        .filter(text -> !text.isBlank())
                        .findFirst()
                        .orElse("")
                : unit.signature();
        String stripped = line.strip();
        return stripped.length() > LABEL_CHARACTERS ? stripped.substring(0, LABEL_CHARACTERS) + "…" : stripped;
    }

    /**
     * Ranks the document of a pair among those of its batch, as CodeSearchNet's protocol does: the rank is the number of documents
     * whose score is at least that of the right one, itself included, so that ties count against it. Documents without a score
     * are tied at the end.
     *
     * @return {@code {"id", "ranks": {CONFIGURATION: rank}}}
     */
    ObjectNode askInBatch(DataSet.Pair pair, int batch, int batchSize) {
        ObjectNode answer = AnswerLog.answer(pair.question());
        SearchFilter batchOnly = SearchFilter.everything().withRepositories(Set.of(Batches.name(batch)));
        SearchRequest both = request(pair.question()).withFilter(batchOnly).withoutDetails();
        ObjectNode ranks = answer.putObject("ranks");
        for (Configuration configuration : configurations) {
            SearchRequest request = configuration.apply(both);
            if (configuration.needsModel()) {
                request = request.exhaustively(); // the protocol scores all of the batch
            }
            ranks.put(configuration.toString(), rank(request, pair.document(), batchSize));
        }
        return answer;
    }

    private int rank(SearchRequest request, String document, int batchSize) {
        for (int k = FIRST_LOOK; ; k *= 4) {
            List<Hit> hits = searcher.search(request.withK(k));
            OptionalDouble right = hits.stream()
                    .filter(hit -> hit.unit().path().equals(document))
                    .mapToDouble(Hit::score)
                    .findFirst();
            boolean all = hits.size() < k;
            if (right.isPresent() && (all || hits.getLast().score() < right.getAsDouble())) {
                return (int) hits.stream()
                        .filter(hit -> hit.score() >= right.getAsDouble())
                        .map(hit -> hit.unit().path())
                        .distinct()
                        .count();
            }
            if (all) {
                return batchSize;
            }
        }
    }

    /** Times a question as people ask it, in nanoseconds. */
    Map<Configuration, Long> time(String id) {
        Map<Configuration, Long> times = new EnumMap<>(Configuration.class);
        long started = System.nanoTime();
        SearchRequest both = request(id).withK(LATENCY_HITS);
        long encoding = System.nanoTime() - started;
        for (Configuration configuration : configurations) {
            SearchRequest request = configuration.apply(both);
            long asked = System.nanoTime();
            searcher.search(request);
            times.put(configuration, System.nanoTime() - asked + (configuration.needsModel() ? encoding : 0));
        }
        return times;
    }
}

package dev.quarry.benchmarks;

import dev.quarry.lateinteraction.CodeSearcher;
import dev.quarry.lateinteraction.Hit;
import dev.quarry.lateinteraction.SearchRequest;
import dev.quarry.lateinteraction.VectorOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How much of brute-force MaxSim in 32-bit floats the engine finds: {@code SearchQuality SET WORK DOCUMENTS QUESTIONS
 * BITS...}, each of which may be {@code BITS/POOLING}. Prints recall, nDCG and the bytes that a
 * token takes, and for the default bits the curve over centroids visited and candidates.
 */
public final class SearchQuality {

    private static final int[] PROBES = {4, 8, 16, 32};
    private static final int[] NEAREST = {1_000, 2_000, 4_000, 8_000};

    private final VectorSet set;
    private final int documents;
    private final Exact exact;
    private final BruteForce truth;
    private final Map<String, Integer> numbers = new HashMap<>();

    private SearchQuality(VectorSet set, int documents, Exact exact) throws IOException {
        this.set = set;
        this.documents = documents;
        this.exact = exact;
        this.truth = new BruteForce(set, documents);
        set.forEachUnit((document, unit) -> {
            numbers.put(unit.path(), document);
            return document + 1 < documents;
        });
    }

    public static void main(String[] arguments) throws IOException {
        VectorSet set = new VectorSet(Path.of(arguments[0]));
        Path work = Path.of(arguments[1]);
        int documents = Integer.parseInt(arguments[2]);
        int questions = Integer.parseInt(arguments[3]);
        Exact exact = Exact.of(work.resolve("exact-" + documents + ".i32"), set, documents, questions);
        SearchQuality quality = new SearchQuality(set, documents, exact);
        Path words = work.resolve("words-" + documents);
        SetIndex.write(words, set, documents, Optional.empty());
        System.out.printf(
                "%,d units, %,d tokens, %d questions%n", documents, set.tokensOfFirst(documents), exact.count());
        for (String arm : List.of(arguments).subList(4, arguments.length)) {
            quality.print(arm, work, SetIndex.bytes(words));
        }
    }

    private void print(String arm, Path work, long wordBytes) throws IOException {
        String[] parts = arm.split("/", -1);
        VectorOptions options = VectorOptions.defaults().withBits(Integer.parseInt(parts[0]));
        options = parts.length > 1 ? options.withPooling(Integer.parseInt(parts[1])) : options;
        Path index = work.resolve("index-" + documents + "-" + arm.replace('/', '-'));
        double seconds = SetIndex.write(index, set, documents, Optional.of(options));
        try (CodeSearcher searcher = CodeSearcher.open(index)) {
            long tokens = searcher.status().tokens();
            System.out.printf(
                    "bits %d, pooling %d: %,d tokens stored, %.1f bytes each with all structures; written in %.0f s%n",
                    options.bits(),
                    options.pooling(),
                    tokens,
                    (SetIndex.bytes(index) - wordBytes) / (double) tokens,
                    seconds);
            System.out.println("  every unit:             " + ranking(searcher, SearchRequest::exhaustively));
            System.out.println("  defaults:               " + ranking(searcher, request -> request));
            if (options.equals(VectorOptions.defaults())) {
                printCurve(searcher);
            }
        }
    }

    private void printCurve(CodeSearcher searcher) {
        for (int nearest : NEAREST) {
            for (int probes : PROBES) {
                System.out.printf(
                        "  nprobe %2d, nearest %,d: %s%n",
                        probes,
                        nearest,
                        ranking(searcher, request -> request.withProbes(probes).withNearest(nearest)));
            }
        }
    }

    private interface Setting {
        SearchRequest on(SearchRequest request);
    }

    private Ranking ranking(CodeSearcher searcher, Setting setting) {
        Ranking ranking = new Ranking(truth);
        for (int i = 0; i < exact.count(); i++) {
            int question = exact.question(i);
            SearchRequest request = SearchRequest.of("")
                    .withVectors(set.question(question))
                    .withTokenWeights(set.weights(question))
                    .withLexicalShare(0)
                    .withK(Exact.DEPTH)
                    .withoutDetails();
            int[] found = searcher.search(setting.on(request)).stream()
                    .map(Hit::unit)
                    .mapToInt(unit -> numbers.get(unit.path()))
                    .toArray();
            Set<Integer> relevant = set.questions().get(question).relevant().stream()
                    .map(numbers::get)
                    .collect(Collectors.toSet());
            ranking.add(question, found, exact.best(i), relevant);
        }
        return ranking;
    }
}

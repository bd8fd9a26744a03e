package dev.quarry.benchmarks;

import dev.quarry.encoder.Encoder;
import dev.quarry.encoder.EncoderOptions;
import dev.quarry.indexer.UnitEncoder;
import dev.quarry.lateinteraction.CodeSearcher;
import dev.quarry.lateinteraction.SearchRequest;
import dev.quarry.lateinteraction.VectorOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How long questions take: {@code SearchSpeed SET WORK DOCUMENTS QUESTIONS MODEL}. MaxSim alone, words and MaxSim, both with
 * the encoding of the question and the text of ten hits with their lines and alignments; then Lucene's own way, words and its
 * rescorer, on the same vectors. The indexes are written before, where they are not there.
 */
public final class SearchSpeed {

    private SearchSpeed() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        VectorSet set = new VectorSet(Path.of(arguments[0]));
        Path work = Path.of(arguments[1]);
        int documents = Integer.parseInt(arguments[2]);
        Exact exact =
                Exact.of(work.resolve("exact-" + documents + ".i32"), set, documents, Integer.parseInt(arguments[3]));
        VectorOptions options = VectorOptions.defaults();
        Path index = work.resolve("index-" + documents + "-" + options.bits());
        SetIndex.write(index, set, documents, Optional.of(options));
        try (CodeSearcher searcher = CodeSearcher.open(index)) {
            print("MaxSim", exact, i -> searcher.search(vectors(set, exact.question(i))));
            System.out.println("  " + Latencies.residentMemory());
            print(
                    "words and MaxSim",
                    exact,
                    i -> searcher.search(both(set, exact.question(i)).withoutDetails()));
            try (Encoder encoder = Encoder.open(Path.of(arguments[4]), EncoderOptions.defaults())) {
                print(
                        "question to ten explained hits",
                        exact,
                        i -> searcher.search(UnitEncoder.ask(
                                encoder,
                                SearchRequest.of(
                                        set.questions().get(exact.question(i)).text()))));
            }
        }
        try (RescorerIndex lucene = RescorerIndex.open(work.resolve("rescorer-" + documents), set, documents)) {
            print("Lucene's rescorer over words", exact, i -> lucene.search(exact.question(i)));
        }
    }

    private static SearchRequest vectors(VectorSet set, int question) {
        return SearchRequest.of("")
                .withVectors(set.question(question))
                .withTokenWeights(set.weights(question))
                .withLexicalShare(0)
                .withoutDetails();
    }

    private static SearchRequest both(VectorSet set, int question) {
        return SearchRequest.of(set.questions().get(question).text())
                .withVectors(set.question(question))
                .withTokenWeights(set.weights(question));
    }

    private static void print(String what, Exact exact, Latencies.Asking asking)
            throws IOException, InterruptedException {
        System.out.printf("%-31s %s%n", what, Latencies.measure(exact.count(), asking));
    }
}

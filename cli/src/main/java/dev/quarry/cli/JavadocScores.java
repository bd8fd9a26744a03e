package dev.quarry.cli;

import dev.quarry.encoder.Encoder;
import dev.quarry.eval.Metric;
import dev.quarry.eval.Qrels;
import dev.quarry.eval.Run;
import dev.quarry.eval.Scores;
import dev.quarry.eval.pairs.Coordinate;
import dev.quarry.eval.pairs.JavadocBenchmark;
import dev.quarry.eval.pairs.JavadocSet;
import dev.quarry.eval.pairs.SourceJars;
import dev.quarry.lateinteraction.SearchRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * Scores of each way of ranking on questions made of libraries' Javadoc, with the names of methods visible and masked. The
 * indexes are made anew in a temporary directory, so that nothing but the documents is in them.
 */
final class JavadocScores {
    private static final int DEPTH = 100;
    private static final long SEED = 0;

    private final Terminal terminal;
    private final Optional<Encoder> encoder;
    private final List<Metric> metrics;

    JavadocScores(Terminal terminal, Optional<Encoder> encoder, List<Metric> metrics) {
        this.terminal = terminal;
        this.encoder = encoder;
        this.metrics = metrics;
    }

    /**
     * Scores of one ranking.
     *
     * @param names {@code visible} or {@code masked}
     * @param ranking {@code lexical}, {@code semantic} (MaxSim of every document) or {@code hybrid}
     * @param scores means over the questions, by metric
     */
    record Row(String names, String ranking, Map<String, Double> scores) {}

    /**
     * What was measured.
     *
     * @param libraries their coordinates
     * @param documents methods and constructors searched
     * @param questions questions asked
     * @param rows scores
     */
    record Table(List<String> libraries, int documents, int questions, List<Row> rows) {}

    /**
     * Measures.
     *
     * @param libraries libraries whose Javadoc asks
     * @param most number of questions to draw, all where there are fewer
     */
    Table of(List<Coordinate> libraries, int most) throws IOException {
        JavadocSet set = JavadocSet.read(libraries, SourceJars.maven());
        List<String> questions = drawn(set.questions().keySet(), most);
        List<Row> rows = new ArrayList<>();
        for (boolean masked : new boolean[] {false, true}) {
            String names = masked ? "masked" : "visible";
            for (Run run : runs(new JavadocBenchmark(set, encoder), questions, masked, names)) {
                rows.add(new Row(names, run.name(), means(run, set.qrels(), questions)));
            }
        }
        return new Table(
                libraries.stream().map(Coordinate::toString).toList(),
                set.documents().size(),
                questions.size(),
                rows);
    }

    private List<Run> runs(JavadocBenchmark benchmark, List<String> questions, boolean masked, String names)
            throws IOException {
        Path index = Files.createTempDirectory("quarry-javadoc-");
        ProgressLine progress = new ProgressLine(terminal, System::nanoTime);
        try {
            benchmark.index(index, masked, (done, count) -> progress.update("indexing, names " + names, done, count));
            progress.restart();
            return benchmark.ask(
                    index,
                    questions,
                    DEPTH,
                    rankings(),
                    (done, count) -> progress.update("asking, names " + names, done, count));
        } finally {
            progress.clear();
            delete(index);
        }
    }

    private Map<String, UnaryOperator<SearchRequest>> rankings() {
        Map<String, UnaryOperator<SearchRequest>> rankings = new LinkedHashMap<>();
        rankings.put("lexical", SearchRequest::withoutVectors);
        if (encoder.isPresent()) {
            rankings.put("semantic", request -> request.exhaustively().withLexicalShare(0));
            rankings.put("hybrid", SearchRequest::exhaustively);
        }
        return rankings;
    }

    private static List<String> drawn(Iterable<String> ids, int most) {
        List<String> all = new ArrayList<>();
        ids.forEach(all::add);
        Collections.shuffle(all, new Random(SEED));
        return all.subList(0, Math.min(most, all.size()));
    }

    private Map<String, Double> means(Run run, Qrels qrels, List<String> questions) {
        Map<String, Map<String, Integer>> asked = new LinkedHashMap<>();
        questions.forEach(id -> asked.put(id, qrels.of(id)));
        Map<String, Double> means = new LinkedHashMap<>();
        metrics.forEach(metric -> means.put(
                metric.toString(), Scores.of(metric, new Qrels(asked), run).mean()));
        return means;
    }

    /** Prints a table for people. */
    void print(Table table) {
        terminal.out()
                .println(String.format(
                        Locale.ROOT,
                        "%,d questions over %,d methods of %s",
                        table.questions(),
                        table.documents(),
                        String.join(", ", table.libraries())));
        StringBuilder head = new StringBuilder(String.format(Locale.ROOT, "%-9s%-10s", "names", "ranking"));
        metrics.forEach(metric -> head.append(String.format(Locale.ROOT, "%13s", metric)));
        terminal.out().println(head);
        for (Row row : table.rows()) {
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-9s%-10s", row.names(), row.ranking()));
            row.scores().values().forEach(score -> line.append(String.format(Locale.ROOT, "%13.4f", score)));
            terminal.out().println(line);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(directory);
    }
}

package dev.quarry.eval.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quarry.eval.Comparison;
import dev.quarry.eval.Interval;
import dev.quarry.eval.Metric;
import dev.quarry.eval.report.QuestionChange.RankedHit;
import dev.quarry.eval.run.EvaluationResult;
import dev.quarry.eval.run.EvaluationResult.IndexStamp;
import dev.quarry.eval.run.RunResult;
import dev.quarry.eval.run.SavedEvaluation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page about evaluations that needs nothing beside itself: tables in HTML, plots by Chart.js, whose script is inside the page.
 */
public final class HtmlReport {
    private static final Metric PRIMARY = Metric.of("ndcg@10");
    private static final int CHANGES = 10;
    private static final Pattern PART = Pattern.compile("@([A-Z_]+)@");
    private static final String CHART_JS = "/META-INF/resources/webjars/chart.js/";
    private static final String CHART_JS_VERSION = "/META-INF/maven/org.webjars.npm/chart.js/pom.properties";

    private final Html html = new Html();
    private final Map<String, Object> charts = new LinkedHashMap<>();

    private HtmlReport() {}

    /**
     * Writes a page.
     *
     * @param title title of the page
     * @param evaluations what was evaluated
     * @param comparisons differences to tell, with the names of what is compared; may be empty
     * @param contrasts runs to look at question by question
     * @param file the page
     * @throws IOException when it cannot be written
     */
    public static void write(
            String title,
            List<SavedEvaluation> evaluations,
            List<Comparison> comparisons,
            List<Contrast> contrasts,
            Path file)
            throws IOException {
        HtmlReport report = new HtmlReport();
        report.body(title, evaluations, comparisons, contrasts);
        Path directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        Files.writeString(file, report.page(title));
    }

    /** Writes the page of one evaluation run, in which the configurations are looked at side by side. */
    public static void write(List<SavedEvaluation> evaluations, Path file) throws IOException {
        List<Contrast> contrasts = new ArrayList<>();
        for (SavedEvaluation evaluation : evaluations) {
            EvaluationResult result = evaluation.result();
            String first = result.runs().getFirst().ranking();
            if (!first.equals(result.main())) {
                contrasts.add(new Contrast(
                        evaluation.name() + ": " + result.main() + " against " + first,
                        evaluation.judged(first),
                        evaluation.judged(result.main())));
            }
        }
        write(evaluations.getFirst().result().dataset(), evaluations, List.of(), contrasts, file);
    }

    private String page(String title) throws IOException {
        String page = resource("report.html");
        String data = new ObjectMapper().writeValueAsString(charts).replace("<", "\\u003c");
        Map<String, String> parts = Map.of(
                "TITLE", Html.escape(title),
                "STYLE", resource("report.css"),
                "BODY", html.toString(),
                "DATA", data,
                "SCRIPT", resource("report.js"),
                "CHART_JS", chartJs());
        return PART.matcher(page).replaceAll(part -> Matcher.quoteReplacement(parts.get(part.group(1))));
    }

    private void body(
            String title, List<SavedEvaluation> evaluations, List<Comparison> comparisons, List<Contrast> contrasts)
            throws JsonProcessingException {
        html.element("h1", title);
        html.element(
                "p",
                "class=\"lead\"",
                "How well questions are answered, over the same questions for every ranking. Intervals hold 95 % of the bootstrap's means.");
        if (!evaluations.isEmpty()) {
            chart("bars", ChartData.bars(evaluations, PRIMARY.toString()), PRIMARY + " with 95 % interval");
        }
        evaluations.forEach(this::evaluation);
        if (!comparisons.isEmpty()) {
            comparisons(comparisons);
        }
        contrasts.forEach(this::contrast);
    }

    private void evaluation(SavedEvaluation evaluation) {
        EvaluationResult result = evaluation.result();
        html.open("section").element("h2", evaluation.name());
        html.element(
                "p",
                String.format(
                        Locale.ROOT,
                        "%,d questions, %,d judgements, %,d files indexed",
                        result.questions(),
                        result.judgements(),
                        result.index().files()));
        scores(result.runs());
        batches(result.runs());
        challenge(result.runs());
        result.notes().forEach(note -> html.element("p", "class=\"note\"", note));
        html.open("div", "class=\"pair\"");
        chart("ranks", ChartData.ranks(evaluation), "Rank of the first relevant document, % of the questions");
        chart("latency", ChartData.latencies(evaluation), "Latency in milliseconds");
        html.close("div");
        html.element(
                "p",
                "class=\"small\"",
                String.format(
                        Locale.ROOT,
                        "Latency: %,d questions, %d hits with their lines each, one after the other, encoding included, caches warm.",
                        result.runs().getFirst().latency().questions(),
                        result.runs().getFirst().latency().k()));
        fingerprint(result);
        html.close("section");
    }

    private void scores(List<RunResult> runs) {
        html.open("table").open("tr").element("th", "ranking");
        runs.getFirst().scores().keySet().forEach(metric -> html.element("th", metric));
        html.close("tr");
        for (RunResult run : runs) {
            html.open("tr").element("td", run.ranking());
            run.scores().forEach((metric, score) -> {
                Interval interval = run.intervals().get(metric);
                html.open("td", "class=\"number\"")
                        .element("span", String.format(Locale.ROOT, "%.4f", score))
                        .element(
                                "span",
                                "class=\"interval\"",
                                String.format(Locale.ROOT, "%.3f–%.3f", interval.low(), interval.high()))
                        .close("td");
            });
            html.close("tr");
        }
        html.close("table");
    }

    private void batches(List<RunResult> runs) {
        RunResult.BatchScore first = runs.getFirst().batches();
        if (first == null) {
            return;
        }
        html.element(
                "h3",
                String.format(
                        Locale.ROOT,
                        "CodeSearchNet's protocol: the right document among the %,d of its batch",
                        first.batchSize()));
        html.element(
                "p",
                "class=\"small\"",
                String.format(
                        Locale.ROOT,
                        "%,d batches, %,d pairs left out. Not comparable with scores over all documents.",
                        first.batches(),
                        first.leftOut()));
        html.open("table")
                .open("tr")
                .element("th", "ranking")
                .element("th", "batch mrr")
                .close("tr");
        for (RunResult run : runs) {
            html.open("tr")
                    .element("td", run.ranking())
                    .number(String.format(Locale.ROOT, "%.4f", run.batches().mrr()))
                    .close("tr");
        }
        html.close("table");
    }

    private void challenge(List<RunResult> runs) {
        if (runs.getFirst().challenge() == null) {
            return;
        }
        html.element("h3", "CodeSearchNet challenge: its own nDCG of the best 300");
        html.open("table")
                .open("tr")
                .element("th", "ranking")
                .element("th", "within")
                .element("th", "all")
                .close("tr");
        for (RunResult run : runs) {
            html.open("tr")
                    .element("td", run.ranking())
                    .number(String.format(Locale.ROOT, "%.4f", run.challenge().ndcgWithin()))
                    .number(String.format(Locale.ROOT, "%.4f", run.challenge().ndcgAll()))
                    .close("tr");
        }
        html.close("table");
    }

    private void fingerprint(EvaluationResult result) {
        IndexStamp index = result.index();
        html.open("details").element("summary", "Fingerprint").open("table", "class=\"plain\"");
        row("index written", index.committed());
        row(
                "holds",
                String.format(
                        Locale.ROOT,
                        "%,d files, %,d units, %,d token vectors, %,d bytes",
                        index.files(),
                        index.units(),
                        index.tokens(),
                        index.bytes()));
        row("model", index.model() == null ? "none: words alone" : index.model().toString());
        if (index.queryLength() != null) {
            row("computed in", index.arithmetic());
            row(
                    "model reads",
                    index.queryLength() + " tokens of a question, " + index.documentLength() + " of a document");
        }
        row("questions and judgements", "sha256:" + result.fingerprint());
        row("documents taken", String.valueOf(result.depth()));
        row("quarry", result.quarry());
        row("made", result.created());
        html.close("table").close("details");
    }

    private void row(String name, String value) {
        html.open("tr").element("td", name).element("td", value).close("tr");
    }

    private void comparisons(List<Comparison> comparisons) {
        html.open("section").element("h2", "Differences to the baseline");
        html.element(
                "p",
                "class=\"small\"",
                "p-values are of the paired randomisation test, corrected by Holm for all rows of this table.");
        html.open("table").open("tr");
        List.of("run", "metric", "baseline", "score", "difference", "95 % interval", "better", "worse", "p", "")
                .forEach(head -> html.element("th", head));
        html.close("tr");
        for (Comparison comparison : comparisons) {
            html.open("tr")
                    .element("td", comparison.run())
                    .element("td", comparison.metric().toString());
            html.number(String.format(Locale.ROOT, "%.4f", comparison.baseline()))
                    .number(String.format(Locale.ROOT, "%.4f", comparison.score()))
                    .number(String.format(Locale.ROOT, "%+.4f", comparison.difference()))
                    .number(String.format(
                            Locale.ROOT,
                            "%+.4f to %+.4f",
                            comparison.interval().low(),
                            comparison.interval().high()))
                    .number(String.format(Locale.ROOT, "%,d", comparison.better()))
                    .number(String.format(Locale.ROOT, "%,d", comparison.worse()))
                    .number(
                            comparison.corrected() < 0.0001
                                    ? "< 0.0001"
                                    : String.format(Locale.ROOT, "%.4f", comparison.corrected()))
                    .element("td", comparison.significant() ? "significant" : "");
            html.close("tr");
        }
        html.close("table").close("section");
    }

    private void contrast(Contrast contrast) {
        html.open("section").element("h2", contrast.title());
        changes("Worst regressions", contrast, true);
        changes("Best gains", contrast, false);
        html.close("section");
    }

    private void changes(String title, Contrast contrast, boolean worse) {
        List<QuestionChange> changes =
                QuestionChange.most(contrast.before(), contrast.after(), PRIMARY, worse, CHANGES);
        html.element("h3", title);
        if (changes.isEmpty()) {
            html.element("p", "None.");
        }
        for (QuestionChange change : changes) {
            html.open("details");
            html.open("summary")
                    .element(
                            "span",
                            "class=\"change\"",
                            String.format(Locale.ROOT, "%.3f → %.3f", change.before(), change.after()))
                    .element("span", firstLine(change.question()))
                    .close("summary");
            html.element("pre", change.question());
            html.open("div", "class=\"pair\"");
            hits(contrast.before().name(), change.hitsBefore());
            hits(contrast.after().name(), change.hitsAfter());
            html.close("div").close("details");
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private void hits(String name, List<RankedHit> hits) {
        html.open("div").element("h4", name).open("ol");
        for (RankedHit hit : hits) {
            html.open("li", hit.grade() > 0 ? "class=\"relevant\"" : "")
                    .element("span", "class=\"document\"", hit.document())
                    .element("code", hit.label());
            if (hit.grade() > 0) {
                html.element("span", "class=\"grade\"", "grade " + hit.grade());
            }
            html.close("li");
        }
        html.close("ol");
        if (hits.isEmpty()) {
            html.element("p", "Nothing found.");
        }
        html.close("div");
    }

    private void chart(String kind, Object data, String title) {
        String id = "chart-" + (charts.size() + 1);
        charts.put(id, Map.of("kind", kind, "title", title, "data", data));
        html.open("figure").open("figcaption").element("strong", title).close("figcaption");
        html.open("div", "class=\"canvas\"")
                .element("canvas", "id=\"" + id + "\" role=\"img\" aria-label=\"" + Html.escape(title) + "\"", "")
                .close("div")
                .close("figure");
    }

    private static String chartJs() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = open(CHART_JS_VERSION)) {
            properties.load(in);
        }
        String script = read(CHART_JS + properties.getProperty("version") + "/dist/chart.umd.min.js");
        return script.replaceAll("(?m)^//# sourceMappingURL=.*$", "").strip();
    }

    private static String resource(String name) throws IOException {
        return read("/dev/quarry/eval/report/" + name);
    }

    private static String read(String name) throws IOException {
        try (InputStream in = open(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream open(String name) throws IOException {
        InputStream in = HtmlReport.class.getResourceAsStream(name);
        if (in == null) {
            throw new IOException(name + " is missing from the class path: build Quarry again");
        }
        return in;
    }
}

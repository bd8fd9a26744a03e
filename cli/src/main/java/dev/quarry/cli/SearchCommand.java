package dev.quarry.cli;

import dev.quarry.encoder.Encoder;
import dev.quarry.lateinteraction.CodeSearcher;
import dev.quarry.lateinteraction.CodeUnit;
import dev.quarry.lateinteraction.Hit;
import dev.quarry.lateinteraction.ModelStamp;
import dev.quarry.lateinteraction.SearchFilter;
import dev.quarry.lateinteraction.SearchFilter.Tests;
import dev.quarry.lateinteraction.SearchRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quarry search}. */
@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        header = "Answer a question with the methods and types that do it.",
        description = {
            "",
            "Ask as you would ask a colleague. Hits come best first: repository, file and lines, signature, and the lines that answer best.",
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:something was found",
            "1:nothing was found",
            "2:an error; one line on stderr says what and what to do"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  quarry search how do I parse a date with a time zone",
            "  quarry search --in maven:joda-time:joda-time:2.14.0 \"days between two dates\"",
            "  quarry search \"close the connection\" --repo shop --kind method --no-tests -k 3",
            "  quarry search --json \"retry with backoff\" | jq -r '.hits[].path'",
            "  cat question.txt | quarry search -",
        })
final class SearchCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            arity = "1..*",
            paramLabel = "QUESTION",
            description = "The question; several words need no quotes. '-' reads it from stdin.")
    private List<String> words;

    @Option(
            names = {"-k", "--hits"},
            paramLabel = "N",
            defaultValue = "10",
            description = "Most hits to show (default: ${DEFAULT-VALUE}).")
    private int k;

    @Option(names = "--repo", paramLabel = "NAME", description = "Only this repository. May be repeated.")
    private Set<String> repositories = Set.of();

    @Option(
            names = "--path",
            paramLabel = "GLOB",
            description = "Only files like this, for example 'src/**/http/*.java' or '*Client.java'. May be repeated.")
    private Set<String> paths = Set.of();

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            completionCandidates = LowerCase.Kinds.class,
            description = "Only: ${COMPLETION-CANDIDATES}. May be repeated.")
    private Set<CodeUnit.Kind> kinds = Set.of();

    @Option(names = "--lang", paramLabel = "LANGUAGE", description = "Only this language: java, or text for the rest.")
    private Set<String> languages = Set.of();

    @Option(
            names = "--tests",
            negatable = true,
            fallbackValue = "true",
            description = "Only test code; --no-tests: no test code.")
    private Boolean tests;

    @Option(
            names = "--lines",
            paramLabel = "N",
            defaultValue = "3",
            description = "Best-matching lines to show of each hit (default: ${DEFAULT-VALUE}).")
    private int lines;

    @Option(names = "--json", description = "Print one JSON object, for programs.")
    private boolean json;

    @Mixin
    private SearchedIndex index;

    SearchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (k < 1 || lines < 0) {
            throw new UserException("-k must be at least 1 and --lines at least 0, got " + k + " and " + lines);
        }
        String question = question();
        try (ModelOption.Loaded loaded = index.loadModel()) {
            Set<String> searched = new LinkedHashSet<>(repositories);
            searched.addAll(index.bringUpToDate(terminal, loaded.encoder()));
            try (CodeSearcher searcher = CodeSearcher.open(index.directory())) {
                return answer(question, searcher, loaded.encoder(), searched);
            }
        }
    }

    private String question() throws IOException {
        String question = words.equals(List.of("-"))
                ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                : String.join(" ", words);
        if (question.isBlank()) {
            throw new UserException("the question is empty: say in a few words what the code should do");
        }
        return question;
    }

    private int answer(String question, CodeSearcher searcher, Optional<Encoder> encoder, Set<String> searched)
            throws IOException {
        Ranking ranking = new Ranking(index.directory(), searcher, encoder);
        SearchRequest request = ranking.request(question).withK(k).withFilter(filter(searched));
        List<Hit> hits = searcher.search(request);
        if (json) {
            Json.print(
                    terminal,
                    HitJson.of(question, ranking.name(), index.directory().toString(), hits, lines));
        } else {
            new HitPrinter(terminal, lines).print(hits);
        }
        terminal.out().flush();
        if (encoder.isEmpty()) {
            terminal.note(rankedByWords(searcher.model()));
        }
        if (hits.isEmpty()) {
            terminal.note("nothing found: ask with other words, or see with 'quarry status' what is indexed");
        }
        return hits.isEmpty() ? Quarry.NOTHING_FOUND : Quarry.FOUND;
    }

    private static String rankedByWords(Optional<ModelStamp> indexed) {
        return indexed.map(stamp -> "ranked by words alone: give --model DIR with the model of this index, " + stamp
                        + ", to rank by meaning too")
                .orElse("ranked by words alone, for this index was made with --model none");
    }

    private SearchFilter filter(Set<String> searched) {
        Tests wanted = tests == null ? Tests.INCLUDE : tests ? Tests.ONLY : Tests.EXCLUDE;
        return new SearchFilter(searched, paths, kinds, languages, wanted);
    }
}

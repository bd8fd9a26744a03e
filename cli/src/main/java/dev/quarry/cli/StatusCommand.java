package dev.quarry.cli;

import dev.quarry.lateinteraction.CodeSearcher;
import dev.quarry.lateinteraction.CodeUnit;
import dev.quarry.lateinteraction.FileRecord;
import dev.quarry.lateinteraction.FileRecord.Outcome;
import dev.quarry.lateinteraction.IndexStatus;
import dev.quarry.lateinteraction.IndexStatus.Reason;
import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code quarry status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        header = "Say what is indexed, and what became of every file.",
        description = {
            "",
            "Every file that indexing met was parsed along its syntax tree, split into windows of lines, or skipped; the last two with their reasons.",
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:there is an index", "2:an error, such as no index; one line on stderr says what to do"},
        footerHeading = "%nExamples:%n",
        footer = {"  quarry status", "  quarry status --files skipped", "  quarry status --json | jq .repositories"})
final class StatusCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--files",
            paramLabel = "OUTCOME",
            completionCandidates = LowerCase.Outcomes.class,
            description = "List the files of one outcome with their reasons: ${COMPLETION-CANDIDATES}.")
    private Outcome files;

    @Option(names = "--verify", description = "Also read the whole index and compare its checksums.")
    private boolean verify;

    @Option(names = "--json", description = "Print one JSON object, for programs.")
    private boolean json;

    @Mixin
    private IndexOption index;

    StatusCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        try (CodeSearcher searcher = CodeSearcher.open(index.directory())) {
            if (verify) {
                searcher.verify();
            }
            if (files != null) {
                searcher.files(files).forEach(this::print);
            } else if (json) {
                Json.print(terminal, StatusJson.of(searcher.status()));
            } else {
                print(searcher.status());
            }
            if (verify) {
                terminal.note("checksums are right");
            }
            return Quarry.FOUND;
        }
    }

    private void print(FileRecord file) {
        terminal.out()
                .println(Printable.of(file.repository()) + "  " + Printable.of(file.path())
                        + (file.reason().isEmpty() ? "" : "  " + Printable.of(file.reason())));
    }

    private void print(IndexStatus status) {
        row("index", status.index().toString());
        row(
                "written",
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
                        .withZone(ZoneId.systemDefault())
                        .format(status.committed()));
        row("model", status.model().map(Object::toString).orElse("none: ranked by words alone"));
        row(
                "holds",
                String.format(
                        Locale.ROOT,
                        "%,d repositories, %,d files, %,d units, %,d token vectors, %s",
                        status.repositories().size(),
                        status.fileCount(),
                        status.unitCount(),
                        status.tokens(),
                        Bytes.label(status.bytes())));
        status.repositories().forEach(this::print);
    }

    private void print(IndexStatus.Repository repository) {
        terminal.out().println();
        terminal.out().println(terminal.style("bold,fg(magenta)", Printable.of(repository.name())));
        repository.origin().ifPresent(origin -> row("  from", Printable.of(origin)));
        row("  files", total(repository.fileCount(), repository.files(), LowerCase::of));
        row("  units", total(repository.unitCount(), repository.units(), CodeUnit.Kind::label));
        for (Reason reason : repository.reasons()) {
            row(
                    "  " + LowerCase.of(reason.outcome()),
                    String.format(
                            Locale.ROOT,
                            "%,d × %s, such as %s",
                            reason.files(),
                            Printable.of(reason.reason()),
                            Printable.of(reason.example())));
        }
    }

    private static <K> String total(long total, Map<K, Long> parts, Function<K, String> label) {
        return String.format(Locale.ROOT, "%,d", total)
                + parts.entrySet().stream()
                        .map(part -> String.format(Locale.ROOT, "%,d %s", part.getValue(), label.apply(part.getKey())))
                        .collect(Collectors.joining(", ", ": ", ""));
    }

    private void row(String name, String value) {
        terminal.out().println(terminal.style("faint", String.format(Locale.ROOT, "%-10s", name)) + " " + value);
    }
}

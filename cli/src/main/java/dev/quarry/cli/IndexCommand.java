package dev.quarry.cli;

import dev.quarry.indexer.IndexReport;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code quarry index}. */
@Command(
        name = "index",
        mixinStandardHelpOptions = true,
        header = "Bring sources into the index, or up to date in it.",
        description = {
            "",
            "Only files whose contents changed since the last run are read again. Java is split into methods and types along its syntax tree; any other text, and Java that does not parse, into windows of lines. "
                    + "No file is dropped without a word: 'quarry status' accounts for each.",
            "",
            "A repository is known by its directory's or file's name. A second one of that name is refused; one that was moved is known again.",
            "",
            "It can be stopped at any time (Ctrl-C): what is complete is kept, and the same command goes on from there.",
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every source was indexed",
            "2:a source could not be; one line on stderr says why, the others were indexed all the same"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  quarry index ~/src/shop ~/src/billing",
            "  quarry index ~/src                  # each project below is a repository of its own",
            "  quarry index vendor-sources.zip maven:org.apache.lucene:lucene-core:10.5.1",
        })
final class IndexCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            arity = "1..*",
            paramLabel = "SOURCE",
            description = "A directory, a source jar or zip, or maven:group:artifact:version, whose -sources.jar is "
                    + "fetched as your Maven settings say.")
    private List<String> sources;

    @Mixin
    private IndexOption index;

    @Mixin
    private ModelOption model;

    IndexCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (ModelOption.Loaded loaded = model.load(index.directory())) {
            Indexing.Outcome outcome = new Indexing(terminal, index.directory(), loaded.encoder()).run(sources);
            for (IndexReport report : outcome.reports()) {
                terminal.out().println(ReportLine.of(report));
            }
            return outcome.failed() > 0 || outcome.cancelled() ? Quarry.ERROR : Quarry.FOUND;
        }
    }
}

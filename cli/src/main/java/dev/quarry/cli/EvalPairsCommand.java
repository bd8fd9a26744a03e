package dev.quarry.cli;

import dev.quarry.eval.pairs.DevelopmentSet;
import dev.quarry.eval.pairs.Libraries;
import dev.quarry.eval.pairs.PairReport;
import dev.quarry.eval.pairs.SourceJars;
import dev.quarry.eval.pairs.TrainingPairs;
import dev.quarry.indexer.MavenCoordinate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code quarry eval pairs}. */
@Command(
        name = "pairs",
        mixinStandardHelpOptions = true,
        header = "Make training pairs and the development set from source jars.",
        description = {
            "",
            "Writes DIR/train-NN.jsonl.gz (questions with the code that answers them), DIR/manifest.json, and DIR/dev, the held-out libraries as a corpus with questions in BEIR's layout. "
                    + "Code that a held-out library or the JDK has is left out of the training pairs.",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  quarry eval pairs --output pairs",
            "  quarry eval pairs --output pairs --coordinates my-libraries.txt"
        })
final class EvalPairsCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "Directory to write to.")
    private Path output;

    @Option(
            names = "--coordinates",
            paramLabel = "FILE",
            description = "Libraries to read, group:artifact:version a line (default: those of the bundled model).")
    private Path coordinates;

    @Option(
            names = "--jars",
            paramLabel = "DIR",
            description = "Directory that holds their source jars (default: fetched as your Maven settings say).")
    private Path jars;

    EvalPairsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        try {
            List<MavenCoordinate> training = coordinates == null ? Libraries.training() : Libraries.read(coordinates);
            SourceJars sources = jars == null ? SourceJars.maven() : SourceJars.in(jars);
            DevelopmentSet.Size development = DevelopmentSet.write(Libraries.heldOut(), sources, output.resolve("dev"));
            PairReport report = TrainingPairs.write(
                    training, Libraries.heldOut(), sources, TrainingPairs.Options.of(output), this::tell);
            print(report, development);
            return Quarry.FOUND;
        } catch (IllegalArgumentException malformed) {
            throw new UserException(malformed.getMessage());
        }
    }

    private void tell(PairReport.Library library, int place, int count, long pairs) {
        if (terminal.interactive()) {
            terminal.note(String.format(
                    Locale.ROOT, "%d/%d %s, %,d pairs so far", place, count, library.coordinate(), pairs));
        }
    }

    private void print(PairReport report, DevelopmentSet.Size development) {
        print("libraries", report.libraries().size());
        print("units", report.units());
        print("used", report.unitsUsed());
        print("pairs", report.pairs());
        report.pairsByKind().forEach((kind, count) -> print("  " + kind, count));
        report.dropped().forEach((reason, count) -> print("dropped: " + reason, count));
        print("development documents", development.documents());
        print("development questions", development.queries());
    }

    private void print(String name, long count) {
        terminal.out().println(String.format(Locale.ROOT, "%-32s %,12d", name, count));
    }
}

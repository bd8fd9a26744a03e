package dev.quarry.cli;

import dev.quarry.eval.run.Configuration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which ways to rank are judged. */
final class RankingOptions {
    @Option(names = "--lexical", description = "Judge words alone.")
    private boolean lexical;

    @Option(names = "--semantic", description = "Judge vectors alone.")
    private boolean semantic;

    @Option(
            names = "--hybrid",
            description = "Judge both together, as people search. Without any of these three, all that there can be.")
    private boolean hybrid;

    @Option(
            names = "--exact",
            description =
                    "Also judge vectors with every unit scored instead of candidates: the ceiling that the index's "
                            + "candidates are measured against.")
    private boolean exact;

    List<Configuration> configurations(boolean model) {
        if (!model && (semantic || hybrid || exact)) {
            throw new UserException(
                    "--semantic, --hybrid and --exact need vectors: leave --model none out, or index with a model");
        }
        boolean all = !lexical && !semantic && !hybrid;
        if (exact && lexical && !semantic && !hybrid) {
            throw new UserException("--exact is about vectors: give --semantic or --hybrid with it");
        }
        List<Configuration> chosen = new ArrayList<>();
        add(chosen, Configuration.LEXICAL, lexical || all);
        add(chosen, Configuration.SEMANTIC, semantic || (all && model));
        add(chosen, Configuration.HYBRID, hybrid || (all && model));
        add(chosen, Configuration.SEMANTIC_EXACT, exact && (semantic || all));
        add(chosen, Configuration.HYBRID_EXACT, exact && (hybrid || all));
        return chosen;
    }

    private static void add(List<Configuration> chosen, Configuration configuration, boolean wanted) {
        if (wanted) {
            chosen.add(configuration);
        }
    }
}

package dev.quarry.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** {@code quarry eval}. */
@Command(
        name = "eval",
        mixinStandardHelpOptions = true,
        header = "Judge the ranking, and make what models are trained on.",
        subcommands = {
            EvalRunCommand.class,
            EvalCompareCommand.class,
            EvalGateCommand.class,
            EvalPairsCommand.class,
            HelpCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n")
final class EvalCommand {}

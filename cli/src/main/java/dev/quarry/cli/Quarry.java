package dev.quarry.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command line. Exit codes are grep's: 0 found or done, 1 nothing found, 2 an error. */
@Command(
        name = "quarry",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Finds code by meaning.",
        description = {
            "",
            "Ask in the words of a question; get the methods and types that answer it, out of every repository that was indexed, with the lines that matched.",
        },
        subcommands = {
            IndexCommand.class,
            SearchCommand.class,
            StatusCommand.class,
            DoctorCommand.class,
            EvalCommand.class,
            HelpCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:found, or done", "1:nothing found", "2:an error; one line on stderr says what and what to do"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  quarry search --in ~/src/shop \"how do I retry a failed payment\"",
            "  quarry index ~/src maven:org.apache.lucene:lucene-core:10.5.1",
            "  quarry search \"why does the cache return stale entries\" -k 5",
        })
final class Quarry {
    static final int FOUND = 0;
    static final int NOTHING_FOUND = 1;
    static final int ERROR = 2;

    private Quarry() {}

    public static void main(String[] arguments) {
        ResultStream results = new ResultStream(new FileOutputStream(FileDescriptor.out));
        Terminal terminal = Terminal.ofProcess(results);
        int exitCode = commandLine(terminal).execute(arguments);
        terminal.flush();
        if (results.failure().isPresent()) {
            terminal.fail("stdout: results were lost ("
                    + results.failure().get().getMessage() + "): check the disk and run it again");
            exitCode = ERROR;
        }
        System.exit(exitCode);
    }

    /** The command line as it is run, writing to the given terminal. */
    static CommandLine commandLine(Terminal terminal) {
        CommandLine commandLine = new CommandLine(new Quarry(), new TerminalFactory(terminal))
                .setOut(terminal.out())
                .setErr(terminal.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.ansi()))
                .setUsageHelpWidth(Math.clamp(terminal.columns(), 60, 110))
                .setUsageHelpLongOptionsMaxWidth(28)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false) // a question may well begin with an annotation
                .setExecutionExceptionHandler((failure, _, _) -> {
                    terminal.fail(failure);
                    return ERROR;
                });
        giveHeadings(commandLine);
        commandLine.setParameterExceptionHandler((failure, _) -> {
            CommandLine command = failure.getCommandLine();
            terminal.fail(failure.getMessage() + ": see 'quarry help"
                    + (command.getParent() == null ? "" : " " + command.getCommandName()) + "'");
            return ERROR;
        });
        return commandLine;
    }

    private static void giveHeadings(CommandLine command) {
        command.getCommandSpec()
                .usageMessage()
                .parameterListHeading("%nArguments:%n")
                .optionListHeading("%nOptions:%n");
        command.getSubcommands().values().forEach(Quarry::giveHeadings);
    }
}

package dev.quarry.indexer;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseProblemException;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.Problem;
import com.github.javaparser.ast.CompilationUnit;
import dev.quarry.lateinteraction.CodeUnit;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits Java along its syntax tree; what has none that a parser can build is split into windows of lines. */
final class JavaSplitter {
    /** Stack for the second try of a file that is nested too deeply for the stack of the thread that met it. */
    private static final long DEEP_STACK_BYTES = 64L << 20;

    /** The parser's message goes on with all that it would have taken instead. */
    private static final Pattern UNEXPECTED = Pattern.compile("^Parse error\\. Found\\s+(.*?)(, expected|\\R|$)");

    private JavaSplitter() {}

    static Split split(String repository, String path, SourceText source) {
        try {
            return parse(repository, path, source);
        } catch (StackOverflowError firstTry) {
            return parseOnDeepStack(repository, path, source);
        }
    }

    private static Split parseOnDeepStack(String repository, String path, SourceText source) {
        FutureTask<Split> task = new FutureTask<>(() -> {
            try {
                return parse(repository, path, source);
            } catch (StackOverflowError secondTry) {
                return windows(repository, path, source, "nested too deeply to parse");
            }
        });
        Thread thread = new Thread(null, task, "quarry-deep-parse", DEEP_STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while parsing " + path);
        } catch (ExecutionException e) {
            throw new IllegalStateException(path + " cannot be split", e.getCause());
        }
    }

    private static Split parse(String repository, String path, SourceText source) {
        ParseResult<CompilationUnit> result;
        try {
            result = new JavaParser(configuration()).parse(source.text());
        } catch (ParseProblemException e) {
            return windows(repository, path, source, reason(e.getProblems()));
        }
        if (!result.isSuccessful() || result.getResult().isEmpty()) {
            return windows(repository, path, source, reason(result.getProblems()));
        }
        CompilationUnit unit = result.getResult().get();
        String packageName =
                unit.getPackageDeclaration().map(p -> p.getNameAsString()).orElse("");
        FileContext file = context(repository, path, packageName);
        List<CodeUnit> units = JavaUnits.of(unit, file, source);
        boolean declaresNothing = unit.getTypes().isEmpty()
                && unit.getModule().isEmpty()
                && unit.getPackageDeclaration().isEmpty();
        if (declaresNothing && !source.text().isBlank()) {
            return windows(repository, path, source, "declares nothing");
        }
        return Split.parsed(units);
    }

    /**
     * The newest language, without the processors that would attribute comments (see {@link Declarations}) and reject what an
     * older or a stricter compiler would not take: a file is there to be found, not to be judged.
     */
    private static ParserConfiguration configuration() {
        ParserConfiguration configuration = new ParserConfiguration()
                .setLanguageLevel(ParserConfiguration.LanguageLevel.JAVA_25)
                .setAttributeComments(false);
        configuration.getProcessors().clear();
        return configuration;
    }

    private static Split windows(String repository, String path, SourceText source, String reason) {
        return Split.windowed(reason, LineWindows.of(context(repository, path, ""), source));
    }

    static FileContext context(String repository, String path, String packageName) {
        FileContext untested = new FileContext(repository, path, packageName, false);
        return new FileContext(repository, path, packageName, TestCode.isTestFile(untested));
    }

    /** One line: where and what. */
    private static String reason(List<Problem> problems) {
        if (problems.isEmpty()) {
            return "does not parse";
        }
        Problem problem = problems.getFirst();
        String where = problem.getLocation()
                .flatMap(tokens -> tokens.getBegin().getRange())
                .map(range -> " at line " + range.begin.line + ", column " + range.begin.column)
                .orElse("");
        Matcher unexpected = UNEXPECTED.matcher(problem.getMessage());
        String what = unexpected.find()
                ? "unexpected " + unexpected.group(1).strip()
                : problem.getMessage().lines().findFirst().orElse("");
        return "does not parse" + where + ": " + what;
    }
}

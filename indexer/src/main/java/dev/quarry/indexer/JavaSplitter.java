package dev.quarry.indexer;

import com.github.javaparser.JavaParser;
import com.github.javaparser.JavaToken;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.Problem;
import com.github.javaparser.TokenRange;
import com.github.javaparser.ast.CompilationUnit;
import dev.quarry.lateinteraction.CodeUnit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Splits Java along its syntax tree; what has none that a parser can build is split into windows of lines. */
final class JavaSplitter {
    /** Enough for code that a program nested some thousand times; only what is used of it takes memory. */
    private static final long DEEP_STACK_BYTES = 64L << 20;

    /**
     * The parser looks ahead again and again: twenty lambdas with bodies inside each other take it seconds, thirty more than
     * anyone will wait for. The largest files of real libraries take it one second.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A syntax tree takes some 200 bytes a character, and several may be under construction at once. */
    private static final int MOST_CHARACTERS = 2_000_000;

    /** The parser's message goes on with all that it would have taken instead. */
    private static final Pattern UNEXPECTED = Pattern.compile("^Parse error\\. Found\\s+(.*?)(, expected|\\R|$)");

    private JavaSplitter() {}

    static Split split(String repository, String path, SourceText source) {
        return split(repository, path, source, PATIENCE);
    }

    /** Parses on a thread of its own, which has a deep stack and is left behind when it does not come back in time. */
    static Split split(String repository, String path, SourceText source, Duration patience) {
        FutureTask<Split> task = new FutureTask<>(() -> parseOrWindows(repository, path, source));
        Thread thread = new Thread(null, task, "quarry-parse", DEEP_STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return windows(
                    repository,
                    path,
                    source,
                    "does not parse: takes the parser more than " + patience.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while parsing " + path);
        } catch (ExecutionException e) {
            throw new IllegalStateException("parsing " + path + " failed", e.getCause());
        }
    }

    /** The parser is a large thing that meets any text: its slips cost a file its structure, not the run. */
    private static Split parseOrWindows(String repository, String path, SourceText source) {
        try {
            return parse(repository, path, source);
        } catch (StackOverflowError | JavaUnits.NestedTooDeeply e) {
            return windows(repository, path, source, "does not parse: nested too deeply");
        } catch (RuntimeException e) {
            return windows(
                    repository,
                    path,
                    source,
                    "does not parse: parser failed with "
                            + e.toString().lines().findFirst().orElse(""));
        }
    }

    private static Split parse(String repository, String path, SourceText source) {
        if (source.text().length() > MOST_CHARACTERS) {
            return windows(
                    repository,
                    path,
                    source,
                    "too large to parse: " + source.text().length() + " characters, more than " + MOST_CHARACTERS);
        }
        ParseResult<CompilationUnit> result = new JavaParser(configuration()).parse(source.text());
        if (!result.isSuccessful() || result.getResult().isEmpty()) {
            return windows(repository, path, source, reason(result.getProblems()));
        }
        CompilationUnit unit = result.getResult().get();
        String packageName =
                unit.getPackageDeclaration().map(p -> p.getNameAsString()).orElse("");
        FileContext file = FileContext.of(repository, path, packageName);
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
        return Split.windowed(reason, LineWindows.of(FileContext.of(repository, path, ""), source));
    }

    /** One line: where and what. The parser locates a problem at the last token that it liked; the next one is the culprit. */
    private static String reason(List<Problem> problems) {
        if (problems.isEmpty()) {
            return "does not parse";
        }
        Problem problem = problems.getFirst();
        String where = problem.getLocation()
                .map(TokenRange::getBegin)
                .flatMap(last -> Stream.iterate(
                                last.getNextToken(),
                                Optional::isPresent,
                                token -> token.get().getNextToken())
                        .flatMap(Optional::stream)
                        .filter(token -> !token.getCategory().isWhitespaceOrComment())
                        .findFirst()
                        .or(() -> Optional.of(last)))
                .flatMap(JavaToken::getRange)
                .map(range -> "line " + range.begin.line + ", column " + range.begin.column + ", ")
                .orElse("");
        Matcher unexpected = UNEXPECTED.matcher(problem.getMessage());
        String what = unexpected.find()
                ? "unexpected " + unexpected.group(1).strip()
                : problem.getMessage().lines().findFirst().orElse("");
        return "does not parse: " + where + what;
    }
}

package dev.quarry.eval.pairs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quarry.eval.pairs.ErrorQuestions.Message;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionRulesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Returns the file extension                              | get the file extension
            Returns true if the path is absolute, false otherwise   | check if the path is absolute, false
            Tests whether this list contains duplicates             | check if the list contains duplicates
            Determines if and only if the port is open              | check if the port is open
            Copies the given stream to a file (and closes it)       | copy the stream to a file
            Pushes all items to the specified queue                 | push all items to the queue
            Parses a date, which must be in ISO format              | parse a date
            Convenience method to close a socket                    | close a socket
            This method will escape HTML                            | escape HTML
            Create a new thread pool                                | create a new thread pool
            Constructs a new parser                                 | create a new parser
            Compresses a directory                                  | compress a directory
            """)
    void aSentenceBecomesAWish(String sentence, String wish) {
        assertThat(Imperative.of(sentence)).hasValue(wish);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The number of rows",
                "Class for parsing",
                "Address of the host",
                "XPath's entry point",
                "Nothing",
                ""
            })
    void aSentenceWithoutAVerbIsNoWish(String sentence) {
        assertThat(Imperative.of(sentence)).isEmpty();
    }

    @Test
    void aLongWishIsCutAtAClause() {
        String wish = Imperative.of(
                        "Sorts the lines of a file by their first column, reading as much of it into memory as fits"
                                + " and spilling the rest to temporary files that are merged in the end")
                .orElseThrow();
        assertThat(wish)
                .startsWith("sort the lines of a file by their first column")
                .doesNotContain("merged");
        assertThat(wish.split(" ")).hasSizeLessThanOrEqualTo(16);
    }

    @Test
    void everyTitleSaysTheWishAndTheSameSeedAsksTheSame() {
        for (int seed = 0; seed < 200; seed++) {
            String title = QuestionForms.ask("parse the csv file", "commons-csv", new Random(seed));
            assertThat(title).containsIgnoringCase("parse").containsIgnoringCase("csv file");
            assertThat(title).doesNotContain("%");
            assertThat(QuestionForms.ask("parse the csv file", "commons-csv", new Random(seed)))
                    .isEqualTo(title);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "commons-csv,commons csv",
        "spring-core,spring",
        "org.eclipse.jgit,jgit",
        "kafka-clients,kafka clients",
        "bcprov-jdk18on,bcprov"
    })
    void aLibraryIsCalledAsPeopleCallIt(String artifact, String name) {
        assertThat(QuestionForms.library(artifact)).isEqualTo(name);
    }

    @Test
    void theMessagesOfABodyAreFound() {
        List<Message> messages = ErrorQuestions.in("""
                {
                    Objects.requireNonNull(name, "the name is missing");
                    if (n < 0) {
                        throw new java.lang.IllegalArgumentException("size must be positive, got " + n + " instead");
                    }
                    // throw new Foo("this is only a comment");
                    throw new ParseException(String.format("Cannot read %s at line %d", file, line));
                }
                """);
        assertThat(messages)
                .containsExactly(
                        new Message("NullPointerException", "the name is missing"),
                        new Message("IllegalArgumentException", "size must be positive, got \0 instead"),
                        new Message("ParseException", "Cannot read \0 at line \0"));
    }

    @Test
    void shortMessagesAndRethrowsAreNoQuestions() {
        assertThat(ErrorQuestions.in("{ throw new A(\"bad\"); }")).isEmpty();
        assertThat(ErrorQuestions.in("{ throw new A(message, cause); }")).isEmpty();
        assertThat(ErrorQuestions.in("{ throw e; }")).isEmpty();
    }

    @Test
    void anErrorIsQuotedWithItsPlaceholdersFilled() {
        Message error = new Message("ParseException", "Cannot read \0 at line \0");
        for (int seed = 0; seed < 100; seed++) {
            String question = ErrorQuestions.ask(error, new Random(seed));
            assertThat(question)
                    .containsIgnoringCase("cannot read")
                    .containsIgnoringCase("at line")
                    .doesNotContain("\0", "%");
            assertThat(question).doesNotContain("java.lang");
        }
    }
}

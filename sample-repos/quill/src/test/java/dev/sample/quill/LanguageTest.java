package dev.sample.quill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sample.quill.language.KeywordPicker;
import dev.sample.quill.language.ReadingEase;
import dev.sample.quill.language.RootForm;
import dev.sample.quill.language.SentenceSplitter;
import dev.sample.quill.language.Shingles;
import dev.sample.quill.language.TongueGuess;
import dev.sample.quill.language.WordScanner;
import dev.sample.quill.language.WordTally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguageTest {
    @Test
    void tokens() {
        assertEquals(List.of("don't", "well-known", "b2b"), WordScanner.words("don't, well-known: 3.14 - b2b!"));
        WordScanner.Token number = new WordScanner("  1,000 x").iterator().next();
        assertEquals(new WordScanner.Token("1,000", 2, 7, WordScanner.Kind.NUMBER), number);
    }

    @Test
    void sentences() {
        assertEquals(
                List.of("Dr. Smith paid 3.50 for it, e.g. in cash.", "\"Really?\"", "Yes!", "A heading", "End"),
                new SentenceSplitter()
                        .split("Dr. Smith paid 3.50 for it, e.g. in cash. \"Really?\" Yes! A heading\n\nEnd"));
    }

    @Test
    void stems() {
        for (String word : List.of("connect", "connected", "connecting", "connects")) {
            assertEquals("connect", RootForm.of(word));
        }
        assertEquals("run", RootForm.of("running"));
        assertEquals("city", RootForm.of("Cities"));
        assertEquals("child", RootForm.of("children"));
        assertEquals("sing", RootForm.of("sing"));
    }

    @Test
    void keywordsAreRareInTheBackground() {
        KeywordPicker picker = new KeywordPicker()
                .learn(List.of("the report of the year", "a report on sales", "the report about cats"));
        assertEquals(List.of("penguins"), picker.pick("This report is about penguins. A report, penguins!", 1));
    }

    @Test
    void tongues() {
        TongueGuess guess = new TongueGuess();
        assertEquals(Optional.of("de"), guess.of("Das ist nicht der Hund von nebenan"));
        assertEquals(Optional.of("fr"), guess.of("Ce n'est pas la maison des parents pour une fois"));
        assertEquals(Optional.of("ru"), guess.of("Привет, мир"));
        assertEquals(Optional.empty(), guess.of("qwerty"));
    }

    @Test
    void readability() {
        ReadingEase easy = ReadingEase.of("The cat sat on the mat. The dog ran.");
        ReadingEase hard = ReadingEase.of("Organisational considerations necessitate comprehensive reconciliation.");
        assertTrue(easy.flesch() > 90 && hard.flesch() < 30);
        assertTrue(easy.schoolYears() < hard.schoolYears());
        assertThrows(IllegalStateException.class, () -> ReadingEase.of("").flesch());
    }

    @Test
    void overlapOfCopies() {
        assertEquals(1.0, Shingles.overlap("a b c d", "a b, c d"));
        assertEquals(0.0, Shingles.overlap("a b c d", "d c b a"));
    }

    @Test
    void countsWordsOfManyFiles(@TempDir Path folder) throws Exception {
        Path one = Files.writeString(folder.resolve("one"), "Apple pear apple");
        Path two = Files.writeString(folder.resolve("two"), "pear\nplum APPLE");
        WordTally tally = new WordTally();
        tally.addAll(List.of(one, two), 2);
        assertEquals(3, tally.of("apple"));
        assertEquals(List.of("apple", "pear"), tally.top(2));
        IOException missing =
                assertThrows(IOException.class, () -> tally.addAll(List.of(folder.resolve("missing")), 1));
        assertEquals(NoSuchFileException.class, missing.getClass());
    }
}

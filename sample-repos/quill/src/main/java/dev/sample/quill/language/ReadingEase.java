package dev.sample.quill.language;

import java.util.List;
import java.util.Locale;

/**
 * How hard an English text is to read.
 *
 * @param words number of words
 * @param sentences number of sentences
 * @param syllables estimated number of syllables
 */
public record ReadingEase(int words, int sentences, int syllables) {
    public static ReadingEase of(String text) {
        List<String> words = WordScanner.words(text);
        int syllables = 0;
        for (String word : words) {
            syllables += syllables(word);
        }
        return new ReadingEase(words.size(), new SentenceSplitter().split(text).size(), syllables);
    }

    /** Flesch's score: 90 and above is very easy, below 30 is for graduates. */
    public double flesch() {
        requireWords();
        return 206.835 - 1.015 * words / sentences - 84.6 * syllables / words;
    }

    /** Years of American schooling that a reader needs (Flesch and Kincaid). */
    public double schoolYears() {
        requireWords();
        return 0.39 * words / sentences + 11.8 * syllables / words - 15.59;
    }

    /** Minutes to read silently, at 238 words a minute. */
    public double minutes() {
        return words / 238.0;
    }

    // groups of vowels, minus a silent e
    static int syllables(String word) {
        String w = word.toLowerCase(Locale.ROOT);
        int groups = 0;
        boolean inGroup = false;
        for (int i = 0; i < w.length(); i++) {
            boolean vowel = "aeiouy".indexOf(w.charAt(i)) >= 0;
            if (vowel && !inGroup) {
                groups++;
            }
            inGroup = vowel;
        }
        boolean silent = w.endsWith("e") && !w.endsWith("le") && groups > 1;
        return Math.max(1, silent ? groups - 1 : groups);
    }

    private void requireWords() {
        if (words == 0 || sentences == 0) {
            throw new IllegalStateException("a text without words has no readability");
        }
    }
}

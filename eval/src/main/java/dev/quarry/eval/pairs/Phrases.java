package dev.quarry.eval.pairs;

import java.util.List;

/** Running text as words. */
final class Phrases {
    private Phrases() {}

    /** The words of a text: what white space separates. */
    static List<String> words(String text) {
        return List.of(text.strip().split("\\s+", -1)).stream()
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Number of words. */
    static int count(String text) {
        return words(text).size();
    }
}

package dev.sample.quill.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs of n neighbours, of characters or of words. */
public final class Shingles {
    private Shingles() {}

    public static List<String> ofCharacters(String text, int n) {
        List<String> grams = new ArrayList<>();
        for (int i = 0; i + n <= text.length(); i++) {
            grams.add(text.substring(i, i + n));
        }
        return grams;
    }

    public static List<String> ofWords(List<String> words, int n) {
        List<String> grams = new ArrayList<>();
        for (int i = 0; i + n <= words.size(); i++) {
            grams.add(String.join(" ", words.subList(i, i + n)));
        }
        return grams;
    }

    static Map<String, Integer> counted(List<String> grams) {
        Map<String, Integer> counts = new HashMap<>();
        for (String gram : grams) {
            counts.merge(gram, 1, Integer::sum);
        }
        return counts;
    }

    /**
     * Jaccard similarity of the two texts' word triples: how much of one page is copied from another, whatever the order
     * of its paragraphs. 1 means the same set of triples, 0 means none in common.
     */
    public static double overlap(String a, String b) {
        Set<String> left = new HashSet<>(ofWords(WordScanner.words(a), 3));
        Set<String> right = new HashSet<>(ofWords(WordScanner.words(b), 3));
        Set<String> union = new HashSet<>(left);
        union.addAll(right);
        left.retainAll(right);
        return union.isEmpty() ? 0.0 : (double) left.size() / union.size();
    }
}

package dev.sample.quill.language;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says what a text is about, in a few words. A term is worth its frequency in the text times the logarithm of how rare
 * it is in the background collection (tf-idf).
 */
public final class KeywordPicker {
    private static final Set<String> TOO_COMMON = Set.of(
            "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "from", "has", "have", "in", "is", "it", "its",
            "not", "of", "on", "or", "that", "the", "this", "to", "was", "were", "will", "with", "you");

    private final Map<String, Integer> documentsWith = new HashMap<>();
    private int documents;

    /** Makes the picker acquainted with the collection that the texts come from. */
    public KeywordPicker learn(Collection<String> background) {
        for (String document : background) {
            documents++;
            new HashSet<>(terms(document).keySet()).forEach(t -> documentsWith.merge(t, 1, Integer::sum));
        }
        return this;
    }

    /** The most telling words in their commonest spelling, best first. */
    public List<String> pick(String text, int most) {
        Map<String, List<String>> terms = terms(text);
        Comparator<String> byWeight = Comparator.comparingDouble(
                t -> terms.get(t).size() * Math.log((documents + 1.0) / (documentsWith.getOrDefault(t, 0) + 0.5)));
        return terms.keySet().stream()
                .sorted(byWeight.reversed().thenComparing(Comparator.naturalOrder()))
                .limit(most)
                .map(t -> commonest(terms.get(t)))
                .toList();
    }

    private static Map<String, List<String>> terms(String text) {
        Map<String, List<String>> terms = new HashMap<>();
        for (String word : WordScanner.words(text)) {
            String root = RootForm.of(word);
            if (word.length() > 1 && !TOO_COMMON.contains(root)) {
                terms.computeIfAbsent(root, r -> new ArrayList<>()).add(word);
            }
        }
        return terms;
    }

    private static String commonest(List<String> spellings) {
        Map<String, Integer> counts = Shingles.counted(spellings);
        return counts.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .orElseThrow()
                .getKey();
    }
}

package dev.sample.quill.language;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Guesses whether a text is English, German, French, Spanish or Italian.
 *
 * <p>The evidence is the small words that nobody can avoid. A word that several languages share counts for each of them
 * by a fraction. Other scripts are told by their letters before any word is looked at.
 */
public final class TongueGuess {
    private static final Map<String, List<String>> SMALL_WORDS = Map.of(
            "en", List.of("the", "and", "of", "to", "is", "that", "for", "with", "was", "not", "are", "this", "in"),
            "de", List.of("der", "die", "das", "und", "nicht", "ist", "ein", "eine", "mit", "von", "den", "zu", "in"),
            "fr", List.of("le", "la", "les", "et", "des", "une", "est", "pas", "pour", "dans", "que", "un", "du"),
            "es", List.of("el", "la", "los", "y", "una", "es", "no", "para", "con", "que", "un", "del", "por"),
            "it", List.of("il", "la", "gli", "e", "una", "non", "per", "con", "che", "un", "di", "sono", "della"));

    private final Map<String, Map<String, Double>> evidence = new HashMap<>();

    public TongueGuess() {
        Map<String, Integer> shared = new HashMap<>();
        SMALL_WORDS.values().forEach(words -> words.forEach(w -> shared.merge(w, 1, Integer::sum)));
        SMALL_WORDS.forEach((tongue, words) -> {
            for (String word : words) {
                evidence.computeIfAbsent(word, w -> new HashMap<>()).put(tongue, 1.0 / shared.get(word));
            }
        });
    }

    /** ISO 639-1 code, or empty when too few small words were seen to tell. */
    public Optional<String> of(String text) {
        Optional<String> script = byScript(text);
        if (script.isPresent()) {
            return script;
        }
        Map<String, Double> votes = new HashMap<>();
        for (String word : WordScanner.words(text)) {
            evidence.getOrDefault(word.toLowerCase(Locale.ROOT), Map.of())
                    .forEach((tongue, vote) -> votes.merge(tongue, vote, Double::sum));
        }
        return votes.entrySet().stream()
                .filter(v -> v.getValue() >= 1.0)
                .max(Map.Entry.<String, Double>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
    }

    private static Optional<String> byScript(String text) {
        Map<Character.UnicodeScript, Integer> letters = new HashMap<>();
        text.codePoints()
                .filter(Character::isLetter)
                .forEach(c -> letters.merge(Character.UnicodeScript.of(c), 1, Integer::sum));
        if (letters.containsKey(Character.UnicodeScript.HIRAGANA)) {
            return Optional.of("ja");
        }
        return letters.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(e -> switch (e.getKey()) {
                    case CYRILLIC -> "ru";
                    case GREEK -> "el";
                    case HAN -> "zh";
                    case HANGUL -> "ko";
                    case ARABIC -> "ar";
                    default -> null;
                });
    }
}

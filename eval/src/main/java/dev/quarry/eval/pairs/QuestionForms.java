package dev.quarry.eval.pairs;

import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Dresses a wish as the titles that people write: with a question or without, sloppy about articles and capitals. */
final class QuestionForms {
    private static final List<String> FORMS = List.of(
            "how do I %s?",
            "how do I %s?",
            "how to %s",
            "how to %s in java",
            "how to %s in java?",
            "how can I %s?",
            "how can I %s in java",
            "How do you %s?",
            "java %s example",
            "java %s",
            "java: %s",
            "java - how to %s",
            "%s in java",
            "%s",
            "best way to %s",
            "What is the best way to %s in Java?",
            "simple way to %s",
            "is there a way to %s?",
            "is there a method to %s",
            "I want to %s",
            "I need to %s",
            "trying to %s",
            "code to %s",
            "where do we %s",
            "where is the code that is supposed to %s");
    private static final List<String> LIBRARY_FORMS = List.of(
            "how to %s using %s",
            "how do I %s with %s?", "%s with %s", "how to use %2$s to %1$s", "%2$s: %1$s", "%2$s %1$s example");
    private static final Pattern ARTICLES = Pattern.compile("(?i)\\b(?:the|a|an) ");
    private static final Pattern LIBRARY_NOISE = Pattern.compile(
            "[-_.](?:core|api|impl|base|common|commons|engine|java|runtime|jdk18on|all|util|original|module|[0-9.]+|client|server)\\b");

    private QuestionForms() {}

    /**
     * One title.
     *
     * @param wish a phrase that starts with a verb in its plain form
     * @param artifact artifact id of the library that the code is of
     */
    static String ask(String wish, String artifact, RandomGenerator random) {
        String phrase = random.nextInt(10) < 3 ? ARTICLES.matcher(wish).replaceAll("") : wish;
        String title = random.nextInt(8) == 0
                ? String.format(Locale.ROOT, pick(LIBRARY_FORMS, random), phrase, library(artifact))
                : String.format(Locale.ROOT, pick(FORMS, random), phrase);
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> title.toLowerCase(Locale.ROOT);
            case 3, 4, 5 -> Character.toUpperCase(title.charAt(0)) + title.substring(1);
            case 6 -> title.replaceFirst("\\?$", "").toLowerCase(Locale.ROOT);
            default -> title;
        };
    }

    /** The library as people call it: {@code spring-data-redis} gives spring data redis, {@code poi-ooxml} gives poi ooxml. */
    static String library(String artifact) {
        String name = artifact.substring(artifact.startsWith("org.") ? artifact.lastIndexOf('.') + 1 : 0);
        return LIBRARY_NOISE
                .matcher(name)
                .replaceAll("")
                .replaceAll("[-_.]+", " ")
                .strip();
    }

    static <T> T pick(List<T> choices, RandomGenerator random) {
        return choices.get(random.nextInt(choices.size()));
    }
}

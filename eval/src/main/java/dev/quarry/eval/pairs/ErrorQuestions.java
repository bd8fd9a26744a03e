package dev.quarry.eval.pairs;

import dev.quarry.eval.pairs.JavaTokens.Kind;
import dev.quarry.eval.pairs.JavaTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Questions that quote an error: the messages that a body raises, with their placeholders filled in as a user sees them. */
final class ErrorQuestions {
    private static final int FEWEST_WORDS = 3;
    private static final int MOST_CHARACTERS = 160;

    /** Methods that raise an exception with the message that they are given. */
    private static final Map<String, String> CHECKS = Map.of(
            "checkArgument", "IllegalArgumentException",
            "checkState", "IllegalStateException",
            "checkNotNull", "NullPointerException",
            "requireNonNull", "NullPointerException",
            "notNull", "IllegalArgumentException",
            "hasText", "IllegalArgumentException",
            "hasLength", "IllegalArgumentException",
            "notEmpty", "IllegalArgumentException",
            "isTrue", "IllegalArgumentException");

    private static final List<String> FORMS = List.of(
            "%1$s: %2$s",
            "%1$s: %2$s",
            "java.lang.%1$s: %2$s",
            "what does '%2$s' mean",
            "what does \"%2$s\" mean?",
            "%2$s",
            "Exception in thread \"main\" %1$s: %2$s",
            "why do I get %1$s: %2$s",
            "getting error \"%2$s\"",
            "how to fix %1$s %2$s",
            "%1$s with message \"%2$s\"",
            "Caused by: %1$s: %2$s",
            "where does the error '%2$s' come from",
            "error: %2$s");
    private static final Pattern NOT_LETTERS = Pattern.compile("[^A-Za-z]+");
    private static final Pattern PLACEHOLDER = Pattern.compile("%[-+#0-9.]*[a-zA-Z]|\\{\\d*}");
    private static final List<String> FILLERS =
            List.of("foo", "null", "3", "0", "-1", "test", "bar", "42", "my-name", "");

    /**
     * An error that code can raise.
     *
     * @param type simple name of the exception
     * @param message its message; a NUL stands where a value is put in
     */
    record Message(String type, String message) {}

    private ErrorQuestions() {}

    /** The errors with a message of at least three words, in the order of the code. */
    static List<Message> in(String source) {
        List<Token> tokens = JavaTokens.code(source);
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i + 3 < tokens.size(); i++) {
            String word = tokens.get(i).kind() == Kind.WORD ? tokens.get(i).text(source) : "";
            String type = "";
            int call = i + 1;
            if (word.equals("throw") && tokens.get(i + 1).text(source).equals("new")) {
                call = i + 2;
                while (call + 2 < tokens.size() && tokens.get(call + 1).is(source, '.')) {
                    call += 2;
                }
                type = tokens.get(call).text(source);
                call++;
            } else if (CHECKS.containsKey(word)) {
                type = CHECKS.get(word);
            }
            if (!type.isEmpty() && call < tokens.size() && tokens.get(call).is(source, '(')) {
                String message = message(source, tokens, call);
                if (message.length() <= MOST_CHARACTERS
                        && Phrases.count(NOT_LETTERS.matcher(message).replaceAll(" ")) >= FEWEST_WORDS
                        && messages.stream().noneMatch(m -> m.message().equals(message))) {
                    messages.add(new Message(type, message));
                }
            }
        }
        return messages;
    }

    static String ask(Message error, RandomGenerator random) {
        StringBuilder message = new StringBuilder();
        for (char c : error.message().toCharArray()) {
            message.append(c == 0 ? QuestionForms.pick(FILLERS, random) : String.valueOf(c));
        }
        String text = message.toString().replaceAll("\\s+", " ").strip();
        String form = QuestionForms.pick(FORMS, random);
        if (form.startsWith("java.lang.") && !CHECKS.containsValue(error.type())) {
            form = FORMS.getFirst();
        }
        String question = String.format(Locale.ROOT, form, error.type(), text);
        return random.nextInt(4) == 0 ? question.toLowerCase(Locale.ROOT) : question;
    }

    /** The first run of literals joined by + inside the parentheses that open at a token. */
    private static String message(String source, List<Token> tokens, int open) {
        StringBuilder message = new StringBuilder();
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.is(source, '(')) {
                depth++;
            } else if (token.is(source, ')')) {
                if (--depth == 0) {
                    break;
                }
            } else if (token.is(source, ';') || (token.is(source, ',') && !message.isEmpty())) {
                break;
            } else if (token.kind() == Kind.STRING) {
                message.append(literal(token.text(source)));
            } else if (token.is(source, '+')
                    && !message.isEmpty()
                    && i + 1 < tokens.size()
                    && tokens.get(i + 1).kind() != Kind.STRING) {
                message.append('\0');
            }
        }
        Matcher placeholder = PLACEHOLDER.matcher(message);
        return placeholder.replaceAll("\0").strip();
    }

    private static String literal(String token) {
        if (token.startsWith("\"\"\"") || token.length() < 2) {
            return "";
        }
        return token.substring(1, token.length() - 1)
                .replace("\\n", " ")
                .replace("\\t", " ")
                .replace("\\r", " ")
                .replace("\\\"", "\"")
                .replace("\\'", "'")
                .replace("\\\\", "\\");
    }
}

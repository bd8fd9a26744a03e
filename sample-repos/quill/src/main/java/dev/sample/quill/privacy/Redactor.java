package dev.sample.quill.privacy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Blacks out personal data before text goes into a log or a ticket. What is left should still help support to see which
 * record is meant: the first letter and the domain of a mailbox, the last four digits of a payment card.
 *
 * <p>This is not encryption; nothing can be restored.
 */
public final class Redactor {
    private static final Pattern MAILBOX = Pattern.compile("\\b([\\w.+-]+)@((?:[\\w-]+\\.)+[A-Za-z]{2,})\\b");
    private static final Pattern CARD = Pattern.compile("(?<!\\d)(?:\\d[ -]?){12,18}\\d(?!\\d)");
    private static final Pattern SECRET =
            Pattern.compile("(?i)((?:password|passwd|secret|api[_-]?key|token)\"?\\s*[=:]\\s*\"?)([^\\s\",;&]+)");

    private Redactor() {}

    /** Everything that this class knows of, in one call. Suits a log appender. */
    public static String clean(String message) {
        return cards(mailboxes(SECRET.matcher(message).replaceAll("$1***")));
    }

    public static String mailboxes(String text) {
        return MAILBOX.matcher(text).replaceAll(m ->
                Matcher.quoteReplacement(m.group(1).charAt(0) + "***@" + m.group(2)));
    }

    /** Only digits that pass {@link #luhn} are covered, so order numbers mostly survive. */
    public static String cards(String text) {
        return CARD.matcher(text).replaceAll(m -> {
            String digits = m.group().replaceAll("\\D", "");
            return luhn(digits) ? keepLast(m.group(), 4) : Matcher.quoteReplacement(m.group());
        });
    }

    /** Covers letters and digits but the last {@code visible} ones; separators stay. */
    public static String keepLast(String text, int visible) {
        StringBuilder out = new StringBuilder(text);
        int seen = 0;
        for (int i = text.length() - 1; i >= 0; i--) {
            if (Character.isLetterOrDigit(text.charAt(i)) && ++seen > visible) {
                out.setCharAt(i, '*');
            }
        }
        return out.toString();
    }

    /** The check digit of payment cards: every second digit from the right doubled, digit sums added, divisible by ten. */
    static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 0 ? digit : 2 * digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }
}

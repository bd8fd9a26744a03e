package dev.sample.quill.layout;

import java.util.Map;
import java.util.regex.Pattern;

/** Colours and weights for terminals that understand the SGR escape sequences. */
public enum AnsiStyle {
    BOLD(1),
    DIM(2),
    UNDERLINE(4),
    RED(31),
    GREEN(32),
    YELLOW(33),
    BLUE(34),
    GREY(90);

    private static final Pattern SEQUENCE = Pattern.compile("\u001B\\[[0-9;]*[A-Za-z]");
    private static final String RESET = "\u001B[0m";

    private final int code;

    AnsiStyle(int code) {
        this.code = code;
    }

    /** Wraps the text in this style and a reset. A reset that is already inside re-opens this style, so styles nest. */
    public String paint(String text) {
        String open = "\u001B[" + code + "m";
        return open + text.replace(RESET, RESET + open) + RESET;
    }

    public static String strip(String text) {
        return text.indexOf('\u001B') < 0 ? text : SEQUENCE.matcher(text).replaceAll("");
    }

    /** How many characters of the text a reader sees, that is without escape sequences and combining marks. */
    public static int visibleLength(String text) {
        return (int) strip(text)
                .codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .count();
    }

    /**
     * Whether output to a person's terminal should be coloured. The <a href="https://no-color.org">NO_COLOR</a> habit
     * wins over everything, then FORCE_COLOR, then a look at TERM.
     */
    public static boolean wanted(Map<String, String> environment, boolean interactive) {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
            return false;
        }
        if (!environment.getOrDefault("FORCE_COLOR", "").isEmpty()) {
            return true;
        }
        return interactive && !"dumb".equals(environment.getOrDefault("TERM", "dumb"));
    }
}

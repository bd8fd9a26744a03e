package dev.sample.quill.layout;

import java.util.stream.Collectors;

/** Moves blocks of text to the right and back. */
public final class Indenter {
    private Indenter() {}

    /** Puts the prefix in front of every line that is not blank. Line breaks become {@code \n}. */
    public static String shift(String block, String prefix) {
        return block.lines().map(l -> l.isBlank() ? "" : prefix + l).collect(Collectors.joining("\n"));
    }

    /**
     * First line gets one prefix and all following lines another. Used for bullet lists and for option descriptions in
     * help screens:
     *
     * <pre>
     *   - first line
     *     second line
     * </pre>
     */
    public static String hang(String block, String first, String others) {
        StringBuilder out = new StringBuilder();
        for (String line : block.lines().toList()) {
            out.append(out.isEmpty() ? first : "\n" + others).append(line);
        }
        return out.toString();
    }

    // tabs count as ONE column here. mixed input is the caller's problem.
    public static String dedent(String block) {
        int margin = block.lines()
                .filter(l -> !l.isBlank())
                .mapToInt(Indenter::leading)
                .min()
                .orElse(0);
        return block.lines().map(l -> l.isBlank() ? "" : l.substring(margin)).collect(Collectors.joining("\n"));
    }

    /** Replaces tabs by blanks up to the next multiple of {@code tabWidth}. */
    public static String untabify(String line, int tabWidth) {
        StringBuilder out = new StringBuilder(line.length() + 16);
        int column = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\t') {
                int fill = tabWidth - column % tabWidth;
                out.repeat(' ', fill);
                column += fill;
            } else {
                out.append(c);
                column = c == '\n' ? 0 : column + 1;
            }
        }
        return out.toString();
    }

    private static int leading(String line) {
        int i = 0;
        while (i < line.length() && (line.charAt(i) == ' ' || line.charAt(i) == '\t')) {
            i++;
        }
        return i;
    }
}

package dev.sample.quill.encoding;

/** CR, LF and both. */
public enum LineEnding {
    LF("\n"),
    CRLF("\r\n"),
    CR("\r");

    private final String characters;

    LineEnding(String characters) {
        this.characters = characters;
    }

    /** Converts every kind of break in the text to this one. */
    public String normalise(String text) {
        StringBuilder out = new StringBuilder(text.length() + 32);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' || c == '\n') {
                out.append(characters);
                if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                    i++;
                }
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** The kind that most lines of the text end in; LF for a text without any. */
    public static LineEnding prevailing(String text) {
        int[] counts = new int[values().length];
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if (pair) {
                counts[CRLF.ordinal()]++;
                i++;
            } else if (c == '\n') {
                counts[LF.ordinal()]++;
            } else if (c == '\r') {
                counts[CR.ordinal()]++;
            }
        }
        LineEnding most = LF;
        for (LineEnding ending : values()) {
            if (counts[ending.ordinal()] > counts[most.ordinal()]) {
                most = ending;
            }
        }
        return most;
    }

    /** Strips blanks at line ends and sees to exactly one break at the end of the file. */
    public String tidy(String text) {
        String trimmed = LF.normalise(text).replaceAll("[ \\t]+(?=\\n|$)", "").replaceAll("\\n+$", "");
        return normalise(trimmed.isEmpty() ? "" : trimmed + "\n");
    }
}

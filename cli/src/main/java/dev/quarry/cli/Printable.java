package dev.quarry.cli;

/** Source text that is safe to show: control characters of a file must not steer the reader's terminal. */
final class Printable {
    private Printable() {}

    /** The text with every control character replaced by one visible character, so that spans stay right. */
    static String of(String text) {
        StringBuilder safe = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char shown = c == '\t' ? ' ' : isSteering(c) ? '\ufffd' : c;
            if (shown != c) {
                if (safe == null) {
                    safe = new StringBuilder(text);
                }
                safe.setCharAt(i, shown);
            }
        }
        return safe == null ? text : safe.toString();
    }

    /** Control characters, and the marks that reorder text ("Trojan source"). */
    private static boolean isSteering(char c) {
        return Character.isISOControl(c) || (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
    }
}

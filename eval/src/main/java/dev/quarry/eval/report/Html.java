package dev.quarry.eval.report;

/** HTML as it grows. Text is escaped wherever it comes from. */
final class Html {
    private final StringBuilder html = new StringBuilder();

    /** Opens an element; the attributes are written as they are. */
    Html open(String element, String attributes) {
        html.append('<').append(element);
        if (!attributes.isEmpty()) {
            html.append(' ').append(attributes);
        }
        html.append('>');
        return this;
    }

    Html open(String element) {
        return open(element, "");
    }

    Html close(String element) {
        html.append("</").append(element).append(">\n");
        return this;
    }

    /** An element that holds text alone. */
    Html element(String element, String attributes, String text) {
        open(element, attributes);
        html.append(escape(text));
        return close(element);
    }

    Html element(String element, String text) {
        return element(element, "", text);
    }

    /** A table cell with a number. */
    Html number(String number) {
        return element("td", "class=\"number\"", number);
    }

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(isShown(c) ? c : '\ufffd');
            }
        });
        return escaped.toString();
    }

    /** Control characters are no HTML, and marks that reorder text make it lie. */
    private static boolean isShown(int c) {
        boolean reorders = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
        return c == '\n' || c == '\t' || !(Character.isISOControl(c) || reorders);
    }

    @Override
    public String toString() {
        return html.toString();
    }
}

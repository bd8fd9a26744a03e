package dev.sample.quill.format;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Between plain text and HTML. */
public final class HtmlText {
    private static final Pattern ENTITY = Pattern.compile("&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]+);");
    private static final Pattern UNSEEN = Pattern.compile("(?is)<(script|style|head)\\b.*?</\\1\\s*>|<!--.*?-->");
    private static final Pattern BREAKING =
            Pattern.compile("(?i)\\s*</?(p|div|br|li|ul|ol|tr|table|h[1-6]|blockquote|section)\\b[^>]*>\\s*");
    private static final Map<String, String> NAMED =
            Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ", "hellip", "…");

    private HtmlText() {}

    /**
     * Makes text safe between tags and inside quoted attributes. Not enough inside {@code <script>} or for unquoted
     * attributes.
     */
    public static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    public static String unescape(String html) {
        return ENTITY.matcher(html).replaceAll(m -> Matcher.quoteReplacement(character(m.group(1), m.group())));
    }

    /**
     * What a reader sees of a page: no tags, no scripts, no comments, entities as characters, a new line for every block.
     * Meant for previews and full-text search; use it never to make foreign HTML safe.
     */
    public static String strip(String html) {
        String text = UNSEEN.matcher(html).replaceAll("").replaceAll("\\s+", " ");
        text = BREAKING.matcher(text).replaceAll("\n").replaceAll("<[^>]+>", "");
        return unescape(text).replaceAll("\\n{2,}", "\n").strip();
    }

    private static String character(String entity, String asWritten) {
        if (!entity.startsWith("#")) {
            return NAMED.getOrDefault(entity, asWritten);
        }
        boolean hex = Character.toLowerCase(entity.charAt(1)) == 'x';
        int code = hex ? Integer.parseInt(entity.substring(2), 16) : Integer.parseInt(entity.substring(1));
        return Character.isValidCodePoint(code) ? Character.toString(code) : asWritten;
    }
}

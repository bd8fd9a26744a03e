package dev.quarry.indexer;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text inside a documentation comment without its marks: inline tags, HTML, entities, and Markdown where it is used. */
final class InlineText {
    private static final Pattern TAG_NAME = Pattern.compile("\\{@([a-zA-Z][\\w.]*)");
    private static final Pattern HTML =
            Pattern.compile("<!--.*?-->|<(/?)([a-zA-Z][a-zA-Z0-9]*)\\b[^<>]*>", Pattern.DOTALL);
    private static final Pattern ENTITY = Pattern.compile("&(#\\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});");
    private static final Map<String, String> ENTITIES = Map.ofEntries(
            Map.entry("lt", "<"),
            Map.entry("gt", ">"),
            Map.entry("amp", "&"),
            Map.entry("quot", "\""),
            Map.entry("apos", "'"),
            Map.entry("nbsp", " "),
            Map.entry("copy", "©"),
            Map.entry("mdash", "—"),
            Map.entry("ndash", "–"),
            Map.entry("hellip", "…"),
            Map.entry("lsquo", "‘"),
            Map.entry("rsquo", "’"),
            Map.entry("ldquo", "“"),
            Map.entry("rdquo", "”"),
            Map.entry("le", "≤"),
            Map.entry("ge", "≥"),
            Map.entry("ne", "≠"),
            Map.entry("times", "×"),
            Map.entry("minus", "−"),
            Map.entry("infin", "∞"),
            Map.entry("pi", "π"),
            Map.entry("rarr", "→"),
            Map.entry("sum", "∑"));

    private static final Pattern MARK_CHARACTER = Pattern.compile("[&<>*\\[\\]`#]");

    private static final Set<String> BLOCKS = Set.of(
            "p",
            "br",
            "li",
            "ul",
            "ol",
            "dl",
            "dt",
            "dd",
            "div",
            "pre",
            "blockquote",
            "table",
            "tr",
            "caption",
            "hr",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "section");
    private static final Set<String> CELLS = Set.of("td", "th");
    private static final Set<String> INLINE = Set.of(
            "a",
            "abbr",
            "b",
            "big",
            "cite",
            "code",
            "del",
            "dfn",
            "em",
            "font",
            "i",
            "img",
            "ins",
            "kbd",
            "mark",
            "q",
            "s",
            "samp",
            "small",
            "span",
            "strike",
            "strong",
            "sub",
            "sup",
            "thead",
            "tbody",
            "tfoot",
            "tt",
            "u",
            "var",
            "center",
            "details",
            "summary",
            "figure",
            "figcaption",
            "nav",
            "header",
            "footer",
            "main",
            "article",
            "object",
            "param",
            "script",
            "style");

    private static final Pattern CODE_SPAN = Pattern.compile("(`+)(.+?)\\1", Pattern.DOTALL);
    private static final Pattern MARKDOWN_LINK =
            Pattern.compile("!?\\[([^\\[\\]]+)](?:\\[[^\\[\\]]*]|\\([^()\\s]*\\))?");
    private static final Pattern EMPHASIS = Pattern.compile("(?<![\\w*])(\\*{1,2})(?=\\S)(.+?)(?<=\\S)\\1(?![\\w*])");
    private static final Pattern MARKDOWN_BLOCK =
            Pattern.compile("(?m)^\\s*(#{1,6}\\s+|[-*+]\\s+|\\d+[.)]\\s+|>\\s?|```.*$|~~~.*$)");

    private final boolean markdown;

    InlineText(boolean markdown) {
        this.markdown = markdown;
    }

    /** Plain text; a line break in it ends a paragraph. */
    String plain(String raw) {
        return unmarked(withoutTags(raw));
    }

    /** The same comment with its inline tags replaced by what they stand for, still in HTML or Markdown. */
    private static String withoutTags(String raw) {
        StringBuilder resolved = new StringBuilder();
        Matcher tag = TAG_NAME.matcher(raw);
        int at = 0;
        while (tag.find(at)) {
            int end = closingBrace(raw, tag.end());
            String content = raw.substring(tag.end(), end).strip();
            resolved.append(raw, at, tag.start()).append(resolved(tag.group(1).toLowerCase(Locale.ROOT), content));
            at = Math.min(raw.length(), end + 1);
        }
        return resolved.append(raw, at, raw.length()).toString();
    }

    /** Index of the brace that closes a tag, or the length where none does. */
    private static int closingBrace(String raw, int from) {
        int depth = 1;
        for (int i = from; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                return i;
            }
        }
        return raw.length();
    }

    private static String resolved(String name, String content) {
        return switch (name) {
            case "code", "literal" -> verbatim(content);
            case "snippet" -> "<pre>" + verbatim(content.substring(content.indexOf(':') + 1)) + "</pre>";
            case "link", "linkplain" -> label(content);
            case "value" -> reference(content);
            case "inheritdoc", "docroot" -> "";
            case "return" -> "Returns " + withoutTags(content) + ".";
            case "index" ->
                content.startsWith("\"") ? content.substring(1).replaceFirst("\".*", "") : content.split("\\s", 2)[0];
            default -> withoutTags(content);
        };
    }

    /** Escapes what HTML or Markdown would take for a mark. */
    private static String verbatim(String content) {
        return MARK_CHARACTER
                .matcher(content)
                .replaceAll(found -> "&#" + (int) found.group().charAt(0) + ";");
    }

    /** {@code Type#member(Arguments) label} gives the label, or the reference as a reader would write it. */
    private static String label(String content) {
        int depth = 0;
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (c == '(' || c == '<') {
                depth++;
            } else if (c == ')' || c == '>') {
                depth--;
            } else if (Character.isWhitespace(c) && depth <= 0) {
                return withoutTags(content.substring(i).strip());
            }
        }
        return reference(content);
    }

    private static String reference(String content) {
        return verbatim(content.startsWith("#") ? content.substring(1) : content.replace('#', '.'));
    }

    private String unmarked(String text) {
        if (!markdown) {
            return entities(withoutHtml(text));
        }
        StringBuilder plain = new StringBuilder();
        String flat = MARKDOWN_BLOCK.matcher(text).replaceAll("\n\n");
        Matcher code = CODE_SPAN.matcher(flat);
        int at = 0;
        while (code.find()) {
            plain.append(markdownText(flat.substring(at, code.start())))
                    .append(code.group(2).replace('\n', ' '));
            at = code.end();
        }
        return plain.append(markdownText(flat.substring(at))).toString();
    }

    private static String markdownText(String text) {
        String withParagraphs = text.replaceAll("\n[ \t]*\n", "<p>");
        String linked = MARKDOWN_LINK.matcher(withParagraphs).replaceAll("$1");
        return entities(withoutHtml(EMPHASIS.matcher(linked).replaceAll("$2")));
    }

    private static String withoutHtml(String text) {
        StringBuilder plain = new StringBuilder();
        boolean pre = false;
        int at = 0;
        Matcher mark = HTML.matcher(text);
        while (mark.find()) {
            String name = mark.group(2) == null ? "" : mark.group(2).toLowerCase(Locale.ROOT);
            if (!name.isEmpty() && !BLOCKS.contains(name) && !CELLS.contains(name) && !INLINE.contains(name)) {
                continue; // a type argument that somebody forgot to escape
            }
            plain.append(flowing(text.substring(at, mark.start()), pre));
            at = mark.end();
            if (name.equals("pre")) {
                pre = mark.group(1).isEmpty();
            }
            if (BLOCKS.contains(name)) {
                plain.append('\n');
            } else if (CELLS.contains(name)) {
                plain.append(' ');
            }
        }
        return plain.append(flowing(text.substring(at), pre)).toString();
    }

    private static String flowing(String text, boolean pre) {
        return pre ? text : text.replace('\n', ' ');
    }

    private static String entities(String text) {
        if (text.indexOf('&') < 0) {
            return text;
        }
        return ENTITY.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(entity(found.group(1), found.group())));
    }

    private static String entity(String name, String whole) {
        if (!name.startsWith("#")) {
            return ENTITIES.getOrDefault(name, whole);
        }
        boolean hexadecimal = name.length() > 1 && (name.charAt(1) == 'x' || name.charAt(1) == 'X');
        int codePoint = hexadecimal ? Integer.parseInt(name.substring(2), 16) : Integer.parseInt(name.substring(1));
        return Character.isValidCodePoint(codePoint) ? Character.toString(codePoint) : whole;
    }
}

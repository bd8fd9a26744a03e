package dev.sample.quill.format;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Renders the Markdown that people use in comments: headings, paragraphs, unordered lists of one level, fenced code,
 * emphasis, code spans and links. Markup in the source is shown, not obeyed, and only web and mail addresses become
 * links, so the result can be put into a page as it is.
 */
public final class MiniMarkdown {
    private static final Pattern HEADING = Pattern.compile("(#{1,6})\\s+(.*?)\\s*#*");
    private static final Pattern ITEM = Pattern.compile("[-*+]\\s+(.*)");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private final StringBuilder html = new StringBuilder();
    private final List<String> paragraph = new ArrayList<>();
    private boolean inList;

    private MiniMarkdown() {}

    public static String toHtml(String markdown) {
        MiniMarkdown renderer = new MiniMarkdown();
        renderer.blocks(markdown.lines().toList());
        return renderer.html.toString();
    }

    private void blocks(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher heading = HEADING.matcher(line);
            Matcher item = ITEM.matcher(line.strip());
            if (line.startsWith("```")) {
                endBlock();
                i = fence(lines, i + 1);
            } else if (line.isBlank()) {
                endBlock();
            } else if (heading.matches()) {
                endBlock();
                int level = heading.group(1).length();
                html.append("<h" + level + ">" + inline(heading.group(2)) + "</h" + level + ">\n");
            } else if (item.matches()) {
                endParagraph();
                html.append(inList ? "" : "<ul>\n").append("<li>" + inline(item.group(1)) + "</li>\n");
                inList = true;
            } else {
                endList();
                paragraph.add(line.strip());
            }
        }
        endBlock();
    }

    private int fence(List<String> lines, int from) {
        html.append("<pre><code>");
        int i = from;
        while (i < lines.size() && !lines.get(i).startsWith("```")) {
            html.append(HtmlText.escape(lines.get(i))).append('\n');
            i++;
        }
        html.append("</code></pre>\n");
        return i;
    }

    /** Code spans are taken out first, so that stars inside them stay stars. */
    private static String inline(String text) {
        StringBuilder out = new StringBuilder();
        Matcher code = CODE.matcher(text);
        int done = 0;
        while (code.find()) {
            out.append(emphasis(text.substring(done, code.start())));
            out.append("<code>").append(HtmlText.escape(code.group(1))).append("</code>");
            done = code.end();
        }
        return out.append(emphasis(text.substring(done))).toString();
    }

    private static String emphasis(String text) {
        String safe = LINK.matcher(HtmlText.escape(text)).replaceAll(m -> Matcher.quoteReplacement(link(m.group(1), m.group(2))));
        return safe.replaceAll("\\*\\*(\\S(?:.*?\\S)?)\\*\\*", "<strong>$1</strong>")
                .replaceAll("\\*(\\S(?:.*?\\S)?)\\*", "<em>$1</em>");
    }

    // javascript: addresses must not get through
    private static String link(String label, String address) {
        boolean harmless = address.matches("(?i)(https?://|mailto:).*");
        return harmless ? "<a href=\"" + address + "\">" + label + "</a>" : label;
    }

    private void endBlock() {
        endParagraph();
        endList();
    }

    private void endParagraph() {
        if (!paragraph.isEmpty()) {
            html.append("<p>").append(inline(String.join("\n", paragraph))).append("</p>\n");
            paragraph.clear();
        }
    }

    private void endList() {
        if (inList) {
            html.append("</ul>\n");
            inList = false;
        }
    }
}

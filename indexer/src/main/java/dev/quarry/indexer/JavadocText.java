package dev.quarry.indexer;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A documentation comment as plain text: a line a paragraph, and a line {@code @tag text} a block tag. Inline tags give the
 * text that they stand for, HTML and Markdown lose their marks.
 */
final class JavadocText {
    private static final Pattern BLOCK_TAG = Pattern.compile("\\s*@([a-zA-Z][\\w.]*)(?=\\s|$).*");
    private static final Pattern PRE = Pattern.compile("<(/?)pre\\b[^>]*>", Pattern.CASE_INSENSITIVE);
    /** The tags that end a {@code <pre>} that was left open; any other word after {@code @} is an annotation in a sample. */
    private static final Set<String> TAGS_OF_THE_STANDARD = Set.of(
            "param",
            "return",
            "throws",
            "exception",
            "see",
            "since",
            "author",
            "version",
            "deprecated",
            "implSpec",
            "implNote",
            "apiNote",
            "serial",
            "serialData",
            "serialField",
            "uses",
            "provides",
            "hidden");

    private static final Pattern SENTENCE_END = Pattern.compile("[.!?](?=\\s|$)|[。！？]");
    private static final Pattern ABBREVIATION =
            Pattern.compile(".*(^|[\\s(])(e\\.g|i\\.e|etc|vs|cf|resp|incl|approx|[A-Z])$", Pattern.DOTALL);

    private JavadocText() {}

    /** The text of a comment given with its delimiters: {@code /** … *}{@code /}, or lines that start with {@code ///}. */
    static String of(String comment) {
        boolean markdown = comment.startsWith("///");
        List<String> sections = sections(markdown ? markdownBody(comment) : body(comment));
        InlineText inline = new InlineText(markdown);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < sections.size(); i++) {
            String text = inline.plain(sections.get(i));
            if (i == 0) {
                lines.addAll(paragraphs(text));
            } else {
                lines.add(String.join(" ", paragraphs(text)));
            }
        }
        return String.join("\n", lines);
    }

    /**
     * The first sentence of a comment's plain text. A comment that is nothing but its {@code @return} says what is returned.
     */
    static String firstSentence(String javadoc) {
        String start = javadoc.lines().findFirst().orElse("");
        if (start.startsWith("@")) {
            return javadoc.lines()
                    .filter(line -> line.startsWith("@return "))
                    .map(line -> "Returns " + sentence(line.substring("@return ".length())))
                    .findFirst()
                    .orElse("");
        }
        return sentence(start);
    }

    private static String sentence(String text) {
        Matcher end = SENTENCE_END.matcher(text);
        while (end.find()) {
            if (!ABBREVIATION.matcher(text.substring(0, end.start())).matches()) {
                return text.substring(0, end.end());
            }
        }
        return text;
    }

    private static List<String> body(String comment) {
        int end = comment.endsWith("*/") ? comment.length() - 2 : comment.length();
        String inside = comment.substring(Math.min(3, end), end);
        List<String> lines = new ArrayList<>();
        for (String line : inside.split("\n", -1)) {
            String stripped = line.stripLeading();
            int stars = 0;
            while (stars < stripped.length() && stripped.charAt(stars) == '*') {
                stars++;
            }
            lines.add(stars == 0 ? line : stripped.substring(stars));
        }
        return lines;
    }

    private static List<String> markdownBody(String comment) {
        return comment.lines().map(line -> line.strip().substring(3)).toList();
    }

    /** The description and then each block tag, as raw text. */
    private static List<String> sections(List<String> lines) {
        List<StringBuilder> sections = new ArrayList<>(List.of(new StringBuilder()));
        int braces = 0;
        boolean pre = false;
        for (String line : lines) {
            Matcher tag = BLOCK_TAG.matcher(line);
            if (braces <= 0 && tag.matches() && (!pre || TAGS_OF_THE_STANDARD.contains(tag.group(1)))) {
                sections.add(new StringBuilder());
                braces = 0;
                pre = false;
            }
            sections.getLast().append(line).append('\n');
            braces = openBraces(line, braces);
            Matcher marks = PRE.matcher(line);
            while (marks.find()) {
                pre = marks.group(1).isEmpty();
            }
        }
        return sections.stream().map(StringBuilder::toString).toList();
    }

    /** How many braces are open after a line; only those inside an inline tag count. */
    private static int openBraces(String line, int before) {
        int open = before;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '{' && (open > 0 || line.startsWith("{@", i))) {
                open++;
            } else if (c == '}' && open > 0) {
                open--;
            }
        }
        return open;
    }

    private static List<String> paragraphs(String text) {
        return text.lines()
                .map(line -> line.strip().replaceAll("\\s+", " "))
                .filter(line -> !line.isEmpty())
                .toList();
    }
}

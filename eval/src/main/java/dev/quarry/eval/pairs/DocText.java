package dev.quarry.eval.pairs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a Javadoc comment, from its plain text: a line a paragraph, then a line {@code @tag text} a block tag.
 *
 * @param summary first sentence of the description, without its full stop
 * @param description the whole description on one line
 * @param returns text of {@code @return}
 * @param params texts of the {@code @param} tags, without the parameters' names
 */
record DocText(String summary, String description, String returns, List<String> params) {
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?](?=\\s|$)|[。！？]");
    private static final Pattern ABBREVIATION =
            Pattern.compile(".*(^|[\\s(])(e\\.g|i\\.e|etc|vs|cf|resp|incl|approx|[A-Z])", Pattern.DOTALL);
    private static final Pattern PARAM = Pattern.compile("@param\\s+<?\\w+>?\\s*[-:]?\\s*(.*)");
    private static final Pattern LEFT_OVER_MARKS = Pattern.compile("<[^<>]{1,60}>|\\{@\\w+|[`*_]{2,}|`");

    static DocText of(String javadoc) {
        List<String> description = new ArrayList<>();
        List<String> params = new ArrayList<>();
        String returns = "";
        boolean tags = false;
        for (String line : javadoc.lines().toList()) {
            tags |= line.startsWith("@");
            Matcher param = PARAM.matcher(line);
            if (!tags) {
                description.add(line);
            } else if (param.matches()) {
                params.add(clean(param.group(1)));
            } else if (line.startsWith("@return ")) {
                returns = clean(line.substring("@return ".length()));
            }
        }
        String summary = description.isEmpty() ? "" : sentence(clean(description.getFirst()));
        return new DocText(summary, clean(String.join(" ", description)), returns, List.copyOf(params));
    }

    /** The text up to the end of its first sentence, without the mark that ends it. */
    static String sentence(String text) {
        Matcher end = SENTENCE_END.matcher(text);
        while (end.find()) {
            String sentence = text.substring(0, end.start());
            if (!ABBREVIATION.matcher(sentence).matches()) {
                return sentence.strip();
            }
        }
        return text.strip();
    }

    private static String clean(String text) {
        return LEFT_OVER_MARKS
                .matcher(text)
                .replaceAll(" ")
                .replaceAll("\\s+", " ")
                .strip();
    }
}

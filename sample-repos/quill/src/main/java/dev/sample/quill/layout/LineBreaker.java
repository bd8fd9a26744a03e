package dev.sample.quill.layout;

import java.util.ArrayList;
import java.util.List;

/**
 * Breaks running text into lines that fit a given number of columns.
 *
 * <p>Lines are filled greedily: a word goes on the current line when it fits and starts a new one when it does not. Runs
 * of blanks collapse to one blank. An empty line in the input ends a paragraph and is kept as one empty line in the
 * output. Columns are counted by {@link AnsiStyle#visibleLength}, so colour codes take no room.
 */
public final class LineBreaker {
    private final int columns;
    private final boolean cutLongWords;

    /** A breaker that cuts words longer than a line, which is what terminals want. */
    public LineBreaker(int columns) {
        this(columns, true);
    }

    /**
     * @param columns greatest width of a line, at least 1
     * @param cutLongWords whether a word wider than a line is cut; otherwise it sticks out on a line of its own, which is
     *     what you want for URLs
     */
    public LineBreaker(int columns, boolean cutLongWords) {
        if (columns < 1) {
            throw new IllegalArgumentException("columns must be at least 1 but is " + columns);
        }
        this.columns = columns;
        this.cutLongWords = cutLongWords;
    }

    /** Re-flows the text, paragraph by paragraph. */
    public List<String> flow(String text) {
        List<String> lines = new ArrayList<>();
        boolean first = true;
        for (String paragraph : text.strip().split("\\R[ \\t]*\\R\\s*")) {
            if (!first) {
                lines.add("");
            }
            first = false;
            fill(paragraph, lines);
        }
        return lines;
    }

    /** Like {@link #flow} but every line except the last of a paragraph is stretched to both margins. */
    public List<String> flowJustified(String text) {
        List<String> ragged = flow(text);
        List<String> block = new ArrayList<>(ragged.size());
        for (int i = 0; i < ragged.size(); i++) {
            boolean endsParagraph = i + 1 == ragged.size() || ragged.get(i + 1).isEmpty();
            block.add(endsParagraph ? ragged.get(i) : stretch(ragged.get(i)));
        }
        return block;
    }

    /**
     * Distributes blanks between the words so that the line ends exactly at the right margin. Surplus blanks go to the
     * gaps on the left first.
     */
    String stretch(String line) {
        String[] words = line.strip().split(" +");
        int gaps = words.length - 1;
        int letters = 0;
        for (String word : words) {
            letters += AnsiStyle.visibleLength(word);
        }
        int blanks = columns - letters;
        if (gaps == 0 || blanks < gaps) {
            return line;
        }
        StringBuilder out = new StringBuilder(columns);
        for (int i = 0; i < words.length; i++) {
            out.append(words[i]);
            if (i < gaps) {
                out.repeat(' ', blanks / gaps + (i < blanks % gaps ? 1 : 0));
            }
        }
        return out.toString();
    }

    private void fill(String paragraph, List<String> lines) {
        StringBuilder line = new StringBuilder();
        int used = 0;
        for (String word : paragraph.strip().split("\\s+")) {
            String rest = word;
            int width = AnsiStyle.visibleLength(rest);
            if (used > 0 && used + 1 + width > columns) {
                lines.add(line.toString());
                line.setLength(0);
                used = 0;
            }
            while (cutLongWords && used == 0 && width > columns && rest.length() == width) {
                lines.add(rest.substring(0, columns));
                rest = rest.substring(columns);
                width = rest.length();
            }
            if (used > 0) {
                line.append(' ');
                used++;
            }
            line.append(rest);
            used += width;
        }
        lines.add(line.toString());
    }
}

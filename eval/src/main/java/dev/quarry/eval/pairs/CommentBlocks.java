package dev.quarry.eval.pairs;

import dev.quarry.eval.pairs.JavaTokens.Kind;
import dev.quarry.eval.pairs.JavaTokens.Token;
import java.util.ArrayList;
import java.util.List;

/** Comments inside a body, each with the statements that it stands over. */
final class CommentBlocks {
    private static final int MOST_LINES = 30;
    private static final int FEWEST_LINES = 2;

    /**
     * A comment and its block.
     *
     * @param comment text of the comment on one line, without its marks
     * @param code the lines under it, up to a blank line, the next comment of its depth or the end of its braces
     */
    record Block(String comment, String code) {}

    private CommentBlocks() {}

    static List<Block> of(String source) {
        List<String> lines = source.lines().toList();
        String[] comments = commentOfLine(source, lines.size());
        List<Block> blocks = new ArrayList<>();
        int line = 0;
        while (line < lines.size()) {
            if (comments[line] == null) {
                line++;
                continue;
            }
            int first = line;
            StringBuilder comment = new StringBuilder();
            while (line < lines.size() && comments[line] != null) {
                comment.append(comments[line]).append(' ');
                line++;
            }
            List<String> code = under(lines, comments, line, indentation(lines.get(first)));
            if (code.size() >= FEWEST_LINES && first > 0) {
                blocks.add(new Block(comment.toString().replaceAll("\\s+", " ").strip(), String.join("\n", code)));
            }
        }
        return blocks;
    }

    private static List<String> under(List<String> lines, String[] comments, int from, int depth) {
        List<String> code = new ArrayList<>();
        for (int i = from; i < lines.size() && code.size() < MOST_LINES; i++) {
            String line = lines.get(i);
            int indentation = indentation(line);
            boolean deeper = indentation > depth;
            if (comments[i] != null && deeper) {
                continue;
            }
            boolean ends = line.isBlank() ? !openBelow(lines, i, depth) : indentation < depth;
            if (comments[i] != null || ends) {
                break;
            }
            if (!line.isBlank()) {
                code.add(line.substring(Math.min(depth, indentation)));
            }
        }
        return code;
    }

    /** Whether the next line that is not blank still belongs to a block that was opened under the comment. */
    private static boolean openBelow(List<String> lines, int from, int depth) {
        for (int i = from; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                return indentation(lines.get(i)) > depth;
            }
        }
        return false;
    }

    private static int indentation(String line) {
        return line.length() - line.stripLeading().length();
    }

    /** For each line that is nothing but comment its text, null for the other lines. */
    private static String[] commentOfLine(String source, int lineCount) {
        int[] starts = new int[lineCount + 1];
        int line = 0;
        for (int i = 0; i < source.length(); i++) {
            if (source.charAt(i) == '\n' && line + 1 <= lineCount) {
                starts[++line] = i + 1;
            }
        }
        String[] comments = new String[lineCount];
        boolean[] code = new boolean[lineCount];
        for (Token token : JavaTokens.of(source)) {
            int first = lineOf(starts, lineCount, token.start());
            int last = lineOf(starts, lineCount, token.end() - 1);
            String[] texts = token.comment() ? text(token, source).split("\n", -1) : new String[0];
            for (int i = first; i <= last; i++) {
                if (token.comment()) {
                    comments[i] = (comments[i] == null ? "" : comments[i] + " ")
                            + texts[Math.min(i - first, texts.length - 1)];
                } else {
                    code[i] = true;
                }
            }
        }
        for (int i = 0; i < lineCount; i++) {
            if (code[i]) {
                comments[i] = null;
            }
        }
        return comments;
    }

    private static int lineOf(int[] starts, int lineCount, int offset) {
        int low = 0;
        int high = lineCount - 1;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (starts[middle] <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private static String text(Token token, String source) {
        String text = token.text(source);
        if (token.kind() == Kind.LINE_COMMENT) {
            return text.replaceFirst("^/+", "");
        }
        return text.replaceFirst("^/\\*+", "").replaceFirst("\\*+/$", "").replaceAll("(?m)^\\s*\\*+", "");
    }
}

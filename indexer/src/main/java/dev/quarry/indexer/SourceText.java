package dev.quarry.indexer;

import com.github.javaparser.Position;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The text of a file with one kind of line break, addressed by line and column as the parser counts them: both from 1. */
final class SourceText {
    private final String text;
    private final String[] lines;

    private SourceText(String text) {
        this.text = text;
        this.lines = text.split("\n", -1);
    }

    /** Any text: {@code \r\n} and {@code \r} become {@code \n}, a byte order mark is dropped. */
    static SourceText of(String text) {
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return new SourceText(
                body.indexOf('\r') < 0 ? body : body.replace("\r\n", "\n").replace('\r', '\n'));
    }

    String text() {
        return text;
    }

    String line(int number) {
        return lines[number - 1];
    }

    /** The whole file. */
    NumberedLines all() {
        return new NumberedLines(
                Arrays.asList(lines),
                IntStream.rangeClosed(1, lines.length).boxed().toList());
    }

    /** The text from one position to another, both inclusive, without the indentation that its lines share. */
    NumberedLines slice(Position begin, Position end) {
        List<String> slice = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        for (int n = begin.line; n <= end.line; n++) {
            String line = line(n);
            int from = n == begin.line ? Math.min(begin.column - 1, line.length()) : 0;
            int to = n == end.line ? Math.min(end.column, line.length()) : line.length();
            slice.add(line.substring(from, Math.max(from, to)).stripTrailing());
            numbers.add(n);
        }
        return new NumberedLines(slice, numbers).dedented(indentation(line(begin.line)));
    }

    private static String indentation(String line) {
        return line.substring(0, line.length() - line.stripLeading().length());
    }
}

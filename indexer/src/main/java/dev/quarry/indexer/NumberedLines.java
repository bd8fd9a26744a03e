package dev.quarry.indexer;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines of text, each with the 1-based line of the file that it stands on.
 *
 * @param text the lines, without line breaks
 * @param numbers the line numbers, ascending, as many as lines
 */
record NumberedLines(List<String> text, List<Integer> numbers) {

    NumberedLines {
        if (text.size() != numbers.size()) {
            throw new IllegalArgumentException(text.size() + " lines, " + numbers.size() + " numbers");
        }
    }

    String source() {
        return String.join("\n", text);
    }

    int size() {
        return text.size();
    }

    NumberedLines subList(int from, int to) {
        return new NumberedLines(text.subList(from, to), numbers.subList(from, to));
    }

    /** The same without the leading and trailing blank lines. */
    NumberedLines trimmed() {
        int from = 0;
        int to = size();
        while (from < to && text.get(from).isBlank()) {
            from++;
        }
        while (to > from && text.get(to - 1).isBlank()) {
            to--;
        }
        return subList(from, to);
    }

    /** The same without the indentation that all lines share; {@code indent} is that of the first line in the file. */
    NumberedLines dedented(String indent) {
        int shared = indent.length();
        for (int i = 1; i < size(); i++) {
            String line = text.get(i);
            if (!line.isBlank()) {
                shared = Math.min(shared, sharedPrefix(indent, line));
            }
        }
        List<String> dedented = new ArrayList<>(size());
        dedented.add(text.getFirst());
        for (int i = 1; i < size(); i++) {
            String line = text.get(i);
            dedented.add(line.isBlank() ? "" : line.substring(shared));
        }
        return new NumberedLines(dedented, numbers);
    }

    /** The same with every line longer than {@code limit} characters broken into pieces that share its number. */
    NumberedLines wrapped(int limit) {
        if (text.stream().allMatch(line -> line.length() <= limit)) {
            return this;
        }
        List<String> pieces = new ArrayList<>();
        List<Integer> pieceNumbers = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            String line = text.get(i);
            int from = 0;
            do {
                int to = Math.min(line.length(), from + limit);
                if (to < line.length() && Character.isHighSurrogate(line.charAt(to - 1))) {
                    to--;
                }
                pieces.add(line.substring(from, to));
                pieceNumbers.add(numbers.get(i));
                from = to;
            } while (from < line.length());
        }
        return new NumberedLines(pieces, pieceNumbers);
    }

    private static int sharedPrefix(String a, String b) {
        int n = Math.min(a.length(), b.length());
        int i = 0;
        while (i < n && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        return i;
    }
}

package dev.sample.quill.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Differences in the format of {@code diff -u}: written, read and put into effect.
 *
 * <p>A hunk is looked for at the line that its header names and then, when the file has moved on, up to
 * {@value #DRIFT} lines above and below. The "\ No newline at end of file" marker is read over.
 */
public final class UnifiedPatch {
    static final int DRIFT = 50;
    private static final Pattern HEADER = Pattern.compile("@@ -(\\d+)(?:,(\\d+))? \\+(\\d+)(?:,(\\d+))? @@.*");

    private record Hunk(int start, List<String> expected, List<String> replacement) {}

    private final List<Hunk> hunks;

    private UnifiedPatch(List<Hunk> hunks) {
        this.hunks = hunks;
    }

    /** Writes changes with lines of context around them. Changes whose context touches share a hunk. */
    public static String format(String oldName, String newName, List<String> before, List<Change> changes, int context) {
        StringBuilder out = new StringBuilder("--- " + oldName + "\n+++ " + newName + "\n");
        int i = 0;
        while (i < changes.size()) {
            int last = i;
            while (last + 1 < changes.size() && gap(changes.get(last), changes.get(last + 1)) <= 2 * context) {
                last++;
            }
            hunk(out, before, changes.subList(i, last + 1), context);
            i = last + 1;
        }
        return out.toString();
    }

    public static UnifiedPatch parse(String text) {
        List<Hunk> hunks = new ArrayList<>();
        Hunk current = null;
        int oldLeft = 0;
        int newLeft = 0;
        for (String line : text.lines().toList()) {
            Matcher header = HEADER.matcher(line);
            if (oldLeft <= 0 && newLeft <= 0) {
                if (header.matches()) {
                    oldLeft = count(header.group(2));
                    newLeft = count(header.group(4));
                    int start = Integer.parseInt(header.group(1)) - (oldLeft == 0 ? 0 : 1);
                    current = new Hunk(start, new ArrayList<>(), new ArrayList<>());
                    hunks.add(current);
                }
                continue;
            }
            char kind = line.isEmpty() ? ' ' : line.charAt(0);
            String body = line.isEmpty() ? "" : line.substring(1);
            switch (kind) {
                case ' ' -> {
                    current.expected().add(body);
                    current.replacement().add(body);
                    oldLeft--;
                    newLeft--;
                }
                case '-' -> {
                    current.expected().add(body);
                    oldLeft--;
                }
                case '+' -> {
                    current.replacement().add(body);
                    newLeft--;
                }
                case '\\' -> {}
                default -> throw new IllegalArgumentException("malformed patch line: " + line);
            }
        }
        return new UnifiedPatch(hunks);
    }

    /**
     * Returns the patched lines; the argument is left alone.
     *
     * @throws PatchRejected when the old lines of a hunk are not found near their place
     */
    public List<String> apply(List<String> lines) {
        List<String> result = new ArrayList<>(lines);
        int shift = 0;
        for (int n = 0; n < hunks.size(); n++) {
            Hunk hunk = hunks.get(n);
            int at = locate(result, hunk, hunk.start() + shift);
            if (at < 0) {
                throw new PatchRejected(n + 1, hunk.start() + 1);
            }
            List<String> window = result.subList(at, at + hunk.expected().size());
            window.clear();
            window.addAll(hunk.replacement());
            shift = at - hunk.start() + hunk.replacement().size() - hunk.expected().size();
        }
        return result;
    }

    /** The file is not the one that the patch was made for. */
    public static final class PatchRejected extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PatchRejected(int hunk, int line) {
            super("hunk #" + hunk + " does not apply: its old lines were not found near line " + line);
        }
    }

    private static int locate(List<String> lines, Hunk hunk, int guess) {
        for (int away = 0; away <= DRIFT; away++) {
            if (fits(lines, hunk.expected(), guess - away)) {
                return guess - away;
            }
            if (fits(lines, hunk.expected(), guess + away)) {
                return guess + away;
            }
        }
        return -1;
    }

    private static boolean fits(List<String> lines, List<String> expected, int at) {
        return at >= 0
                && at + expected.size() <= lines.size()
                && lines.subList(at, at + expected.size()).equals(expected);
    }

    private static int gap(Change first, Change second) {
        return second.from() - first.from() - first.removed().size();
    }

    private static void hunk(StringBuilder out, List<String> before, List<Change> changes, int context) {
        Change first = changes.getFirst();
        Change last = changes.getLast();
        int start = Math.max(0, first.from() - context);
        int end = Math.min(before.size(), last.from() + last.removed().size() + context);
        StringBuilder body = new StringBuilder();
        int at = start;
        int newLength = end - start;
        for (Change change : changes) {
            keep(body, before, at, change.from());
            change.removed().forEach(l -> body.append('-').append(l).append('\n'));
            change.added().forEach(l -> body.append('+').append(l).append('\n'));
            at = change.from() + change.removed().size();
            newLength += change.added().size() - change.removed().size();
        }
        keep(body, before, at, end);
        int newStart = first.to() - (first.from() - start);
        out.append("@@ -").append(range(start, end - start)).append(" +").append(range(newStart, newLength));
        out.append(" @@\n").append(body);
    }

    private static void keep(StringBuilder body, List<String> before, int from, int to) {
        for (String line : before.subList(from, to)) {
            body.append(' ').append(line).append('\n');
        }
    }

    private static String range(int start, int length) {
        return (length == 0 ? start : start + 1) + "," + length;
    }

    private static int count(String group) {
        return group == null ? 1 : Integer.parseInt(group);
    }
}

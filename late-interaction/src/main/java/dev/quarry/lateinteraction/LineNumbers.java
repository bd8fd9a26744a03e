package dev.quarry.lateinteraction;

import java.util.ArrayList;
import java.util.List;

/** Ascending line numbers as runs: {@code 3-17,21,30-31}. Most units are one run. */
final class LineNumbers {

    private LineNumbers() {}

    static String format(List<Integer> lines) {
        StringBuilder runs = new StringBuilder();
        int i = 0;
        while (i < lines.size()) {
            int first = lines.get(i);
            int last = first;
            while (++i < lines.size() && lines.get(i) == last + 1) {
                last++;
            }
            runs.append(runs.isEmpty() ? "" : ",").append(first);
            if (last > first) {
                runs.append('-').append(last);
            }
        }
        return runs.toString();
    }

    static List<Integer> parse(String runs) {
        List<Integer> lines = new ArrayList<>();
        for (String run : runs.split(",", -1)) {
            int dash = run.indexOf('-');
            int first = Integer.parseInt(dash < 0 ? run : run.substring(0, dash));
            int last = dash < 0 ? first : Integer.parseInt(run.substring(dash + 1));
            for (int line = first; line <= last; line++) {
                lines.add(line);
            }
        }
        return lines;
    }
}

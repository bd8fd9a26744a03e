package dev.quarry.eval;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Judgements and runs in TREC's formats: fields separated by white space, one document a line. */
public final class TrecFiles {
    private static final int QRELS_FIELDS = 4;
    private static final int RUN_FIELDS = 6;
    private static final Pattern BREAKING = Pattern.compile("[ \\t\\n\\x0B\\f\\r%]");
    private static final Pattern ESCAPED = Pattern.compile("%(20|09|0A|0B|0C|0D|25)");

    private TrecFiles() {}

    /**
     * Reads judgements: {@code query 0 document grade}.
     *
     * @throws IOException when the file cannot be read
     * @throws IllegalArgumentException when a line has another form; the message names the file and the line
     */
    public static Qrels qrels(Path file) throws IOException {
        Map<String, Map<String, Integer>> grades = new LinkedHashMap<>();
        for (Line line : lines(file, QRELS_FIELDS, "query 0 document grade")) {
            String[] field = line.fields();
            Integer before = grades.computeIfAbsent(field[0], query -> new LinkedHashMap<>())
                    .put(field[2], line.grade(3));
            if (before != null) {
                throw new IllegalArgumentException(line.where() + ": " + field[2] + " is judged twice for " + field[0]);
            }
        }
        return new Qrels(grades);
    }

    /**
     * Reads a run: {@code query Q0 document rank score tag}. The rank is not used, as in trec_eval.
     *
     * @throws IOException when the file cannot be read
     * @throws IllegalArgumentException when a line has another form or a document occurs twice; the message names the file
     */
    public static Run run(Path file) throws IOException {
        Map<String, List<Run.Hit>> hits = new LinkedHashMap<>();
        String name = file.getFileName().toString();
        for (Line line : lines(file, RUN_FIELDS, "query Q0 document rank score tag")) {
            String[] field = line.fields();
            hits.computeIfAbsent(field[0], query -> new ArrayList<>()).add(new Run.Hit(field[2], line.number(4)));
            name = field[5];
        }
        try {
            return new Run(name, hits);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Writes a run, each query's documents by rank from 1. White space in ids, which the format cannot carry, is written as in
     * a URL, {@code %20}, and read back.
     *
     * @throws IOException when the file cannot be written
     */
    public static void write(Run run, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (String query : run.hits().keySet()) {
                Map<String, Double> scores = new LinkedHashMap<>();
                run.hits().get(query).forEach(hit -> scores.put(hit.document(), hit.score()));
                int rank = 0;
                for (String document : run.ranking(query)) {
                    line(out, query, "Q0", document, ++rank, scores.get(document), run.name());
                }
            }
        }
    }

    /**
     * Writes judgements.
     *
     * @throws IOException when the file cannot be written
     */
    public static void write(Qrels qrels, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (String query : qrels.queries()) {
                for (Map.Entry<String, Integer> judged : new TreeMap<>(qrels.of(query)).entrySet()) {
                    line(out, query, 0, judged.getKey(), judged.getValue());
                }
            }
        }
    }

    private static void line(BufferedWriter out, Object... fields) throws IOException {
        for (int i = 0; i < fields.length; i++) {
            out.write(i == 0 ? "" : " ");
            out.write(escaped(fields[i].toString()));
        }
        out.write('\n');
    }

    private static String escaped(String field) {
        return BREAKING.matcher(field)
                .replaceAll(sign ->
                        String.format(Locale.ROOT, "%%%02X", (int) sign.group().charAt(0)));
    }

    private static String unescaped(String field) {
        return ESCAPED.matcher(field)
                .replaceAll(code -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(code.group(1), 16))));
    }

    private static List<Line> lines(Path file, int fields, String form) throws IOException {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String text : Files.readAllLines(file)) {
            number++;
            if (text.isBlank()) {
                continue;
            }
            String[] split = text.strip().split("\\s+", -1);
            Arrays.setAll(split, i -> unescaped(split[i]));
            Line line = new Line(file, number, split);
            if (line.fields().length != fields) {
                throw new IllegalArgumentException(
                        line.where() + ": has " + line.fields().length + " fields, expected '" + form + "'");
            }
            lines.add(line);
        }
        return lines;
    }

    private record Line(Path file, int number, String[] fields) {
        String where() {
            return file + ":" + number;
        }

        int grade(int field) {
            try {
                return Integer.parseInt(fields[field]);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(where() + ": '" + fields[field] + "' is no whole number", e);
            }
        }

        double number(int field) {
            try {
                return Double.parseDouble(fields[field]);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(where() + ": '" + fields[field] + "' is no number", e);
            }
        }
    }
}

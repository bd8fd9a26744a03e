package dev.sample.stockroom.exchange;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Comma (or semicolon) separated values, in and out. */
public final class Csv {
    private static final char BOM = '\uFEFF';

    private final char separator;

    public Csv(char separator) {
        this.separator = separator;
    }

    /** Looks at a header line; spreadsheets in half of Europe write semicolons. */
    public static Csv guess(String header) {
        long commas = header.chars().filter(c -> c == ',').count();
        long semicolons = header.chars().filter(c -> c == ';').count();
        return new Csv(semicolons > commas ? ';' : ',');
    }

    /**
     * Reads all records. A quoted field may hold separators, line breaks and doubled quotes; a byte order mark at the
     * start is skipped; empty lines are left out.
     *
     * @throws IllegalArgumentException with the line number, when a quote is never closed
     */
    public List<List<String>> read(Reader source) {
        try (PushbackReader in = new PushbackReader(source)) {
            int c = in.read();
            if (c != BOM && c != -1) {
                in.unread(c);
            }
            return records(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<List<String>> records(PushbackReader in) throws IOException {
        List<List<String>> records = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        int line = 1;
        int quoteOpenedAt = 0;
        for (int c = in.read(); c != -1; c = in.read()) {
            if (c == '\n') {
                line++;
            }
            if (quoteOpenedAt > 0) {
                if (c != '"') {
                    field.append((char) c);
                } else {
                    int following = in.read();
                    if (following == '"') {
                        field.append('"');
                    } else {
                        quoteOpenedAt = 0;
                        if (following != -1) {
                            in.unread(following);
                        }
                    }
                }
            } else if (c == '"' && field.isEmpty()) {
                quoteOpenedAt = line;
            } else if (c == separator) {
                row.add(field.toString());
                field.setLength(0);
            } else if (c == '\n') {
                finish(records, row, field);
                row = new ArrayList<>();
            } else if (c != '\r') {
                field.append((char) c);
            }
        }
        if (quoteOpenedAt > 0) {
            throw new IllegalArgumentException("quote opened on line " + quoteOpenedAt + " is never closed");
        }
        finish(records, row, field);
        return records;
    }

    private static void finish(List<List<String>> records, List<String> row, StringBuilder field) {
        if (row.isEmpty() && field.isEmpty()) {
            return;
        }
        row.add(field.toString());
        field.setLength(0);
        records.add(List.copyOf(row));
    }

    /** One record with its line end. */
    public String line(List<String> fields) {
        StringBuilder out = new StringBuilder();
        for (String field : fields) {
            if (!out.isEmpty()) {
                out.append(separator);
            }
            out.append(cell(defused(field)));
        }
        return out.append("\r\n").toString();
    }

    private String cell(String text) {
        boolean quote = text.isEmpty()
                || text.indexOf(separator) >= 0
                || text.chars().anyMatch(c -> c == '"' || c == '\n' || c == '\r');
        return quote ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    // A product named =HYPERLINK(...) would run as a formula when a colleague opens the file in a spreadsheet.
    private static String defused(String text) {
        if (text.isEmpty() || "=+-@\t".indexOf(text.charAt(0)) < 0) {
            return text;
        }
        return text.matches("[+-]?\\d+([.,]\\d+)?") ? text : "'" + text;
    }
}

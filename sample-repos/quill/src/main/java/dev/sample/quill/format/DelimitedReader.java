package dev.sample.quill.format;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads comma- or tab-separated records one at a time (RFC 4180).
 *
 * <p>A field in double quotes may hold the delimiter, line breaks, and quotes written twice. That is why lines cannot be
 * taken apart with {@code split}: a record may be longer than a line.
 */
public final class DelimitedReader implements Closeable {
    private static final int NONE = -2;

    private final Reader reader;
    private final char delimiter;
    private int pending = NONE;
    private int line = 1;

    public DelimitedReader(Reader reader, char delimiter) {
        this.reader = new BufferedReader(reader);
        this.delimiter = delimiter;
    }

    public static DelimitedReader csv(Reader reader) {
        return new DelimitedReader(reader, ',');
    }

    public static DelimitedReader tsv(Reader reader) {
        return new DelimitedReader(reader, '\t');
    }

    /**
     * Next record, or null at the end. Empty lines are passed over.
     *
     * @throws IOException also for a quote that is never closed, with the line on which it was opened
     */
    public List<String> next() throws IOException {
        List<String> fields = new ArrayList<>();
        int c = read();
        while (c == '\n') {
            c = read();
        }
        if (c < 0) {
            return null;
        }
        while (true) {
            StringBuilder field = new StringBuilder();
            if (c == '"') {
                c = quoted(field);
            }
            while (c >= 0 && c != delimiter && c != '\n') {
                field.append((char) c);
                c = read();
            }
            fields.add(field.toString());
            if (c != delimiter) {
                return fields;
            }
            c = read();
        }
    }

    /** All remaining records as maps, with the names of the first record as keys. Missing fields are empty. */
    public List<Map<String, String>> withHeader() throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        List<String> header = next();
        if (header == null) {
            return rows;
        }
        for (List<String> record = next(); record != null; record = next()) {
            if (record.size() > header.size()) {
                throw new IOException("record before line " + line + " has " + record.size() + " fields but the header has "
                        + header.size());
            }
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < header.size(); i++) {
                row.put(header.get(i), i < record.size() ? record.get(i) : "");
            }
            rows.add(row);
        }
        return rows;
    }

    /** Writes one record, quoting only where a reader would go wrong otherwise. */
    public static String join(List<String> fields, char delimiter) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < fields.size(); i++) {
            String field = fields.get(i);
            boolean quote = field.indexOf(delimiter) >= 0 || field.matches("(?s).*[\"\\r\\n].*");
            out.append(i == 0 ? "" : String.valueOf(delimiter));
            out.append(quote ? '"' + field.replace("\"", "\"\"") + '"' : field);
        }
        return out.toString();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private int quoted(StringBuilder field) throws IOException {
        int opened = line;
        for (int c = read(); c >= 0; c = read()) {
            if (c != '"') {
                field.append((char) c);
                continue;
            }
            int after = read();
            if (after != '"') {
                return after;
            }
            field.append('"');
        }
        throw new IOException("quote opened on line " + opened + " is never closed");
    }

    // CRLF and CR arrive as LF
    private int read() throws IOException {
        int c = pending == NONE ? reader.read() : pending;
        pending = NONE;
        if (c == '\r') {
            int after = reader.read();
            pending = after == '\n' ? NONE : after;
            c = '\n';
        }
        if (c == '\n') {
            line++;
        }
        return c;
    }
}

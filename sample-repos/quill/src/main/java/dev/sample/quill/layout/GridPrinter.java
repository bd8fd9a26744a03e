package dev.sample.quill.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Prints rows of cells with aligned columns for consoles and log files.
 *
 * <pre>{@code
 * new GridPrinter("name", "size").align(1, GridPrinter.Side.RIGHT).row("a.txt", 12).toString()
 * }</pre>
 */
public final class GridPrinter {
    /** Which edge of the column a cell clings to. */
    public enum Side {
        LEFT,
        RIGHT,
        CENTER
    }

    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();
    private final Side[] sides;
    private int maxCell = Integer.MAX_VALUE;

    public GridPrinter(String... header) {
        this.header = List.of(header);
        this.sides = new Side[header.length];
        Arrays.fill(sides, Side.LEFT);
    }

    public GridPrinter align(int column, Side side) {
        sides[column] = side;
        return this;
    }

    /** Longer cells are cut and end in an ellipsis. */
    public GridPrinter limit(int visibleCharacters) {
        this.maxCell = visibleCharacters;
        return this;
    }

    /** Adds a row; nulls print as nothing. */
    public GridPrinter row(Object... cells) {
        if (cells.length != header.size()) {
            throw new IllegalArgumentException("expected " + header.size() + " cells but got " + cells.length);
        }
        List<String> row = new ArrayList<>(cells.length);
        for (Object cell : cells) {
            row.add(cell == null ? "" : clip(cell.toString()));
        }
        rows.add(row);
        return this;
    }

    @Override
    public String toString() {
        int[] widths = measure();
        StringBuilder out = new StringBuilder();
        line(out, header, widths);
        for (int i = 0; i < widths.length; i++) {
            out.append(i == 0 ? "" : "-+-").repeat('-', widths[i]);
        }
        out.append('\n');
        rows.forEach(row -> line(out, row, widths));
        return out.toString();
    }

    private int[] measure() {
        int[] widths = new int[header.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = AnsiStyle.visibleLength(header.get(i));
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], AnsiStyle.visibleLength(row.get(i)));
            }
        }
        return widths;
    }

    private void line(StringBuilder out, List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(i == 0 ? "" : " | ").append(pad(cells.get(i), widths[i], sides[i]));
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }

    static String pad(String cell, int width, Side side) {
        int room = Math.max(0, width - AnsiStyle.visibleLength(cell));
        int before =
                switch (side) {
                    case LEFT -> 0;
                    case RIGHT -> room;
                    case CENTER -> room / 2;
                };
        return " ".repeat(before) + cell + " ".repeat(room - before);
    }

    private String clip(String cell) {
        if (AnsiStyle.visibleLength(cell) <= maxCell) {
            return cell;
        }
        return AnsiStyle.strip(cell).substring(0, Math.max(0, maxCell - 1)) + "…";
    }
}

package dev.sample.stockroom.web;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/** Writes maps, lists and scalars as JSON. Writing only; requests carry their few values in the path and query. */
public final class JsonText {
    private final StringBuilder out = new StringBuilder();

    private JsonText() {}

    public static String of(Object value) {
        JsonText text = new JsonText();
        text.write(value);
        return text.out.toString();
    }

    private void write(Object value) {
        switch (value) {
            case null -> out.append("null");
            case Optional<?> o -> write(o.orElse(null));
            case Map<?, ?> map -> object(map);
            case Iterable<?> items -> array(items.iterator());
            case Boolean b -> out.append(b.booleanValue());
            // 1E+3 is legal JSON but trips up more than one spreadsheet add-in.
            case BigDecimal d -> out.append(d.toPlainString());
            case Double d when d.isNaN() || d.isInfinite() -> out.append("null");
            // Beyond 2^53 a browser would silently round; such numbers travel as strings.
            case Long l when Math.abs(l) > 9_007_199_254_740_991L -> string(l.toString());
            case Number n -> out.append(n);
            default -> string(value.toString());
        }
    }

    private void object(Map<?, ?> map) {
        out.append('{');
        String comma = "";
        for (Map.Entry<?, ?> e : map.entrySet()) {
            out.append(comma);
            string(String.valueOf(e.getKey()));
            out.append(':');
            write(e.getValue());
            comma = ",";
        }
        out.append('}');
    }

    private void array(Iterator<?> items) {
        out.append('[');
        while (items.hasNext()) {
            write(items.next());
            if (items.hasNext()) {
                out.append(',');
            }
        }
        out.append(']');
    }

    private void string(String s) {
        out.append('"');
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20 || c == '\u2028' || c == '\u2029' || c == '<') {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}

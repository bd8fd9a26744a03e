package dev.sample.courier.decode;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Just enough JSON to do without a library. Bring a real one for data binding. */
public final class JsonText {
    private static final int MAX_DEPTH = 500;

    public static final class SyntaxException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SyntaxException(String message) {
            super(message);
        }
    }

    private final String text;
    private int at;
    private int depth;

    private JsonText(String text) {
        this.text = text;
    }

    public static Object parse(String text) {
        JsonText parser = new JsonText(text);
        Object value = parser.value();
        parser.blank();
        if (parser.at < text.length()) {
            throw parser.unexpected("end of text");
        }
        return value;
    }

    public static String write(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private Object value() {
        blank();
        if (++depth > MAX_DEPTH) {
            throw new SyntaxException("JSON nested deeper than " + MAX_DEPTH + " levels");
        }
        Object result = switch (at < text.length() ? text.charAt(at) : 0) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", Boolean.TRUE);
            case 'f' -> word("false", Boolean.FALSE);
            case 'n' -> word("null", null);
            default -> number();
        };
        depth--;
        return result;
    }

    private Map<String, Object> object() {
        Map<String, Object> object = new LinkedHashMap<>();
        at++;
        if (eat('}')) {
            return object;
        }
        do {
            blank();
            if (at >= text.length() || text.charAt(at) != '"') {
                throw unexpected("a name in quotes");
            }
            String name = string();
            require(':');
            object.put(name, value());
        } while (eat(','));
        require('}');
        return object;
    }

    private List<Object> array() {
        List<Object> array = new ArrayList<>();
        at++;
        if (eat(']')) {
            return array;
        }
        do {
            array.add(value());
        } while (eat(','));
        require(']');
        return array;
    }

    private String string() {
        StringBuilder out = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return out.toString();
            }
            if (c < ' ') {
                throw unexpected("no bare control character");
            }
            out.append(c == '\\' ? escape() : c);
        }
        throw unexpected("a closing quote");
    }

    private char escape() {
        at++;
        char c = at < text.length() ? text.charAt(at) : 0;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                if (at + 4 >= text.length() || !text.substring(at + 1, at + 5).matches("[0-9a-fA-F]{4}")) {
                    throw unexpected("four hex digits");
                }
                at += 4;
                yield (char) Integer.parseInt(text.substring(at - 3, at + 1), 16);
            }
            default -> throw unexpected("an escape");
        };
    }

    private Object number() {
        int from = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String digits = text.substring(from, at);
        if (!digits.matches("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?")) {
            at = from;
            throw unexpected("a value");
        }
        boolean whole = digits.length() < 19 && digits.matches("-?\\d+");
        return whole ? (Object) Long.valueOf(digits) : (Object) Double.valueOf(digits);
    }

    private Object word(String word, Object meaning) {
        if (!text.startsWith(word, at)) {
            throw unexpected(word);
        }
        at += word.length();
        return meaning;
    }

    private boolean eat(char c) {
        blank();
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void require(char c) {
        if (!eat(c)) {
            throw unexpected("'" + c + "'");
        }
    }

    private void blank() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private SyntaxException unexpected(String wanted) {
        String found = at < text.length() ? "'" + text.charAt(at) + "'" : "the end";
        return new SyntaxException("JSON: expected " + wanted + " at position " + at + ", found " + found);
    }

    private static void write(Object value, StringBuilder out) {
        switch (value) {
            case null -> out.append("null");
            case Map<?, ?> map -> {
                String comma = "{";
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    out.append(comma);
                    quote(String.valueOf(entry.getKey()), out);
                    write(entry.getValue(), out.append(':'));
                    comma = ",";
                }
                out.append(map.isEmpty() ? "{}" : "}");
            }
            case Collection<?> list -> {
                String comma = "[";
                for (Object one : list) {
                    write(one, out.append(comma));
                    comma = ",";
                }
                out.append(list.isEmpty() ? "[]" : "]");
            }
            case Number number -> out.append(number);
            case Boolean bool -> out.append(bool);
            default -> quote(value.toString(), out);
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
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

package dev.sample.courier.url;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Addresses with gaps, after RFC 6570: <code>/repos/{owner}/{repo}/issues{?state,labels*}</code>. All operators
 * ({@code + # . / ; ? &}) and the explode modifier are known, the prefix modifier ({@code :3}) is not. Compile once, expand
 * often.
 */
public final class UrlTemplate {
    private sealed interface Piece permits Literal, Expression {}

    private record Literal(String text) implements Piece {}

    private record Expression(Operator operator, List<Variable> variables) implements Piece {}

    private record Variable(String name, boolean explode) {}

    private enum Operator {
        SIMPLE("", "", ",", false, ""),
        RESERVED("+", "", ",", false, ""),
        FRAGMENT("#", "#", ",", false, ""),
        LABEL(".", ".", ".", false, ""),
        PATH("/", "/", "/", false, ""),
        MATRIX(";", ";", ";", true, ""),
        QUERY("?", "?", "&", true, "="),
        CONTINUATION("&", "&", "&", true, "=");

        private final String sign;
        private final String first;
        private final String separator;
        private final boolean named;
        private final String ifEmpty;

        Operator(String sign, String first, String separator, boolean named, String ifEmpty) {
            this.sign = sign;
            this.first = first;
            this.separator = separator;
            this.named = named;
            this.ifEmpty = ifEmpty;
        }

        static Operator of(char c) {
            for (Operator operator : values()) {
                if (operator.sign.equals(String.valueOf(c))) {
                    return operator;
                }
            }
            return SIMPLE;
        }

        String encode(String value) {
            return PercentCodec.encode(value, this == RESERVED || this == FRAGMENT ? PercentCodec.RESERVED : "");
        }
    }

    private final String source;
    private final List<Piece> pieces;

    private UrlTemplate(String source, List<Piece> pieces) {
        this.source = source;
        this.pieces = pieces;
    }

    public static UrlTemplate compile(String source) {
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        while (at < source.length()) {
            int open = source.indexOf('{', at);
            if (open < 0) {
                open = source.length();
            }
            if (open > at) {
                pieces.add(new Literal(source.substring(at, open)));
            }
            if (open == source.length()) {
                break;
            }
            int close = source.indexOf('}', open);
            if (close < 0 || close == open + 1) {
                throw new IllegalArgumentException("unclosed or empty braces at position " + open + " of '" + source + "'");
            }
            pieces.add(expression(source.substring(open + 1, close)));
            at = close + 1;
        }
        return new UrlTemplate(source, List.copyOf(pieces));
    }

    private static Expression expression(String inner) {
        Operator operator = Operator.of(inner.charAt(0));
        List<Variable> variables = new ArrayList<>();
        for (String name : inner.substring(operator.sign.length()).split(",")) {
            boolean explode = name.endsWith("*");
            String bare = explode ? name.substring(0, name.length() - 1) : name;
            if (!bare.matches("[\\w.%]+")) {
                throw new IllegalArgumentException("not a variable name: '" + name + "'");
            }
            variables.add(new Variable(bare, explode));
        }
        return new Expression(operator, List.copyOf(variables));
    }

    /** Fills the gaps. Variables without a value vanish together with their separators, as the RFC wants. */
    public URI expand(Map<String, ?> values) {
        StringBuilder out = new StringBuilder();
        for (Piece piece : pieces) {
            switch (piece) {
                case Literal literal -> out.append(literal.text());
                case Expression expression -> out.append(expand(expression, values));
            }
        }
        return URI.create(out.toString());
    }

    private static String expand(Expression expression, Map<String, ?> values) {
        Operator operator = expression.operator();
        List<String> parts = new ArrayList<>();
        for (Variable variable : expression.variables()) {
            switch (values.get(variable.name())) {
                case null -> { }
                case Collection<?> many when many.isEmpty() -> { }
                case Collection<?> many when variable.explode() ->
                        many.forEach(one -> parts.add(part(operator, variable.name(), operator.encode(String.valueOf(one)))));
                case Collection<?> many -> parts.add(part(
                        operator,
                        variable.name(),
                        many.stream().map(one -> operator.encode(String.valueOf(one))).collect(Collectors.joining(","))));
                case Object one -> parts.add(part(operator, variable.name(), operator.encode(one.toString())));
            }
        }
        return parts.isEmpty() ? "" : operator.first + String.join(operator.separator, parts);
    }

    private static String part(Operator operator, String name, String value) {
        if (!operator.named) {
            return value;
        }
        return value.isEmpty() ? name + operator.ifEmpty : name + "=" + value;
    }

    @Override
    public String toString() {
        return source;
    }
}

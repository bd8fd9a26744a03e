package dev.sample.quill.template;

import dev.sample.quill.format.HtmlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Text with holes.
 *
 * <ul>
 *   <li>{@code {{name}}} inserts a value, made safe for HTML
 *   <li>{@code {{{name}}}} inserts it raw
 *   <li>{@code {{#items}}…{{/items}}} repeats its body for each element of a list, or shows it once for a value that is
 *       neither false, null nor empty; inside, a map's keys are in scope and {@code {{.}}} is the element itself
 *   <li>{@code {{^items}}…{{/items}}} shows its body only when the section above would not
 *   <li><code>\&#123;&#123;</code> is a plain double brace
 * </ul>
 *
 * A compiled template is immutable; share it between threads.
 */
public final class Template {
    private sealed interface Part permits Literal, Hole, Section {}

    private record Literal(String text) implements Part {}

    private record Hole(String name, boolean raw) implements Part {}

    private record Section(String name, boolean inverted, List<Part> body) implements Part {}

    private final List<Part> parts;

    private Template(List<Part> parts) {
        this.parts = parts;
    }

    /** @throws IllegalArgumentException for an unclosed tag or section, with its offset */
    public static Template compile(String source) {
        Compiler compiler = new Compiler(source);
        return new Template(compiler.parts(null, 0));
    }

    /**
     * Fills in the values.
     *
     * @throws IllegalStateException when a plain hole has no value; sections may lack one
     */
    public String render(Map<String, ?> values) {
        StringBuilder out = new StringBuilder();
        render(parts, new Scope(values, null), out);
        return out.toString();
    }

    private static void render(List<Part> parts, Scope scope, StringBuilder out) {
        for (Part part : parts) {
            switch (part) {
                case Literal literal -> out.append(literal.text());
                case Hole hole -> {
                    Object value = scope.find(hole.name());
                    if (value == null) {
                        throw new IllegalStateException("template has no value for '" + hole.name() + "'");
                    }
                    out.append(hole.raw() ? value.toString() : HtmlText.escape(value.toString()));
                }
                case Section section -> render(section, scope, out);
            }
        }
    }

    private static void render(Section section, Scope scope, StringBuilder out) {
        Object value = scope.find(section.name());
        boolean shown = truthy(value);
        if (section.inverted()) {
            if (!shown) {
                render(section.body(), scope, out);
            }
        } else if (value instanceof Iterable<?> elements) {
            for (Object element : elements) {
                render(section.body(), new Scope(element, scope), out);
            }
        } else if (shown) {
            render(section.body(), new Scope(value, scope), out);
        }
    }

    private static boolean truthy(Object value) {
        return switch (value) {
            case null -> false;
            case Boolean b -> b;
            case Iterable<?> i -> i.iterator().hasNext();
            case String s -> !s.isEmpty();
            default -> true;
        };
    }

    private record Scope(Object self, Scope outer) {
        Object find(String name) {
            if (name.equals(".")) {
                return self;
            }
            if (self instanceof Map<?, ?> map && map.get(name) != null) {
                return map.get(name);
            }
            return outer == null ? null : outer.find(name);
        }
    }

    private static final class Compiler {
        private final String source;
        private int at;

        Compiler(String source) {
            this.source = source;
        }

        List<Part> parts(String section, int opened) {
            List<Part> parts = new ArrayList<>();
            while (at < source.length()) {
                int open = source.indexOf("{{", at);
                if (open < 0) {
                    break;
                }
                if (open > at && source.charAt(open - 1) == '\\') {
                    parts.add(new Literal(source.substring(at, open - 1) + "{{"));
                    at = open + 2;
                    continue;
                }
                parts.add(new Literal(source.substring(at, open)));
                boolean raw = source.startsWith("{{{", open);
                String tag = tag(open, raw);
                if (tag.startsWith("/")) {
                    if (!tag.substring(1).strip().equals(section)) {
                        throw new IllegalArgumentException("section end {{" + tag + "}} without start at " + open);
                    }
                    return parts;
                }
                if (!raw && (tag.startsWith("#") || tag.startsWith("^"))) {
                    String name = tag.substring(1).strip();
                    parts.add(new Section(name, tag.startsWith("^"), parts(name, open)));
                } else {
                    parts.add(new Hole(tag, raw));
                }
            }
            if (section != null) {
                throw new IllegalArgumentException("section '" + section + "' opened at " + opened + " is never closed");
            }
            parts.add(new Literal(source.substring(at)));
            return parts;
        }

        private String tag(int open, boolean raw) {
            String end = raw ? "}}}" : "}}";
            int start = open + end.length();
            int close = source.indexOf(end, start);
            if (close < 0) {
                throw new IllegalArgumentException("tag at " + open + " is not closed by " + end);
            }
            at = close + end.length();
            return source.substring(start, close).strip();
        }
    }
}

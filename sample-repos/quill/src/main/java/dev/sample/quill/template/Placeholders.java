package dev.sample.quill.template;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/**
 * Shell-like expansion for configuration values: {@code ${HOME}}, {@code ${PORT:-8080}} for a default, {@code $$} for a
 * dollar sign. A value may refer to other variables; going round in circles is an error rather than a stack overflow.
 */
public final class Placeholders {
    private final Function<String, String> lookup;

    /** @param lookup name to value, null for unknown; {@code System::getenv} fits, so does {@code map::get} */
    public Placeholders(Function<String, String> lookup) {
        this.lookup = lookup;
    }

    /** Variables of the process, and where there is none of that name, system properties. */
    public static Placeholders ofProcess() {
        return new Placeholders(name -> {
            String value = System.getenv(name);
            return value != null ? value : System.getProperty(name);
        });
    }

    public String expand(String text) {
        return expand(text, new HashSet<>());
    }

    private String expand(String text, Set<String> open) {
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
            if (c == '$' && next == '$') {
                out.append('$');
                i += 2;
            } else if (c == '$' && next == '{') {
                int close = closing(text, i + 2);
                out.append(resolve(text.substring(i + 2, close), open));
                i = close + 1;
            } else {
                out.append(c);
                i++;
            }
        }
        return out.toString();
    }

    private String resolve(String expression, Set<String> open) {
        int split = expression.indexOf(":-");
        String name = split < 0 ? expression : expression.substring(0, split);
        String value = lookup.apply(name);
        if (value == null || value.isEmpty() && split >= 0) {
            if (split < 0) {
                throw new IllegalArgumentException("variable ${" + name + "} is not set and has no default");
            }
            return expand(expression.substring(split + 2), open);
        }
        if (!open.add(name)) {
            throw new IllegalArgumentException("variable ${" + name + "} refers to itself by way of " + open);
        }
        String expanded = expand(value, open);
        open.remove(name);
        return expanded;
    }

    private static int closing(String text, int from) {
        int depth = 1;
        for (int i = from; i < text.length(); i++) {
            if (text.startsWith("${", i)) {
                depth++;
            } else if (text.charAt(i) == '}' && --depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("missing } after ${ at " + (from - 2) + " in: " + text);
    }
}

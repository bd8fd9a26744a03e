package dev.sample.quill.search;

import java.util.regex.Pattern;

/**
 * Wildcards as in ignore files: {@code *} and {@code ?} stay inside one folder, {@code **} crosses folders, {@code [a-z]}
 * and {@code [!a-z]} are sets, {@code {x,y}} are alternatives, a backslash takes the next character as it is.
 */
public final class PathPattern {
    private final String source;
    private final Pattern regex;

    private PathPattern(String source, Pattern regex) {
        this.source = source;
        this.regex = regex;
    }

    public static PathPattern compile(String glob) {
        return new PathPattern(glob, Pattern.compile(new Translator(glob).translate()));
    }

    /** @param path with forward slashes, on every platform */
    public boolean matches(String path) {
        return regex.matcher(path).matches();
    }

    @Override
    public String toString() {
        return source;
    }

    private static final class Translator {
        private final String glob;
        private final StringBuilder out = new StringBuilder();
        private int i;
        private int depth;

        Translator(String glob) {
            this.glob = glob;
        }

        String translate() {
            while (i < glob.length()) {
                char c = glob.charAt(i++);
                switch (c) {
                    case '*' -> star();
                    case '?' -> out.append("[^/]");
                    case '[' -> set();
                    case '{' -> {
                        depth++;
                        out.append("(?:");
                    }
                    case '}' -> close();
                    case ',' -> out.append(depth > 0 ? "|" : ",");
                    case '\\' -> literal(i < glob.length() ? glob.charAt(i++) : '\\');
                    default -> literal(c);
                }
            }
            if (depth > 0) {
                throw new IllegalArgumentException("glob '" + glob + "' has { without }");
            }
            return out.toString();
        }

        private void star() {
            boolean two = i < glob.length() && glob.charAt(i) == '*';
            if (!two) {
                out.append("[^/]*");
                return;
            }
            i++;
            if (i < glob.length() && glob.charAt(i) == '/') {
                i++;
                out.append("(?:.*/)?"); // a/**/b also matches a/b
            } else {
                out.append(".*");
            }
        }

        private void set() {
            int end = glob.indexOf(']', i + 1);
            if (end < 0) {
                throw new IllegalArgumentException("glob '" + glob + "' has [ without ] at " + (i - 1));
            }
            String body = glob.substring(i, end).replace("\\", "\\\\").replace("[", "\\[").replace("&&", "&\\&");
            out.append(body.startsWith("!") ? "[^/" + body.substring(1) : "[" + body).append(']');
            i = end + 1;
        }

        private void close() {
            if (depth == 0) {
                literal('}');
                return;
            }
            depth--;
            out.append(')');
        }

        private void literal(char c) {
            if (!Character.isLetterOrDigit(c)) {
                out.append('\\');
            }
            out.append(c);
        }
    }
}

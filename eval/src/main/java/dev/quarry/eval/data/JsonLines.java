package dev.quarry.eval.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Predicate;

/** Files with one JSON object a line, plain or gzipped. */
final class JsonLines {
    private JsonLines() {}

    /** One object of a file, read field by field. */
    static final class Line {
        private final JsonNode node;
        private final Path file;
        private final int number;

        private Line(JsonNode node, Path file, int number) {
            this.node = node;
            this.file = file;
            this.number = number;
        }

        /** {@code file:line}. */
        String where() {
            return file + ":" + number;
        }

        /** Number of the line, from 1. */
        int number() {
            return number;
        }

        JsonNode get(String field) {
            return node.path(field);
        }

        /** A text that must be there; a number is taken as its text. */
        String text(String field) {
            return text(node, field);
        }

        /** The same in an object inside this one. */
        String text(JsonNode object, String field) {
            JsonNode value = object.path(field);
            if (!value.isValueNode() || value.isNull() || value.isMissingNode()) {
                throw malformed("has no field '" + field + "'");
            }
            return wellFormed(value.asText());
        }

        /** An id: a text that must be there and not be empty. */
        String id(String field) {
            String id = text(field);
            if (id.isBlank()) {
                throw malformed("the id in '" + field + "' is empty");
            }
            return id;
        }

        /** A text that may be missing: empty then. */
        String optional(String field) {
            JsonNode value = node.path(field);
            return value.isValueNode() && !value.isNull() ? wellFormed(value.asText()) : "";
        }

        /** What is thrown where the line says something that cannot be. */
        Malformed malformed(String reason) {
            return new Malformed(where() + ": " + reason);
        }

        /** Half a surrogate pair, which JSON's escapes can write, is no character and fits in no UTF-8 file. */
        private static String wellFormed(String text) {
            StringBuilder whole = null;
            for (int i = 0; i < text.length(); i++) {
                if (!Character.isSurrogate(text.charAt(i))) {
                    continue;
                }
                if (Character.isHighSurrogate(text.charAt(i))
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                } else {
                    whole = whole == null ? new StringBuilder(text) : whole;
                    whole.setCharAt(i, '\ufffd');
                }
            }
            return whole == null ? text : whole.toString();
        }
    }

    /** A line that says something that cannot be. */
    static final class Malformed extends RuntimeException {
        private Malformed(String problem) {
            super(problem);
        }
    }

    /** Gives each object to the taker until that has enough; blank lines are skipped, a malformed line becomes a problem. */
    static void read(Path file, Problems problems, Predicate<Line> taker) throws IOException {
        ObjectMapper json = new ObjectMapper();
        TextLines.read(file, problems, (text, number) -> {
            try {
                return text.isBlank() || taker.test(new Line(object(json, text, file + ":" + number), file, number));
            } catch (Malformed e) {
                problems.add(e.getMessage());
                return true;
            }
        });
    }

    private static JsonNode object(ObjectMapper json, String text, String where) {
        try {
            JsonNode node = json.readTree(text);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw new Malformed(where + ": is not valid JSON: " + e.getOriginalMessage());
        }
        throw new Malformed(where + ": expected a JSON object");
    }
}

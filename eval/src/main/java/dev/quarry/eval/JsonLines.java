package dev.quarry.eval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;

/** Files with one JSON object a line. */
final class JsonLines {
    private JsonLines() {}

    /** Gives each object with its place, {@code file:line}, to the reader. */
    static void read(Path file, BiConsumer<JsonNode, String> reader) throws IOException {
        ObjectMapper json = new ObjectMapper();
        int number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    String where = file + ":" + number;
                    reader.accept(object(json, line, where), where);
                }
            }
        }
    }

    private static JsonNode object(ObjectMapper json, String line, String where) {
        try {
            JsonNode node = json.readTree(line);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(where + ": is not valid JSON: " + e.getOriginalMessage(), e);
        }
        throw new IllegalArgumentException(where + ": expected a JSON object");
    }

    /** A field that must be there; a number is taken as its text. */
    static String text(JsonNode object, String field, String where) {
        JsonNode value = object.get(field);
        if (value == null || !value.isValueNode() || value.isNull()) {
            throw new IllegalArgumentException(where + ": has no field '" + field + "'");
        }
        return value.asText();
    }
}

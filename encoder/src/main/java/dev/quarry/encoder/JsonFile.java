package dev.quarry.encoder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A JSON file of a model directory, whose every complaint names the file. */
record JsonFile(Path path, JsonNode root) {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String REMEDY = "fetch the model again or correct the file";

    static JsonFile read(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new ModelException(path, "file is missing", "a model directory needs it: fetch the model again");
        }
        try {
            return new JsonFile(path, MAPPER.readTree(Files.readAllBytes(path)));
        } catch (JsonProcessingException e) {
            throw new ModelException(path, "is not valid JSON (" + e.getOriginalMessage() + ")", REMEDY, e);
        } catch (IOException e) {
            throw new ModelException(path, "cannot be read (" + e + ")", "check its permissions", e);
        }
    }

    /** An empty object where there is no such file. */
    static JsonFile readIfPresent(Path path) {
        return Files.exists(path) ? read(path) : new JsonFile(path, MissingNode.getInstance());
    }

    /** The value of a key, empty where it is absent or null. */
    Optional<JsonNode> find(String key) {
        return Optional.ofNullable(root.get(key)).filter(node -> !node.isNull());
    }

    int positive(String key) {
        int value = find(key).map(node -> asInt(key, node)).orElseThrow(() -> invalid(key + " is missing"));
        return requirePositive(key, value);
    }

    int positive(String key, int absent) {
        return requirePositive(key, find(key).map(node -> asInt(key, node)).orElse(absent));
    }

    double number(String key, double absent) {
        return find(key).map(node -> asNumber(key, node)).orElse(absent);
    }

    boolean flag(String key, boolean absent) {
        return find(key).map(node -> asFlag(key, node)).orElse(absent);
    }

    String text(String key, String absent) {
        return find(key).map(node -> asText(key, node)).orElse(absent);
    }

    Optional<List<String>> texts(String key) {
        return find(key).map(node -> {
            if (!node.isArray()) {
                throw invalid(key + " should be a list, is " + node.getNodeType());
            }
            List<String> texts = new ArrayList<>();
            node.forEach(element -> texts.add(asText(key, element)));
            return List.copyOf(texts);
        });
    }

    /** A nested object as if it were a file of its own. */
    Optional<JsonFile> object(String key) {
        return find(key).map(node -> {
            if (!node.isObject()) {
                throw invalid(key + " should be an object, is " + node.getNodeType());
            }
            return new JsonFile(path, node);
        });
    }

    ModelException invalid(String reason) {
        return new ModelException(path, reason, REMEDY);
    }

    ModelException unsupported(String reason) {
        return new ModelException(path, reason, "use a model that does not need it");
    }

    private int requirePositive(String key, int value) {
        if (value < 1) {
            throw invalid(key + " should be at least 1, is " + value);
        }
        return value;
    }

    private int asInt(String key, JsonNode node) {
        if (!node.canConvertToInt() || !node.canConvertToExactIntegral()) {
            throw invalid(key + " should be a whole number, is " + abbreviated(node));
        }
        return node.intValue();
    }

    private double asNumber(String key, JsonNode node) {
        if (!node.isNumber()) {
            throw invalid(key + " should be a number, is " + abbreviated(node));
        }
        return node.doubleValue();
    }

    private boolean asFlag(String key, JsonNode node) {
        if (!node.isBoolean()) {
            throw invalid(key + " should be true or false, is " + abbreviated(node));
        }
        return node.booleanValue();
    }

    private String asText(String key, JsonNode node) {
        if (!node.isTextual()) {
            throw invalid(key + " should be text, is " + abbreviated(node));
        }
        return node.textValue();
    }

    private static String abbreviated(JsonNode node) {
        String text = node.toString();
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}

package dev.quarry.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/** Prints a value as one JSON object. */
final class Json {
    private Json() {}

    static void print(Terminal terminal, Object value) throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        terminal.out().println(mapper.writeValueAsString(value));
    }
}

package dev.quarry.eval.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What was answered so far, a question a line, each written through as soon as it is answered: a run that is cut off loses one
 * question at most. A log is gone on with only where everything that the answers depend on is the same; it is never used again
 * once the run is complete.
 */
final class AnswerLog implements Closeable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FINGERPRINT = "fingerprint";
    private static final String ID = "id";

    private final Set<String> held = new HashSet<>();
    private final Consumer<JsonNode> taker;
    private final BufferedWriter out;

    private AnswerLog(Consumer<JsonNode> taker, BufferedWriter out) {
        this.taker = taker;
        this.out = out;
    }

    /**
     * Opens a log and gives the answers that it holds to the taker, where they are of the same run.
     *
     * @param file the log
     * @param fingerprint of everything that the answers depend on
     * @param taker given every answer once: those held now, others as they are appended
     */
    static AnswerLog open(Path file, String fingerprint, Consumer<JsonNode> taker) throws IOException {
        // Written anew, for the last line may have been cut off in the middle. The writer keeps its file when that is
        // moved.
        Path next = file.resolveSibling(file.getFileName() + ".new");
        AnswerLog log = new AnswerLog(taker, Files.newBufferedWriter(next));
        boolean opened = false;
        try {
            log.write(JSON.createObjectNode().put(FINGERPRINT, fingerprint));
            if (Files.exists(file)) {
                log.takeOver(file, fingerprint);
            }
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
            opened = true;
            return log;
        } finally {
            if (!opened) {
                log.close();
            }
        }
    }

    private void takeOver(Path file, String fingerprint) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            String head = lines.readLine();
            if (head == null || !JSON.readTree(head).path(FINGERPRINT).asText().equals(fingerprint)) {
                return;
            }
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                append(JSON.readTree(line));
            }
        } catch (JsonProcessingException cutOff) {
            // The line that was being written when the run ended: that question is asked again.
        }
    }

    /** Number of questions that are answered. */
    int size() {
        return held.size();
    }

    boolean holds(String id) {
        return held.contains(id);
    }

    /** An answer to be filled in and appended. */
    static ObjectNode answer(String id) {
        return JSON.createObjectNode().put(ID, id);
    }

    void append(JsonNode answer) throws IOException {
        write(answer);
        held.add(answer.path(ID).asText());
        taker.accept(answer);
    }

    private void write(JsonNode line) throws IOException {
        out.write(line + "\n");
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}

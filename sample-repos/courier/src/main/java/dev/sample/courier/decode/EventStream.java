package dev.sample.courier.decode;

import dev.sample.courier.Reply;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Reads {@code text/event-stream} while it arrives, one event for each step, for as long as the server keeps talking.
 *
 * <p>When the line goes dead, connect again with {@code Last-Event-ID: } {@link #lastId()} after {@link #pause()}, and the
 * server goes on where it was interrupted.
 */
public final class EventStream implements Iterator<EventStream.Event>, AutoCloseable {
    public record Event(String type, String data, String id) {}

    private final Reply reply;
    private final BufferedReader reader;
    private Event upcoming;
    private String lastId = "";
    private Duration pause = Duration.ofSeconds(3);

    public EventStream(Reply reply) {
        this.reply = reply;
        this.reader = new BufferedReader(new InputStreamReader(reply.stream(), StandardCharsets.UTF_8));
    }

    @Override
    public boolean hasNext() {
        if (upcoming == null) {
            try {
                upcoming = read();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return upcoming != null;
    }

    @Override
    public Event next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the stream has ended");
        }
        Event event = upcoming;
        upcoming = null;
        return event;
    }

    public Optional<String> lastId() {
        return lastId.isEmpty() ? Optional.empty() : Optional.of(lastId);
    }

    public Duration pause() {
        return pause;
    }

    private Event read() throws IOException {
        StringBuilder data = new StringBuilder();
        String type = "message";
        boolean any = false;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.isEmpty()) {
                if (any) {
                    return new Event(type, data.toString(), lastId);
                }
                type = "message"; // an event without data is dropped
                continue;
            }
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(line.startsWith(" ", colon + 1) ? colon + 2 : colon + 1);
            switch (field) {
                case "data" -> {
                    data.append(any ? "\n" : "").append(value);
                    any = true;
                }
                case "event" -> type = value;
                case "id" -> lastId = value.indexOf('\0') < 0 ? value : lastId;
                case "retry" -> pause = value.matches("\\d{1,9}") ? Duration.ofMillis(Long.parseLong(value)) : pause;
                default -> { } // a comment (empty field name) or something newer than this code
            }
        }
        return null; // what was unfinished at the end does not count
    }

    @Override
    public void close() {
        reply.close();
    }
}

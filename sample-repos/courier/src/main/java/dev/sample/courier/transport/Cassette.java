package dev.sample.courier.transport;

import dev.sample.courier.Headers;
import dev.sample.courier.Reply;
import dev.sample.courier.Request;
import dev.sample.courier.decode.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tapes real exchanges to a file and plays them back later without a network, for tests that should see what the real
 * service says but not depend on it every time. One JSON object to a line; credentials never reach the tape.
 */
public final class Cassette implements Transport {
    private final Path tape;
    private final Transport live;
    private final List<Map<?, ?>> unplayed;

    private Cassette(Path tape, Transport live, List<Map<?, ?>> unplayed) {
        this.tape = tape;
        this.live = live;
        this.unplayed = unplayed;
    }

    public static Cassette recording(Path tape, Transport live) throws IOException {
        Files.writeString(tape, "");
        return new Cassette(tape, live, List.of());
    }

    public static Cassette playing(Path tape) throws IOException {
        List<Map<?, ?>> exchanges = new ArrayList<>();
        for (String line : Files.readAllLines(tape, StandardCharsets.UTF_8)) {
            if (!line.isBlank()) {
                exchanges.add((Map<?, ?>) JsonText.parse(line));
            }
        }
        return new Cassette(tape, null, exchanges);
    }

    @Override
    public synchronized Reply exchange(Request request) throws IOException {
        return live == null ? play(request) : tape(request, live.exchange(request).buffered());
    }

    private Reply tape(Request request, Reply reply) throws IOException {
        Map<String, Object> exchange = new LinkedHashMap<>();
        exchange.put("request", request.toString());
        exchange.put("status", reply.status());
        exchange.put("headers", reply.headers().redacted().asMap());
        exchange.put("body", Base64.getEncoder().encodeToString(reply.bytes()));
        Files.writeString(
                tape, JsonText.write(exchange) + "\n", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        return reply;
    }

    // The first unplayed exchange with the same method and address: repeated calls get the answers in their old order.
    private Reply play(Request request) throws IOException {
        for (int i = 0; i < unplayed.size(); i++) {
            if (request.toString().equals(unplayed.get(i).get("request"))) {
                Map<?, ?> exchange = unplayed.remove(i);
                byte[] body = Base64.getDecoder().decode((String) exchange.get("body"));
                int status = ((Long) exchange.get("status")).intValue();
                return Reply.of(request, status, headersOf((Map<?, ?>) exchange.get("headers")), body);
            }
        }
        throw new IOException("not on the tape " + tape + ": " + request + "; record it anew");
    }

    private static Headers headersOf(Map<?, ?> fields) {
        Headers headers = Headers.NONE;
        for (Map.Entry<?, ?> field : fields.entrySet()) {
            for (Object value : (List<?>) field.getValue()) {
                headers = headers.plus((String) field.getKey(), (String) value);
            }
        }
        return headers;
    }
}

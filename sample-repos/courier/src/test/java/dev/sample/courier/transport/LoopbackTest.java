package dev.sample.courier.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.sample.courier.Courier;
import dev.sample.courier.Reply;
import dev.sample.courier.Request;
import dev.sample.courier.auth.BearerTokens;
import dev.sample.courier.auth.HmacSigner;
import dev.sample.courier.body.Body;
import dev.sample.courier.body.FileDownload;
import dev.sample.courier.body.GzipCodec;
import dev.sample.courier.body.MeteredBody;
import dev.sample.courier.body.MultipartBody;
import dev.sample.courier.decode.Decoder;
import dev.sample.courier.decode.EventStream;
import dev.sample.courier.error.CourierException;
import dev.sample.courier.header.MediaType;
import dev.sample.courier.metrics.LatencyHistogram;
import dev.sample.courier.policy.RetryPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopbackTest {
    private HttpServer server;
    private String base;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        base = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void unpacksGzipAndCountsLatency() throws Exception {
        on("/zip", exchange -> {
            assertEquals("gzip", exchange.getRequestHeaders().getFirst("Accept-Encoding"));
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            answer(exchange, 200, zipped("{\"n\": [1, 2.5, null, \"\\u00e9\"]}"));
        });
        LatencyHistogram histogram = new LatencyHistogram();
        Courier courier = Courier.builder().listenedToBy(histogram).build();
        Map<String, Object> json = courier.send(Request.get(base + "/zip").build()).orThrow().as(Decoder.jsonObject());
        assertEquals(Arrays.asList(1L, 2.5, null, "é"), json.get("n"));
        assertEquals(1, histogram.count());
        assertTrue(histogram.quantile(0.5).compareTo(Duration.ZERO) > 0);
    }

    @Test
    void givesUpOnBombs() throws Exception {
        on("/bomb", exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            answer(exchange, 200, zipped("0".repeat(100_000)));
        });
        Courier courier = Courier.builder().gzip(false).intercept(new GzipCodec(Long.MAX_VALUE, 10_000)).build();
        Reply reply = courier.send(Request.get(base + "/bomb").build());
        CourierException e = assertThrows(CourierException.class, reply::bytes);
        assertEquals(CourierException.Kind.DECODE, e.kind());
    }

    @Test
    void continuesABrokenDownload(@TempDir Path folder) throws Exception {
        byte[] content = "0123456789".repeat(1000).getBytes(StandardCharsets.US_ASCII);
        on("/big", exchange -> {
            exchange.getResponseHeaders().add("ETag", "\"v1\"");
            String range = exchange.getRequestHeaders().getFirst("Range");
            boolean same = "\"v1\"".equals(exchange.getRequestHeaders().getFirst("If-Range"));
            int from = range != null && same ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
            answer(exchange, from > 0 ? 206 : 200, Arrays.copyOfRange(content, from, content.length));
        });
        Path target = folder.resolve("big.bin");
        Files.write(folder.resolve("big.bin.part"), Arrays.copyOf(content, 4000));
        Files.writeString(folder.resolve("big.bin.part.tag"), "\"v1\"");
        List<Long> reports = new ArrayList<>();
        FileDownload download = new FileDownload(Courier.builder().build(), (done, total) -> {
            assertEquals(content.length, total);
            reports.add(done);
        });
        download.to(Request.get(base + "/big").build(), target);
        assertArrayEquals(content, Files.readAllBytes(target));
        assertTrue(reports.getFirst() > 4000);
        assertFalse(Files.exists(folder.resolve("big.bin.part.tag")));
        assertThrows(CourierException.class, () -> download.verified(Request.get(base + "/big").build(), target, "00"));
    }

    @Test
    void uploadsAFormWithProgress(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("a.txt"), "content");
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        on("/form", exchange -> {
            exchange.getRequestBody().transferTo(received);
            answer(exchange, 204, new byte[0]);
        });
        MultipartBody form = MultipartBody.builder().field("who", "me").file("doc", file, MediaType.TEXT).build();
        AtomicLong moved = new AtomicLong();
        Body metered = new MeteredBody(form, (done, total) -> moved.set(done));
        assertEquals(204, Courier.builder().build().send(Request.post(base + "/form", metered).build()).status());
        assertEquals(form.length(), moved.get());
        assertEquals(form.length(), received.size());
        assertTrue(received.toString(StandardCharsets.UTF_8).contains("name=\"doc\"; filename=\"a.txt\""));
    }

    @Test
    void renewsARevokedToken() throws Exception {
        on("/me", exchange -> {
            boolean good = "Bearer t2".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            answer(exchange, good ? 200 : 401, new byte[0]);
        });
        AtomicInteger fetched = new AtomicInteger();
        BearerTokens tokens = new BearerTokens(
                () -> new BearerTokens.Token("t" + fetched.incrementAndGet(), Instant.MAX), Set.of(base), Clock.systemUTC());
        Courier courier = Courier.builder().authorizedBy(tokens).build();
        assertEquals(200, courier.send(Request.get(base + "/me").build()).status());
        assertEquals(2, fetched.get());
    }

    @Test
    void signaturesHoldOnlyForWhatWasSigned() throws Exception {
        HmacSigner signer = new HmacSigner("k1", "sixteen bytes at least".getBytes(StandardCharsets.UTF_8), Clock.systemUTC());
        Request signed = signer.sign(Request.post("https://h/p?b=2&a=1", Body.text("x")).build());
        assertTrue(signer.verify(signed, Duration.ofMinutes(5)));
        assertFalse(signer.verify(signed.toBuilder().body(Body.text("y")).build(), Duration.ofMinutes(5)));
    }

    @Test
    void tapesAndPlays(@TempDir Path folder) throws Exception {
        on("/t", exchange -> answer(exchange, 200, "taped".getBytes(StandardCharsets.UTF_8)));
        Path tape = folder.resolve("t.tape");
        Request request = Request.get(base + "/t").build();
        Courier.builder().over(Cassette.recording(tape, JdkTransport.standard())).build().send(request);
        Courier played = Courier.builder().over(Cassette.playing(tape)).retrying(RetryPolicy.never()).build();
        assertEquals("taped", played.send(request).text());
        assertThrows(CourierException.class, () -> played.send(request));
    }

    @Test
    void lanesAreFreedByReadingToTheEnd() throws Exception {
        on("/t", exchange -> answer(exchange, 200, new byte[10]));
        ConnectionLanes lanes = new ConnectionLanes(JdkTransport.standard(), 1);
        Courier courier = Courier.builder().over(lanes).gzip(false).retrying(RetryPolicy.never()).build();
        Request request = Request.get(base + "/t").within(Duration.ofMillis(300)).build();
        courier.send(request).bytes();
        try (Reply open = courier.send(request)) {
            assertEquals(200, open.status());
            assertEquals(Map.of(base, 1), lanes.busy());
            assertEquals(
                    CourierException.Kind.THROTTLED, assertThrows(CourierException.class, () -> courier.send(request)).kind());
        }
        assertEquals(Map.of(base, 0), lanes.busy());
    }

    @Test
    void pagesAndEvents() throws Exception {
        on("/list", exchange -> {
            if (exchange.getRequestURI().getQuery() == null) {
                exchange.getResponseHeaders().add("Link", "</list?page=2>; rel=next");
            }
            answer(exchange, 200, "id: 1\ndata: a\ndata: b\n\nevent: end\ndata: c\n\ndata: lost".getBytes(StandardCharsets.UTF_8));
        });
        List<EventStream.Event> events = new ArrayList<>();
        Courier courier = Courier.builder().build();
        courier.pages(Request.get(base + "/list").build(), 10)
                .forEachRemaining(page -> new EventStream(page).forEachRemaining(events::add));
        assertEquals(4, events.size());
        assertEquals(new EventStream.Event("message", "a\nb", "1"), events.getFirst());
        assertEquals("end", events.getLast().type());
    }

    @Test
    void namesTheTrouble() throws Exception {
        on("/bad", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/problem+json");
            answer(exchange, 422, "{\"title\":\"Invalid order\",\"detail\":\"no items\"}".getBytes(StandardCharsets.UTF_8));
        });
        Courier courier = Courier.builder().retrying(RetryPolicy.never()).build();
        Reply reply = courier.send(Request.get(base + "/bad").build());
        CourierException e = assertThrows(CourierException.class, reply::orThrow);
        assertTrue(e.getMessage().endsWith("status 422: Invalid order: no items"), e.getMessage());
        stop();
        CourierException refused = assertThrows(CourierException.class, () -> courier.send(Request.get(base + "/").build()));
        assertEquals(CourierException.Kind.CONNECT, refused.kind());
        CourierException unknown =
                assertThrows(CourierException.class, () -> courier.send(Request.get("http://nobody.invalid/").build()));
        assertEquals(CourierException.Kind.DNS, unknown.kind());
    }

    private void on(String path, HttpHandler handler) {
        server.createContext(path, handler);
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}

package dev.sample.stockroom.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sample.stockroom.catalog.InMemoryProducts;
import dev.sample.stockroom.catalog.PackLadder;
import dev.sample.stockroom.catalog.Product;
import dev.sample.stockroom.catalog.Sku;
import dev.sample.stockroom.holds.HoldDesk;
import dev.sample.stockroom.ledger.InMemoryLedger;
import dev.sample.stockroom.ledger.Movement;
import dev.sample.stockroom.messaging.OnceOnly;
import dev.sample.stockroom.money.Money;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestServerTest {
    private final Sku nut = Sku.mint("NUT", 1);
    private final InMemoryProducts products = new InMemoryProducts();
    private final InMemoryLedger ledger = new InMemoryLedger();
    private RestServer server;
    private int port;

    @BeforeEach
    void start() throws IOException {
        products.save(new Product(
                nut,
                "nut <M6>",
                Optional.empty(),
                PackLadder.singles("piece"),
                Money.of("0.10", "EUR"),
                Optional.empty(),
                false,
                0));
        ledger.append(
                List.of(Movement.of(Instant.now(), nut, "BER", Movement.Kind.RECEIPT, 5, "PO-1", "kim")));
        Clock clock = Clock.systemUTC();
        server = new RestServer(0);
        new ProductEndpoints(
                        products,
                        ledger,
                        new HoldDesk(ledger, clock, Duration.ofMinutes(5)),
                        new OnceOnly(clock, Duration.ofHours(1)))
                .mount(server);
        port = server.start();
    }

    @AfterEach
    void stop() {
        server.drain(Duration.ZERO);
    }

    private HttpResponse<String> call(String method, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void overwritingNeedsTheVersionThatWasSeen() throws Exception {
        HttpResponse<String> shown = call("GET", "/products/" + nut);
        assertTrue(shown.body().contains("nut \\u003cM6>"), shown.body());
        String etag = shown.headers().firstValue("etag").orElseThrow();
        String rename = "/products/" + nut + "/name?name=wing%20nut";
        assertEquals(428, call("PUT", rename).statusCode());
        assertEquals(200, call("PUT", rename, "If-Match", etag).statusCode());
        assertEquals(412, call("PUT", rename, "If-Match", etag).statusCode());
    }

    @Test
    void repeatedHoldIsTheSameHold() throws Exception {
        String path = "/products/" + nut + "/holds?warehouse=BER&quantity=4&holder=basket";
        HttpResponse<String> first = call("POST", path, "Idempotency-Key", "k1");
        HttpResponse<String> again = call("POST", path, "Idempotency-Key", "k1");
        assertEquals(201, first.statusCode());
        assertEquals(first.body(), again.body());
        assertEquals(409, call("POST", path, "Idempotency-Key", "k2").statusCode());
        assertEquals(422, call("POST", path + "2", "Idempotency-Key", "k1").statusCode());
    }

    @Test
    void unknownThings() throws Exception {
        assertEquals(404, call("GET", "/nowhere").statusCode());
        assertEquals(405, call("DELETE", "/products").statusCode());
        assertEquals(400, call("GET", "/products/XX").statusCode());
        assertEquals(404, call("GET", "/products/" + Sku.mint("NUT", 2)).statusCode());
    }
}

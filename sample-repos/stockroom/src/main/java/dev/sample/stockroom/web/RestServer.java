package dev.sample.stockroom.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sample.stockroom.catalog.Products.StaleRevision;
import dev.sample.stockroom.ledger.StockLedger.InsufficientStock;
import dev.sample.stockroom.messaging.OnceOnly;
import dev.sample.stockroom.security.Gatekeeper;
import dev.sample.stockroom.validation.Complaints.InvalidInput;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A little HTTP around the service. Routes look like {@code GET /products/{sku}}. */
public final class RestServer {
    private static final Logger LOG = System.getLogger(RestServer.class.getName());

    /** @param vars values of the route's braces and of the query, decoded */
    public record Call(String method, Map<String, String> vars, Map<String, String> headers) {
        public String need(String name) {
            String value = vars.get(name);
            if (value == null || value.isBlank()) {
                throw new IllegalArgumentException("parameter '" + name + "' is missing");
            }
            return value;
        }
    }

    public record Answer(int status, Object body, Map<String, String> headers) {
        public static Answer ok(Object body) {
            return new Answer(200, body, Map.of());
        }
    }

    @FunctionalInterface
    public interface Handler {
        Answer handle(Call call);
    }

    /** Thrown for a path that names nothing. */
    public static final class NotThere extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NotThere(String what) {
            super(what + " does not exist");
        }
    }

    private record Route(String method, List<String> parts, Handler handler) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Route> routes = new ArrayList<>();

    public RestServer(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
    }

    public RestServer route(String method, String path, Handler handler) {
        routes.add(new Route(method, List.of(path.substring(1).split("/")), handler));
        return this;
    }

    public int start() {
        server.start();
        return server.getAddress().getPort();
    }

    /** No new connections from now on; requests in progress get this long to finish. */
    public void drain(Duration patience) {
        server.stop(Math.toIntExact(patience.toSeconds()));
        threads.shutdown();
        try {
            if (!threads.awaitTermination(1, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            Answer answer;
            try {
                answer = dispatch(exchange);
            } catch (RuntimeException e) {
                answer = problem(e);
            }
            byte[] body = JsonText.of(answer.body()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer dispatch(HttpExchange exchange) {
        String[] parts = exchange.getRequestURI().getRawPath().substring(1).split("/");
        boolean pathKnown = false;
        for (Route route : routes) {
            Map<String, String> vars = match(route.parts(), parts);
            if (vars == null) {
                continue;
            }
            pathKnown = true;
            if (route.method().equals(exchange.getRequestMethod())) {
                query(exchange.getRequestURI().getRawQuery(), vars);
                Map<String, String> headers = new LinkedHashMap<>();
                exchange.getRequestHeaders().forEach((k, v) -> headers.put(k.toLowerCase(), v.getFirst()));
                return route.handler().handle(new Call(route.method(), vars, headers));
            }
        }
        if (pathKnown) {
            return new Answer(405, Map.of("error", "method not allowed here"), Map.of());
        }
        throw new NotThere(exchange.getRequestURI().getPath());
    }

    private static Map<String, String> match(List<String> pattern, String[] parts) {
        if (pattern.size() != parts.length) {
            return null;
        }
        Map<String, String> vars = new LinkedHashMap<>();
        for (int i = 0; i < parts.length; i++) {
            String p = pattern.get(i);
            if (p.startsWith("{")) {
                vars.put(p.substring(1, p.length() - 1), URLDecoder.decode(parts[i], StandardCharsets.UTF_8));
            } else if (!p.equals(parts[i])) {
                return null;
            }
        }
        return vars;
    }

    // Path variables win over query parameters of the same name.
    private static void query(String raw, Map<String, String> vars) {
        if (raw == null) {
            return;
        }
        for (String pair : raw.split("&")) {
            int eq = pair.indexOf('=');
            if (eq > 0) {
                vars.putIfAbsent(
                        URLDecoder.decode(pair.substring(0, eq), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(eq + 1), StandardCharsets.UTF_8));
            }
        }
    }

    /** What a client is told when something went wrong; inner details stay in our log under a number. */
    static Answer problem(RuntimeException e) {
        int status =
                switch (e) {
                    case NotThere n -> 404;
                    case Gatekeeper.Refused r -> 403;
                    case StaleRevision s -> 412;
                    case InsufficientStock s -> 409;
                    case OnceOnly.StillRunning s -> 409;
                    case OnceOnly.KeyReused k -> 422;
                    case InvalidInput i -> 422;
                    case IllegalArgumentException i -> 400;
                    case IllegalStateException i -> 409;
                    default -> 500;
                };
        Map<String, Object> body = new LinkedHashMap<>();
        if (status == 500) {
            String number = UUID.randomUUID().toString();
            LOG.log(Level.ERROR, "request failed, incident " + number, e);
            body.put("error", "something went wrong on our side");
            body.put("incident", number);
        } else {
            body.put("error", e.getMessage());
            if (e instanceof InvalidInput invalid) {
                body.put("fields", invalid.complaints());
            }
        }
        return new Answer(status, body, Map.of());
    }
}

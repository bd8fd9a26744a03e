package dev.sample.stockroom.runtime;

import dev.sample.stockroom.catalog.InMemoryProducts;
import dev.sample.stockroom.catalog.Products;
import dev.sample.stockroom.holds.HoldDesk;
import dev.sample.stockroom.ledger.InMemoryLedger;
import dev.sample.stockroom.ledger.StockLedger;
import dev.sample.stockroom.messaging.OnceOnly;
import dev.sample.stockroom.storage.Page;
import dev.sample.stockroom.web.ProductEndpoints;
import dev.sample.stockroom.web.RestServer;
import dev.sample.stockroom.web.RestServer.Answer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Puts the parts together and starts them, with everything in memory. */
public final class Stockroom {
    private Stockroom() {}

    public static void main(String[] args) throws IOException {
        Settings settings = Settings.load();
        Clock clock = Clock.systemUTC();
        ShutdownSequence shutdown = new ShutdownSequence(settings.span("shutdown.deadline"));
        Products products = new InMemoryProducts();
        StockLedger ledger = new InMemoryLedger();
        HoldDesk holds = new HoldDesk(ledger, clock, settings.span("holds.longest"));
        OnceOnly onceOnly = new OnceOnly(clock, settings.span("requests.remembered"));

        Timetable timetable = new Timetable(clock);
        timetable.every(settings.span("holds.sweep"), "sweep holds", holds::sweep);
        timetable.every(Duration.ofHours(1), "forget old requests", onceOnly::forgetOld);
        shutdown.onStop("timetable", timetable);

        HealthBoard health = new HealthBoard(settings.span("health.patience"));
        health.add("catalogue", true, () -> products.browse(Page.Request.first(1)) != null);
        health.add("sweeper", false, () -> timetable.lastSuccess().containsKey("sweep holds"));
        shutdown.onStop("health", health);

        RestServer server = new RestServer(settings.number("http.port"));
        new ProductEndpoints(products, ledger, holds, onceOnly).mount(server);
        server.route("GET", "/health/live", call -> Answer.ok(Map.of("alive", true)))
                .route("GET", "/health/ready", call -> readiness(health));
        shutdown.onStop("http", () -> server.drain(settings.span("http.drain")));
        // Pushed last, so it runs first: leave the load balancer, give it time to notice, then stop listening.
        shutdown.onStop("readiness", () -> {
            health.leave();
            Thread.sleep(settings.span("shutdown.notice"));
        });
        shutdown.hookIn();
        // As text: a number in a log pattern would be printed with a thousands separator.
        String port = String.valueOf(server.start());
        System.getLogger("stockroom").log(System.Logger.Level.INFO, "listening on port {0}", port);
    }

    private static Answer readiness(HealthBoard health) {
        boolean ready = health.ready();
        return new Answer(ready ? 200 : 503, Map.of("ready", ready, "parts", health.ask()), Map.of());
    }
}

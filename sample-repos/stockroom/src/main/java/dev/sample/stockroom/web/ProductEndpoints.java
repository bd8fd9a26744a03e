package dev.sample.stockroom.web;

import dev.sample.stockroom.catalog.Product;
import dev.sample.stockroom.catalog.Products;
import dev.sample.stockroom.catalog.Products.StaleRevision;
import dev.sample.stockroom.catalog.Sku;
import dev.sample.stockroom.holds.Hold;
import dev.sample.stockroom.holds.HoldDesk;
import dev.sample.stockroom.ledger.StockLedger;
import dev.sample.stockroom.messaging.OnceOnly;
import dev.sample.stockroom.storage.Page;
import dev.sample.stockroom.web.RestServer.Answer;
import dev.sample.stockroom.web.RestServer.Call;
import dev.sample.stockroom.web.RestServer.NotThere;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

public final class ProductEndpoints {
    private final Products products;
    private final StockLedger ledger;
    private final HoldDesk holds;
    private final OnceOnly onceOnly;

    public ProductEndpoints(Products products, StockLedger ledger, HoldDesk holds, OnceOnly onceOnly) {
        this.products = products;
        this.ledger = ledger;
        this.holds = holds;
        this.onceOnly = onceOnly;
    }

    public void mount(RestServer server) {
        server.route("GET", "/products", this::list)
                .route("GET", "/products/{sku}", this::show)
                .route("PUT", "/products/{sku}/name", this::rename)
                .route("GET", "/products/{sku}/stock", this::stock)
                .route("POST", "/products/{sku}/holds", this::hold);
    }

    private Answer list(Call call) {
        int limit = Integer.parseInt(call.vars().getOrDefault("limit", "50"));
        String token = call.vars().get("page");
        Page<Product> page =
                products.browse(token == null ? Page.Request.first(limit) : Page.Request.resume(token, limit));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("items", page.items().stream().map(ProductEndpoints::json).toList());
        body.put("next", page.next());
        return Answer.ok(body);
    }

    private Answer show(Call call) {
        Product product = get(call);
        return new Answer(200, json(product), Map.of("ETag", etag(product)));
    }

    /** The client proves with {@code If-Match} that it saw the version it is about to overwrite; 412 if not. */
    private Answer rename(Call call) {
        Product product = get(call);
        String seen = call.headers().get("if-match");
        if (seen == null) {
            return new Answer(428, Map.of("error", "send If-Match with the ETag you read"), Map.of());
        }
        if (!seen.equals(etag(product)) && !seen.equals("*")) {
            throw new StaleRevision(product.sku(), revision(seen), product.revision());
        }
        Product edited = product.renamed(call.need("name"));
        edited.check().raise();
        Product saved = products.save(edited);
        return new Answer(200, json(saved), Map.of("ETag", etag(saved)));
    }

    private Answer stock(Call call) {
        return Answer.ok(ledger.onHandEverywhere(get(call).sku()));
    }

    private Answer hold(Call call) {
        Sku sku = get(call).sku();
        String key = call.headers().get("idempotency-key");
        if (key == null) {
            return new Answer(400, Map.of("error", "header Idempotency-Key is missing"), Map.of());
        }
        String warehouse = call.need("warehouse");
        long quantity = Long.parseLong(call.need("quantity"));
        String holder = call.need("holder");
        String request = sku + "/" + warehouse + "/" + quantity + "/" + holder;
        String id = onceOnly.perform(key, request, () -> {
            Hold placed = holds.place(sku, warehouse, quantity, holder, Duration.ofMinutes(15));
            return placed.id().toString();
        });
        return new Answer(201, Map.of("hold", id), Map.of());
    }

    private Product get(Call call) {
        Sku sku = Sku.of(call.need("sku"));
        return products.find(sku).orElseThrow(() -> new NotThere("product " + sku));
    }

    private static String etag(Product product) {
        return "\"" + product.revision() + "\"";
    }

    private static long revision(String etag) {
        try {
            return Long.parseLong(etag.replace("\"", ""));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static Map<String, Object> json(Product p) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sku", p.sku());
        json.put("name", p.name());
        json.put("price", p.listPrice().amount());
        json.put("currency", p.listPrice().currency().getCurrencyCode());
        json.put("discontinued", p.discontinued());
        return json;
    }
}

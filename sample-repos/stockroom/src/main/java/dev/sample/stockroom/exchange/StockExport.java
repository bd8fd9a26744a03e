package dev.sample.stockroom.exchange;

import dev.sample.stockroom.catalog.Product;
import dev.sample.stockroom.catalog.Products;
import dev.sample.stockroom.ledger.StockLedger;
import dev.sample.stockroom.storage.Page;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

public final class StockExport {
    private final Products products;
    private final StockLedger ledger;
    private final Csv csv;

    public StockExport(Products products, StockLedger ledger, Csv csv) {
        this.products = products;
        this.ledger = ledger;
        this.csv = csv;
    }

    /** Page by page, so that a catalogue of a million articles never lies in memory at once. */
    public int write(Writer out) throws IOException {
        out.write(csv.line(List.of("sku", "name", "warehouse", "quantity", "unit", "packed")));
        int rows = 0;
        Page.Request request = Page.Request.first(200);
        while (true) {
            Page<Product> page = products.browse(request);
            for (Product product : page.items()) {
                for (Map.Entry<String, Long> e :
                        ledger.onHandEverywhere(product.sku()).entrySet()) {
                    out.write(csv.line(List.of(
                            product.sku().value(),
                            product.name(),
                            e.getKey(),
                            String.valueOf(e.getValue()),
                            product.packs().baseUnit(),
                            packed(product, e.getValue()))));
                    rows++;
                }
            }
            Optional<String> next = page.next();
            if (next.isEmpty()) {
                return rows;
            }
            request = Page.Request.resume(next.get(), request.limit());
        }
    }

    private static String packed(Product product, long quantity) {
        return String.join(
                " + ",
                product.packs().breakDown(quantity).stream()
                        .map(c -> c.amount() + " " + c.unit())
                        .toList());
    }
}

package dev.sample.stockroom.catalog;

import dev.sample.stockroom.storage.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** For tests and the demo mode. */
public final class InMemoryProducts implements Products {
    private final ConcurrentNavigableMap<Sku, Product> bySku = new ConcurrentSkipListMap<>();

    @Override
    public Optional<Product> find(Sku sku) {
        return Optional.ofNullable(bySku.get(sku));
    }

    @Override
    public Optional<Product> scanned(Barcode barcode) {
        String wanted = barcode.gtin();
        return bySku.values().stream()
                .filter(p -> p.barcode().map(Barcode::gtin).filter(wanted::equals).isPresent())
                .findFirst();
    }

    @Override
    public Product save(Product product) {
        // compute() runs under the entry's lock or retries, so compare-and-set of the revision cannot interleave.
        return bySku.compute(product.sku(), (sku, stored) -> {
            long actual = stored == null ? 0 : stored.revision();
            if (actual != product.revision()) {
                throw new StaleRevision(sku, product.revision(), actual);
            }
            return product.atRevision(actual + 1);
        });
    }

    @Override
    public Page<Product> browse(Page.Request request) {
        List<Product> found = new ArrayList<>();
        var tail = request.after().isEmpty() ? bySku : bySku.tailMap(new Sku(request.after().get()), false);
        for (Product product : tail.values()) {
            found.add(product);
            if (found.size() > request.limit()) {
                break;
            }
        }
        return Page.cut(found, request.limit(), p -> p.sku().value());
    }
}

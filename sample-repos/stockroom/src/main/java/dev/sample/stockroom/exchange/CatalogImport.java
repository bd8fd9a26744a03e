package dev.sample.stockroom.exchange;

import dev.sample.stockroom.catalog.Barcode;
import dev.sample.stockroom.catalog.PackLadder;
import dev.sample.stockroom.catalog.Product;
import dev.sample.stockroom.catalog.Products;
import dev.sample.stockroom.catalog.Sku;
import dev.sample.stockroom.money.Money;
import dev.sample.stockroom.validation.Complaints;
import dev.sample.stockroom.validation.Complaints.Complaint;
import java.io.Reader;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a supplier's price list into the catalogue. Columns are found by their names, in any order: sku, name, price,
 * currency, and optionally barcode, unit, shelf_life_days.
 */
public final class CatalogImport {
    private static final List<String> NEEDED = List.of("sku", "name", "price", "currency");

    public record BadRow(int row, List<Complaint> complaints) {}

    public record Report(int created, int changed, int untouched, List<BadRow> bad, boolean rehearsal) {}

    private final Products products;
    private final Csv csv;

    public CatalogImport(Products products, Csv csv) {
        this.products = products;
        this.csv = csv;
    }

    /**
     * Bad rows are reported and left out; good ones are saved all the same.
     *
     * @param rehearsal count what would happen, save nothing
     */
    public Report run(Reader source, boolean rehearsal) {
        List<List<String>> rows = csv.read(source);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("the file is empty, a header line is needed");
        }
        Map<String, Integer> columns = columns(rows.getFirst());
        List<BadRow> bad = new ArrayList<>();
        int created = 0;
        int changed = 0;
        int untouched = 0;
        for (int i = 1; i < rows.size(); i++) {
            Complaints complaints = new Complaints();
            Product wanted = product(rows.get(i), columns, complaints);
            if (wanted == null) {
                bad.add(new BadRow(i + 1, complaints.all()));
                continue;
            }
            Optional<Product> stored = products.find(wanted.sku());
            if (stored.isEmpty()) {
                created++;
                save(wanted, rehearsal);
            } else if (same(stored.get(), wanted)) {
                untouched++;
            } else {
                changed++;
                save(stored.get().renamed(wanted.name()).priced(wanted.listPrice()), rehearsal);
            }
        }
        return new Report(created, changed, untouched, bad, rehearsal);
    }

    private void save(Product product, boolean rehearsal) {
        if (!rehearsal) {
            products.save(product);
        }
    }

    private static boolean same(Product a, Product b) {
        return a.name().equals(b.name()) && a.listPrice().equals(b.listPrice());
    }

    private static Map<String, Integer> columns(List<String> header) {
        Map<String, Integer> found = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            found.put(header.get(i).strip().toLowerCase(), i);
        }
        List<String> absent = NEEDED.stream().filter(n -> !found.containsKey(n)).toList();
        if (!absent.isEmpty()) {
            throw new IllegalArgumentException("column(s) " + absent + " missing, found " + header);
        }
        return found;
    }

    private static Product product(List<String> row, Map<String, Integer> columns, Complaints complaints) {
        Sku sku = complaints.parsed("sku", get(row, columns, "sku"), Sku::of);
        String currency = get(row, columns, "currency");
        Money price = complaints.parsed("price", get(row, columns, "price"), p -> Money.of(decimalPoint(p), currency));
        String code = get(row, columns, "barcode");
        Barcode barcode = code.isEmpty() ? null : complaints.parsed("barcode", code, Barcode::scan);
        String days = get(row, columns, "shelf_life_days");
        Period life = days.isEmpty()
                ? null
                : complaints.parsed("shelf_life_days", days, d -> Period.ofDays(Integer.parseInt(d)));
        if (!complaints.none()) {
            return null;
        }
        String unit = get(row, columns, "unit");
        Product product = new Product(
                sku,
                get(row, columns, "name"),
                Optional.ofNullable(barcode),
                PackLadder.singles(unit.isEmpty() ? "piece" : unit),
                price,
                Optional.ofNullable(life),
                false,
                0);
        product.check().all().forEach(c -> complaints.unless(false, c.field(), c.reason()));
        return complaints.none() ? product : null;
    }

    // 1.234,50 and 1,234.50 both mean the same; the last mark is the decimal one.
    static String decimalPoint(String text) {
        int comma = text.lastIndexOf(',');
        int point = text.lastIndexOf('.');
        if (comma > point) {
            return text.replace(".", "").replace(',', '.');
        }
        return text.replace(",", "");
    }

    private static String get(List<String> row, Map<String, Integer> columns, String name) {
        Integer at = columns.get(name);
        return at == null || at >= row.size() ? "" : row.get(at).strip();
    }
}

package dev.sample.stockroom.catalog;

import dev.sample.stockroom.money.Money;
import dev.sample.stockroom.validation.Complaints;
import java.time.Period;
import java.util.Optional;

/**
 * An article we keep.
 *
 * @param shelfLife empty for goods that do not spoil; otherwise the product is tracked by lot
 * @param revision goes up by one with each change; 0 for a product never saved
 */
public record Product(
        Sku sku,
        String name,
        Optional<Barcode> barcode,
        PackLadder packs,
        Money listPrice,
        Optional<Period> shelfLife,
        boolean discontinued,
        long revision) {

    public boolean lotTracked() {
        return shelfLife.isPresent();
    }

    public Product renamed(String newName) {
        return new Product(sku, newName, barcode, packs, listPrice, shelfLife, discontinued, revision);
    }

    public Product priced(Money newPrice) {
        return new Product(sku, name, barcode, packs, newPrice, shelfLife, discontinued, revision);
    }

    /** Keeps history and remaining stock; only new purchase orders are refused from now on. */
    public Product retired() {
        return new Product(sku, name, barcode, packs, listPrice, shelfLife, true, revision);
    }

    Product atRevision(long newRevision) {
        return new Product(sku, name, barcode, packs, listPrice, shelfLife, discontinued, newRevision);
    }

    /** Everything that is wrong with this product, all at once. */
    public Complaints check() {
        Complaints found = new Complaints();
        found.notBlank("name", name);
        found.atMost("name", name, 120);
        found.unless(!listPrice.isNegative(), "listPrice", "must not be below zero");
        shelfLife.ifPresent(
                life -> found.unless(!life.isNegative() && !life.isZero(), "shelfLife", "must be at least a day"));
        return found;
    }
}

package dev.sample.stockroom.catalog;

import dev.sample.stockroom.storage.Page;
import java.util.Optional;

/** Where products live. Implementations are safe for use by several threads. */
public interface Products {

    /** Returns null when there is no such product. */
    Optional<Product> find(Sku sku);

    Optional<Product> scanned(Barcode barcode);

    /**
     * Inserts (revision 0) or updates, provided that nobody else saved the product since it was read.
     *
     * @param product as edited, still carrying the revision that was read
     * @return the product with its new revision
     * @throws StaleRevision when the stored revision is another one; read again, reapply the edit, try again
     */
    Product save(Product product);

    /** Products by article number, a page at a time, starting after the cursor's position. */
    Page<Product> browse(Page.Request request);

    /** Someone else was faster. */
    final class StaleRevision extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public StaleRevision(Sku sku, long expected, long actual) {
            super(sku + " was changed by someone else: you edited revision " + expected + ", stored is "
                    + (actual < 0 ? "a newer one" : String.valueOf(actual)));
        }
    }
}

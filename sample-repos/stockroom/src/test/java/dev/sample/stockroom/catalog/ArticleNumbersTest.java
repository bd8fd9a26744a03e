package dev.sample.stockroom.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sample.stockroom.money.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArticleNumbersTest {

    @Test
    void documentedExampleIsValid() {
        assertEquals("BLT-00412-E", Sku.mint("blt", 412).value());
    }

    @Test
    void swappedDigitsAreCaught() {
        String good = Sku.mint("NUT", 1234).value();
        String swapped = good.replace("01234", "02134");
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Sku.of(swapped))
                .getMessage()
                .contains("mistyped"));
    }

    @Test
    void ean13CheckDigit() {
        assertEquals("4006381333931", Barcode.complete("400638133393").digits());
        assertThrows(IllegalArgumentException.class, () -> Barcode.scan("4006381333932"));
    }

    @Test
    void upcAndEanOfTheSameArticleMeet() {
        assertEquals(Barcode.scan("036000291452").gtin(), Barcode.scan("0036000291452").gtin());
    }

    @Test
    void weightIsReadFromCounterLabels() {
        assertEquals(1250, Barcode.complete("201234501250").embeddedGrams().orElseThrow());
        assertTrue(Barcode.scan("4006381333931").embeddedGrams().isEmpty());
    }

    @Test
    void packsConvertBothWays() {
        PackLadder ladder = new PackLadder(
                "piece", List.of(new PackLadder.Rung("pallet", 480), new PackLadder.Rung("box", 12)));
        assertEquals(30, ladder.toBase(new BigDecimal("2.5"), "box"));
        assertThrows(IllegalArgumentException.class, () -> ladder.toBase(new BigDecimal("0.3"), "box"));
        assertEquals(
                List.of(
                        new PackLadder.Count(2, "pallet"),
                        new PackLadder.Count(4, "box"),
                        new PackLadder.Count(5, "piece")),
                ladder.breakDown(1013));
        assertEquals(ladder, JdbcProducts.packs("piece", JdbcProducts.packsText(ladder)));
    }

    @Test
    void secondWriterOfTheSameRevisionLoses() {
        InMemoryProducts products = new InMemoryProducts();
        Product first = products.save(new Product(
                Sku.mint("NUT", 1),
                "nut",
                Optional.empty(),
                PackLadder.singles("piece"),
                Money.of("0.10", "EUR"),
                Optional.empty(),
                false,
                0));
        products.save(first.renamed("hex nut"));
        assertThrows(Products.StaleRevision.class, () -> products.save(first.renamed("wing nut")));
        assertEquals("hex nut", products.find(first.sku()).orElseThrow().name());
    }
}

package dev.sample.stockroom.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sample.stockroom.catalog.InMemoryProducts;
import dev.sample.stockroom.catalog.Sku;
import dev.sample.stockroom.storage.Page;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogImportTest {
    private final InMemoryProducts products = new InMemoryProducts();

    @Test
    void quotesAndLineBreaksInsideFields() {
        assertEquals(
                List.of(List.of("a", "b \"x\",\ny", ""), List.of("c")),
                new Csv(',').read(new StringReader("\uFEFFa,\"b \"\"x\"\",\ny\",\r\n\r\nc")));
        assertThrows(IllegalArgumentException.class, () -> new Csv(',').read(new StringReader("a,\"b\n")));
    }

    @Test
    void formulasAreDefusedNumbersAreNot() {
        assertEquals("'=1+1,-5\r\n", new Csv(',').line(List.of("=1+1", "-5")));
    }

    @Test
    void badRowsDoNotStopGoodOnes() {
        String nut = Sku.mint("NUT", 1).value();
        String text = "name;sku;price;currency\nNut;" + nut + ";1.234,50;EUR\n;XX;free;EUR\n";
        CatalogImport load = new CatalogImport(products, Csv.guess(text.lines().findFirst().orElseThrow()));
        assertEquals(1, load.run(new StringReader(text), true).created());
        assertEquals(0, products.browse(Page.Request.first(5)).items().size());
        CatalogImport.Report report = load.run(new StringReader(text), false);
        assertEquals(1, report.created());
        assertEquals(3, report.bad().getFirst().row());
        assertEquals(2, report.bad().getFirst().complaints().size());
        assertEquals(1, load.run(new StringReader(text), false).untouched());
        assertEquals("1234.50 EUR", products.find(new Sku(nut)).orElseThrow().listPrice().toString());
    }
}

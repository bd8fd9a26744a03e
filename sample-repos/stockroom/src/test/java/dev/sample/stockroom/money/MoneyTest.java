package dev.sample.stockroom.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class MoneyTest {

    @Test
    void sharesAddUp() {
        List<Money> shares = Money.of("10.00", "EUR").share(List.of(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE));
        assertEquals(List.of(Money.of("3.34", "EUR"), Money.of("3.33", "EUR"), Money.of("3.33", "EUR")), shares);
    }

    @Test
    void negativeAmountsAreSharedToo() {
        List<Money> shares = Money.of("-0.05", "EUR").share(List.of(BigDecimal.ONE, BigDecimal.TWO));
        assertEquals(List.of(Money.of("-0.02", "EUR"), Money.of("-0.03", "EUR")), shares);
    }

    @Test
    void yenHasNoDecimals() {
        assertEquals("100 JPY", Money.of("100.4", "JPY").toString());
    }

    @Test
    void swissCash() {
        assertEquals(Money.of("7.05", "CHF"), Money.of("7.03", "CHF").cashRounded(new BigDecimal("0.05")));
    }

    @Test
    void currenciesDoNotMix() {
        assertThrows(IllegalArgumentException.class, () -> Money.of("1", "EUR").plus(Money.of("1", "USD")));
    }
}

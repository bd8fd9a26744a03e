package dev.sample.stockroom.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;

/**
 * An amount in one currency, always at that currency's number of decimals (yen 0, euro 2, dinar 3).
 *
 * <p>Rounding is half-even ("banker's"): over many invoices the halves go up as often as down, so that sums do not
 * drift. Unit costs need more digits than this and stay {@link BigDecimal} until they are multiplied by a quantity.
 */
public record Money(BigDecimal amount, Currency currency) implements Comparable<Money> {

    public Money {
        Objects.requireNonNull(currency, "currency");
        amount = amount.setScale(Math.max(0, currency.getDefaultFractionDigits()), RoundingMode.HALF_EVEN);
    }

    public static Money of(BigDecimal amount, Currency currency) {
        return new Money(amount, currency);
    }

    public static Money of(String amount, String currencyCode) {
        return new Money(new BigDecimal(amount), Currency.getInstance(currencyCode));
    }

    public static Money zero(Currency currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    public Money plus(Money other) {
        return new Money(amount.add(same(other).amount), currency);
    }

    public Money minus(Money other) {
        return new Money(amount.subtract(same(other).amount), currency);
    }

    public Money times(BigDecimal factor) {
        return new Money(amount.multiply(factor), currency);
    }

    public boolean isNegative() {
        return amount.signum() < 0;
    }

    /**
     * Divides the amount so that nothing is lost: the shares differ from exact proportion by less than one smallest coin
     * and always add up to the whole. 10.00 over weights 1, 1, 1 gives 3.34, 3.33, 3.33. Used to spread freight and
     * discounts over order lines.
     *
     * <p>Every share is first cut off towards zero; the coins left over then go, one each, to the shares that lost
     * most by the cut, the earlier line first where two lost the same.
     *
     * @param weights not negative, at least one above zero
     */
    public List<Money> share(List<BigDecimal> weights) {
        BigDecimal total = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (total.signum() <= 0 || weights.stream().anyMatch(w -> w.signum() < 0)) {
            throw new IllegalArgumentException("weights must be zero or more, and not all zero: " + weights);
        }
        int scale = amount.scale();
        List<BigDecimal> shares = new ArrayList<>();
        List<BigDecimal> lost = new ArrayList<>();
        BigDecimal given = BigDecimal.ZERO;
        for (BigDecimal weight : weights) {
            BigDecimal exact = amount.multiply(weight).divide(total, scale + 10, RoundingMode.DOWN);
            BigDecimal cut = exact.setScale(scale, RoundingMode.DOWN);
            shares.add(cut);
            lost.add(exact.subtract(cut).abs());
            given = given.add(cut);
        }
        BigDecimal coin = BigDecimal.ONE.movePointLeft(scale).multiply(BigDecimal.valueOf(amount.signum()));
        while (given.compareTo(amount) != 0) {
            int most = 0;
            for (int i = 1; i < lost.size(); i++) {
                if (lost.get(i).compareTo(lost.get(most)) > 0) {
                    most = i;
                }
            }
            shares.set(most, shares.get(most).add(coin));
            lost.set(most, BigDecimal.ONE.negate());
            given = given.add(coin);
        }
        return shares.stream().map(s -> new Money(s, currency)).toList();
    }

    /** To the nearest multiple of a coin, for countries without small change: 5 rappen in Switzerland. */
    public Money cashRounded(BigDecimal smallestCoin) {
        BigDecimal coins = amount.divide(smallestCoin, 0, RoundingMode.HALF_UP);
        return new Money(coins.multiply(smallestCoin), currency);
    }

    private Money same(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot mix " + currency + " with " + other.currency);
        }
        return other;
    }

    @Override
    public int compareTo(Money other) {
        return amount.compareTo(same(other).amount);
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency;
    }
}

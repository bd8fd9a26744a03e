package dev.sample.stockroom.counting;

import dev.sample.stockroom.catalog.Sku;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Decides which articles to count today, so that the dear and busy ones are counted often and the rest once a year. */
public final class CountPlanner {

    /** A: the few that make most of the turnover, B: the middle, C: the long tail. */
    public enum Rank {
        A(30),
        B(90),
        C(365);

        final int everyDays;

        Rank(int everyDays) {
            this.everyDays = everyDays;
        }
    }

    public record Turnover(Sku sku, BigDecimal yearly, LocalDate lastCounted) {}

    /**
     * Pareto ranking. Articles sorted by turnover, those that together make the first 80 % are A, up to 95 % B.
     * The article that crosses a border still belongs to the better class.
     */
    public Map<Sku, Rank> rank(List<Turnover> articles) {
        BigDecimal total = articles.stream().map(Turnover::yearly).reduce(BigDecimal.ZERO, BigDecimal::add);
        List<Turnover> sorted = articles.stream()
                .sorted(Comparator.comparing(Turnover::yearly).reversed().thenComparing(Turnover::sku))
                .toList();
        Map<Sku, Rank> ranks = new LinkedHashMap<>();
        BigDecimal before = BigDecimal.ZERO;
        for (Turnover article : sorted) {
            double share = total.signum() == 0 ? 1 : before.doubleValue() / total.doubleValue();
            ranks.put(article.sku(), share < 0.80 ? Rank.A : share < 0.95 ? Rank.B : Rank.C);
            before = before.add(article.yearly());
        }
        return ranks;
    }

    // most overdue first
    public List<Sku> dueOn(LocalDate day, List<Turnover> articles, int atMost) {
        Map<Sku, Rank> ranks = rank(articles);
        return articles.stream()
                .filter(a -> overdue(a, ranks, day) >= 0)
                .sorted(Comparator.comparingLong((Turnover a) -> overdue(a, ranks, day))
                        .reversed()
                        .thenComparing(Turnover::sku))
                .limit(atMost)
                .map(Turnover::sku)
                .toList();
    }

    public Map<Rank, Long> workload(List<Turnover> articles) {
        Map<Rank, Long> counts = new EnumMap<>(Rank.class);
        rank(articles).values().forEach(rank -> counts.merge(rank, 1L, Long::sum));
        counts.replaceAll((rank, n) -> n * 365 / rank.everyDays);
        return counts;
    }

    private static long overdue(Turnover article, Map<Sku, Rank> ranks, LocalDate day) {
        return ChronoUnit.DAYS.between(article.lastCounted(), day) - ranks.get(article.sku()).everyDays;
    }
}

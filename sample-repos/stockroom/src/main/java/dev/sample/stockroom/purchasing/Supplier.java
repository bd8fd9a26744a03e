package dev.sample.stockroom.purchasing;

import dev.sample.stockroom.money.Money;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;

/**
 * @param leadDays working days from order to delivery
 * @param overDelivery share above the ordered quantity that we still accept, e.g. 0.05
 */
public record Supplier(
        String code, String name, int leadDays, Money minimumOrder, double overDelivery, Set<DayOfWeek> closed) {

    /** Counts working days only, since nothing leaves a supplier that is closed. */
    public LocalDate arrival(LocalDate ordered) {
        if (closed.size() == 7) {
            throw new IllegalStateException("supplier " + code + " is closed on every day of the week");
        }
        LocalDate day = ordered;
        for (int left = leadDays; left > 0; ) {
            day = day.plusDays(1);
            if (!closed.contains(day.getDayOfWeek())) {
                left--;
            }
        }
        return day;
    }
}

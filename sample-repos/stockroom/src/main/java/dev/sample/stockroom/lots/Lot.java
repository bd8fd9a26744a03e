package dev.sample.stockroom.lots;

import dev.sample.stockroom.catalog.Sku;
import java.time.LocalDate;

/** @param bestBefore last day on which the goods may be sold */
public record Lot(String number, Sku sku, String warehouse, LocalDate bestBefore, long quantity, boolean blocked) {

    public boolean expired(LocalDate today) {
        return today.isAfter(bestBefore);
    }

    public Lot less(long taken) {
        return new Lot(number, sku, warehouse, bestBefore, quantity - taken, blocked);
    }

    public Lot blockedForInspection() {
        return new Lot(number, sku, warehouse, bestBefore, quantity, true);
    }
}

package dev.sample.stockroom.holds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sample.stockroom.catalog.Sku;
import dev.sample.stockroom.fulfilment.CustomerOrder;
import dev.sample.stockroom.fulfilment.FulfilmentPlanner;
import dev.sample.stockroom.fulfilment.FulfilmentPlanner.Plan;
import dev.sample.stockroom.ledger.InMemoryLedger;
import dev.sample.stockroom.ledger.Movement;
import dev.sample.stockroom.ledger.StockLedger.InsufficientStock;
import dev.sample.stockroom.warehouse.Warehouse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HoldDeskTest {
    private static final Sku NUT = Sku.mint("NUT", 1);
    private static final Sku BOLT = Sku.mint("BLT", 1);

    private static final class Hands extends Clock {
        private Instant now = Instant.parse("2025-03-01T08:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private final Hands clock = new Hands();
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final HoldDesk desk = new HoldDesk(ledger, clock, Duration.ofMinutes(30));

    private void stock(Sku sku, String warehouse, long quantity) {
        ledger.append(List.of(
                Movement.of(clock.instant(), sku, warehouse, Movement.Kind.RECEIPT, quantity, "PO-1", "kim")));
    }

    @Test
    void onlyOneOfManyGetsTheLastPiece() throws InterruptedException {
        stock(NUT, "BER", 1);
        AtomicInteger won = new AtomicInteger();
        List<Thread> shoppers = IntStream.range(0, 20)
                .mapToObj(i -> Thread.ofVirtual().start(() -> {
                    try {
                        desk.place(NUT, "BER", 1, "basket " + i, Duration.ofMinutes(5));
                        won.incrementAndGet();
                    } catch (InsufficientStock e) {
                        assertEquals(1, e.missing());
                    }
                }))
                .toList();
        for (Thread shopper : shoppers) {
            shopper.join();
        }
        assertEquals(1, won.get());
    }

    @Test
    void lapsedHoldFreesTheGoodsBeforeAnySweep() {
        stock(NUT, "BER", 3);
        Hold hold = desk.place(NUT, "BER", 3, "basket", Duration.ofMinutes(5));
        assertEquals(0, desk.free(NUT, "BER"));
        clock.now = clock.now.plus(Duration.ofMinutes(6));
        assertEquals(3, desk.free(NUT, "BER"));
        assertThrows(IllegalStateException.class, () -> desk.ship(hold.id(), "kim"));
        assertEquals(List.of(hold.id()), desk.sweep().stream().map(Hold::id).toList());
    }

    @Test
    void shippingWritesTheLedger() {
        stock(NUT, "BER", 3);
        desk.ship(desk.place(NUT, "BER", 2, "order 7", Duration.ofMinutes(5)).id(), "kim");
        assertEquals(1, ledger.onHand(NUT, "BER"));
        assertEquals(1, desk.free(NUT, "BER"));
    }

    @Test
    void oneParcelBeatsTwoAndTheRestIsOwed() {
        stock(NUT, "BER", 5);
        stock(NUT, "LYS", 5);
        stock(BOLT, "LYS", 2);
        FulfilmentPlanner planner = new FulfilmentPlanner(
                List.of(
                        new Warehouse("BER", "DE", 52.5, 13.4, 1, true),
                        new Warehouse("LYS", "FR", 45.7, 4.8, 1, true)),
                desk);
        Plan single = planner.plan(order(4, 2));
        assertEquals("LYS", single.parcels().getFirst().warehouse());
        assertEquals(1, single.parcels().size());
        Plan two = planner.plan(order(9, 4));
        assertEquals(2, two.parcels().size());
        assertEquals(Map.of(BOLT, 2L), two.backOrders());
        assertFalse(two.complete());
    }

    private static CustomerOrder order(long nuts, long bolts) {
        return new CustomerOrder(
                "7",
                52.5,
                13.4,
                true,
                List.of(new CustomerOrder.Line(NUT, nuts), new CustomerOrder.Line(BOLT, bolts)));
    }
}

package dev.sample.stockroom.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class TransactionsTest {
    private final List<String> calls = new ArrayList<>();
    private final Transactions transactions = new Transactions(source());

    private DataSource source() {
        ClassLoader loader = getClass().getClassLoader();
        Class<?>[] type = {Connection.class};
        Connection connection = (Connection) Proxy.newProxyInstance(loader, type, (p, m, a) -> {
            calls.add(m.getName());
            return null;
        });
        return (DataSource)
                Proxy.newProxyInstance(loader, new Class<?>[] {DataSource.class}, (p, m, a) -> connection);
    }

    @Test
    void deadlockVictimTriesAgain() {
        AtomicInteger runs = new AtomicInteger();
        String result = transactions.inTransaction(c -> {
            if (runs.incrementAndGet() < 3) {
                throw new SQLException("deadlock", "40P01");
            }
            return "done";
        });
        assertEquals("done", result);
        assertEquals(2, calls.stream().filter("rollback"::equals).count());
        assertEquals(1, calls.stream().filter("commit"::equals).count());
    }

    @Test
    void nestedCallsShareOneTransaction() {
        transactions.inTransaction(outer -> transactions.inTransaction(inner -> {
            assertSame(outer, inner);
            return 1;
        }));
        assertEquals(List.of("setAutoCommit", "commit", "close"), calls);
    }

    @Test
    void otherErrorsAreNotRepeated() {
        AtomicInteger runs = new AtomicInteger();
        assertThrows(Transactions.StorageFailure.class, () -> transactions.inTransaction(c -> {
            runs.incrementAndGet();
            throw new SQLException("no such table", "42P01");
        }));
        assertEquals(1, runs.get());
    }
}

package dev.sample.stockroom.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;

/**
 * Runs work in a database transaction, again if the database asks for it.
 */
public final class Transactions {
    private static final int ATTEMPTS = 4;

    /** May run several times, so it must have no effects outside the connection. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /** The database failed, and trying again did not help or made no sense. */
    public static final class StorageFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StorageFailure(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private final DataSource source;
    private final ScopedConnection current = new ScopedConnection();

    public Transactions(DataSource source) {
        this.source = source;
    }

    private static final class ScopedConnection extends ThreadLocal<Connection> {}

    /**
     * Commits when the work returns, rolls back when it throws. A call inside another call on the same thread joins the
     * outer transaction instead of opening a second one.
     *
     * <p>Deadlock victims and serialisation failures (SQLSTATE class 40) are repeated up to three times, with a
     * growing and slightly random pause, so that two victims do not meet again in step.
     */
    public <T> T inTransaction(Work<T> work) {
        Connection outer = current.get();
        if (outer != null) {
            try {
                return work.run(outer);
            } catch (SQLException e) {
                throw new Inner(e);
            }
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work);
            } catch (SQLException e) {
                if (!worthRepeating(e) || attempt == ATTEMPTS) {
                    throw new StorageFailure("database said " + e.getSQLState() + " after " + attempt + " attempt(s): "
                            + e.getMessage(), e);
                }
                pause(attempt);
            }
        }
    }

    private <T> T once(Work<T> work) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            current.set(connection);
            try {
                T result = work.run(connection);
                connection.commit();
                return result;
            } catch (Inner e) {
                connection.rollback();
                throw e.sql;
            } catch (SQLException | RuntimeException | Error e) {
                connection.rollback();
                throw e;
            } finally {
                current.remove();
            }
        }
    }

    private static boolean worthRepeating(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith("40");
    }

    private static void pause(int attempt) {
        long base = 20L << attempt;
        try {
            Thread.sleep(Duration.ofMillis(base + ThreadLocalRandom.current().nextLong(base)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageFailure("interrupted while waiting to repeat a transaction", e);
        }
    }

    // Carries a nested SQLException up to the outermost call, where repeating makes sense.
    private static final class Inner extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final SQLException sql;

        Inner(SQLException sql) {
            super(sql);
            this.sql = sql;
        }
    }
}

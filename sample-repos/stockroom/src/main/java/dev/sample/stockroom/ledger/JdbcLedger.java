package dev.sample.stockroom.ledger;

import dev.sample.stockroom.catalog.Sku;
import dev.sample.stockroom.storage.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The ledger in two tables: {@code movement} (the truth) and {@code stock_total} (a running sum, so that reading a
 * figure does not add up years of lines). Both change in the same transaction.
 */
public final class JdbcLedger implements StockLedger {
    private final Transactions transactions;

    public JdbcLedger(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void append(List<Movement> lines) {
        // Everyone takes row locks in the same order; two orders with the same articles in opposite order would
        // otherwise wait for each other for ever.
        List<Movement> ordered = new ArrayList<>(lines);
        ordered.sort(Comparator.comparing(Movement::sku).thenComparing(Movement::warehouse));
        transactions.inTransaction(connection -> {
            for (Movement line : ordered) {
                shiftTotal(connection, line);
            }
            insert(connection, lines);
            return null;
        });
    }

    /** The guard against selling what is not there sits in the database: {@code quantity + ? >= 0}. */
    private static void shiftTotal(Connection connection, Movement line) throws SQLException {
        String sql = "UPDATE stock_total SET quantity = quantity + ?"
                + " WHERE sku = ? AND warehouse = ? AND quantity + ? >= 0";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, line.quantity());
            statement.setString(2, line.sku().value());
            statement.setString(3, line.warehouse());
            statement.setLong(4, line.quantity());
            if (statement.executeUpdate() == 1) {
                return;
            }
        }
        Optional<Long> present = total(connection, line.sku(), line.warehouse());
        if (present.isPresent() || line.quantity() < 0) {
            throw new InsufficientStock(line.sku(), line.warehouse(), -line.quantity(), present.orElse(0L));
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO stock_total (sku, warehouse, quantity) VALUES (?, ?, ?)")) {
            statement.setString(1, line.sku().value());
            statement.setString(2, line.warehouse());
            statement.setLong(3, line.quantity());
            statement.executeUpdate();
        }
    }

    private static void insert(Connection connection, List<Movement> lines) throws SQLException {
        String sql = "INSERT INTO movement (id, at, sku, warehouse, lot, kind, quantity, cause, actor)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Movement line : lines) {
                statement.setString(1, line.id().toString());
                statement.setTimestamp(2, Timestamp.from(line.at()));
                statement.setString(3, line.sku().value());
                statement.setString(4, line.warehouse());
                statement.setString(5, line.lot().orElse(null));
                statement.setString(6, line.kind().name());
                statement.setLong(7, line.quantity());
                statement.setString(8, line.cause());
                statement.setString(9, line.actor());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    @Override
    public long onHand(Sku sku, String warehouse) {
        return transactions.inTransaction(connection -> total(connection, sku, warehouse).orElse(0L));
    }

    @Override
    public Map<String, Long> onHandEverywhere(Sku sku) {
        return transactions.inTransaction(connection -> {
            Map<String, Long> found = new TreeMap<>();
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT warehouse, quantity FROM stock_total WHERE sku = ? AND quantity > 0")) {
                statement.setString(1, sku.value());
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.put(rows.getString(1), rows.getLong(2));
                    }
                }
            }
            return found;
        });
    }

    @Override
    public long onHandAt(Sku sku, String warehouse, Instant moment) {
        return transactions.inTransaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT COALESCE(SUM(quantity), 0) FROM movement WHERE sku = ? AND warehouse = ? AND at <= ?")) {
                statement.setString(1, sku.value());
                statement.setString(2, warehouse);
                statement.setTimestamp(3, Timestamp.from(moment));
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    return rows.getLong(1);
                }
            }
        });
    }

    @Override
    public List<Movement> history(Sku sku, Instant from, Instant until) {
        return transactions.inTransaction(connection -> {
            List<Movement> found = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT id, at, sku, warehouse, lot, kind, quantity, cause, actor FROM movement"
                            + " WHERE sku = ? AND at >= ? AND at < ? ORDER BY at, id")) {
                statement.setString(1, sku.value());
                statement.setTimestamp(2, Timestamp.from(from));
                statement.setTimestamp(3, Timestamp.from(until));
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.add(read(rows));
                    }
                }
            }
            return found;
        });
    }

    private static Movement read(ResultSet row) throws SQLException {
        return new Movement(
                UUID.fromString(row.getString("id")),
                row.getTimestamp("at").toInstant(),
                new Sku(row.getString("sku")),
                row.getString("warehouse"),
                Optional.ofNullable(row.getString("lot")),
                Movement.Kind.valueOf(row.getString("kind")),
                row.getLong("quantity"),
                row.getString("cause"),
                row.getString("actor"));
    }

    private static Optional<Long> total(Connection connection, Sku sku, String warehouse) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT quantity FROM stock_total WHERE sku = ? AND warehouse = ?")) {
            statement.setString(1, sku.value());
            statement.setString(2, warehouse);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getLong(1)) : Optional.empty();
            }
        }
    }
}

package dev.sample.stockroom.messaging;

import dev.sample.stockroom.storage.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Events on their way out, kept in a table next to the business data.
 *
 * <p>Writing to the database and to a message broker cannot be made one atomic step. So the event is first written
 * here, in the very transaction that changes the stock: either both are stored or neither is. {@link OutboxRelay}
 * carries it to the broker later.
 */
public final class Outbox {

    /** @param topicKey events with the same key are delivered in the order in which they were put */
    public record Envelope(UUID id, String topicKey, String type, String body, Instant at, int attempts) {}

    private final Transactions transactions;

    public Outbox(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Call it inside {@link Transactions#inTransaction}; outside of one it opens its own, and the guarantee is gone. */
    public void put(Envelope event) {
        transactions.inTransaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "INSERT INTO outbox (id, topic_key, type, body, at, attempts) VALUES (?, ?, ?, ?, ?, 0)")) {
                statement.setString(1, event.id().toString());
                statement.setString(2, event.topicKey());
                statement.setString(3, event.type());
                statement.setString(4, event.body());
                statement.setTimestamp(5, Timestamp.from(event.at()));
                statement.executeUpdate();
            }
            return null;
        });
    }

    List<Envelope> waiting(int atMost) {
        return transactions.inTransaction(connection -> {
            List<Envelope> found = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT id, topic_key, type, body, at, attempts FROM outbox WHERE sent_at IS NULL AND parked = FALSE"
                            + " ORDER BY seq FETCH FIRST ? ROWS ONLY")) {
                statement.setInt(1, atMost);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.add(new Envelope(
                                UUID.fromString(rows.getString(1)),
                                rows.getString(2),
                                rows.getString(3),
                                rows.getString(4),
                                rows.getTimestamp(5).toInstant(),
                                rows.getInt(6)));
                    }
                }
            }
            return found;
        });
    }

    void sent(UUID id, Instant when) {
        change("UPDATE outbox SET sent_at = ? WHERE id = ?", Timestamp.from(when), id);
    }

    void failed(UUID id) {
        change("UPDATE outbox SET attempts = attempts + 1 WHERE id = ?", null, id);
    }

    void park(UUID id) {
        change("UPDATE outbox SET parked = TRUE WHERE id = ?", null, id);
    }

    /** Housekeeping. */
    public int purgeSentBefore(Instant limit) {
        return transactions.inTransaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("DELETE FROM outbox WHERE sent_at < ?")) {
                statement.setTimestamp(1, Timestamp.from(limit));
                return statement.executeUpdate();
            }
        });
    }

    private void change(String sql, Timestamp when, UUID id) {
        transactions.inTransaction(connection -> run(connection, sql, when, id));
    }

    private static int run(Connection connection, String sql, Timestamp when, UUID id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int i = 1;
            if (when != null) {
                statement.setTimestamp(i++, when);
            }
            statement.setString(i, id.toString());
            return statement.executeUpdate();
        }
    }
}

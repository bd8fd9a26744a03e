package dev.sample.stockroom.catalog;

import dev.sample.stockroom.money.Money;
import dev.sample.stockroom.storage.Page;
import dev.sample.stockroom.storage.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Period;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

public final class JdbcProducts implements Products {
    private static final String COLUMNS =
            "sku, name, gtin, base_unit, packs, price, currency, shelf_life, discontinued, revision";

    private final Transactions transactions;

    public JdbcProducts(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Optional<Product> find(Sku sku) {
        return one("SELECT " + COLUMNS + " FROM product WHERE sku = ?", sku.value());
    }

    @Override
    public Optional<Product> scanned(Barcode barcode) {
        return one("SELECT " + COLUMNS + " FROM product WHERE gtin = ?", barcode.gtin());
    }

    @Override
    public Product save(Product product) {
        return transactions.inTransaction(connection -> {
            int touched = product.revision() == 0 ? insert(connection, product) : update(connection, product);
            if (touched == 0) {
                throw new StaleRevision(product.sku(), product.revision(), -1);
            }
            return product.atRevision(product.revision() + 1);
        });
    }

    /** The WHERE clause does the work: no row matches once another writer has moved the revision on. */
    private static int update(Connection connection, Product p) throws SQLException {
        String sql = "UPDATE product SET name = ?, gtin = ?, base_unit = ?, packs = ?, price = ?, currency = ?,"
                + " shelf_life = ?, discontinued = ?, revision = revision + 1 WHERE sku = ? AND revision = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int next = bindBody(statement, p, 1);
            statement.setString(next, p.sku().value());
            statement.setLong(next + 1, p.revision());
            return statement.executeUpdate();
        }
    }

    private static int insert(Connection connection, Product p) throws SQLException {
        String sql = "INSERT INTO product (name, gtin, base_unit, packs, price, currency, shelf_life, discontinued,"
                + " sku, revision) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int next = bindBody(statement, p, 1);
            statement.setString(next, p.sku().value());
            return statement.executeUpdate();
        } catch (SQLException e) {
            if (e.getSQLState() != null && e.getSQLState().startsWith("23")) {
                throw new StaleRevision(p.sku(), 0, -1);
            }
            throw e;
        }
    }

    @Override
    public Page<Product> browse(Page.Request request) {
        String sql = "SELECT " + COLUMNS + " FROM product WHERE sku > ? ORDER BY sku FETCH FIRST ? ROWS ONLY";
        return transactions.inTransaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, request.after().orElse(""));
                statement.setInt(2, request.limit() + 1);
                List<Product> rows = new ArrayList<>();
                try (ResultSet result = statement.executeQuery()) {
                    while (result.next()) {
                        rows.add(row(result));
                    }
                }
                return Page.cut(rows, request.limit(), p -> p.sku().value());
            }
        });
    }

    private Optional<Product> one(String sql, String key) {
        return transactions.inTransaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, key);
                try (ResultSet result = statement.executeQuery()) {
                    return result.next() ? Optional.of(row(result)) : Optional.empty();
                }
            }
        });
    }

    private static int bindBody(PreparedStatement statement, Product p, int from) throws SQLException {
        int i = from;
        statement.setString(i++, p.name());
        statement.setString(i++, p.barcode().map(Barcode::gtin).orElse(null));
        statement.setString(i++, p.packs().baseUnit());
        statement.setString(i++, packsText(p.packs()));
        statement.setBigDecimal(i++, p.listPrice().amount());
        statement.setString(i++, p.listPrice().currency().getCurrencyCode());
        statement.setString(i++, p.shelfLife().map(Period::toString).orElse(null));
        statement.setBoolean(i++, p.discontinued());
        return i;
    }

    private static Product row(ResultSet r) throws SQLException {
        String gtin = r.getString("gtin");
        String life = r.getString("shelf_life");
        return new Product(
                new Sku(r.getString("sku")),
                r.getString("name"),
                Optional.ofNullable(gtin).map(Barcode::new),
                packs(r.getString("base_unit"), r.getString("packs")),
                Money.of(r.getBigDecimal("price"), Currency.getInstance(r.getString("currency"))),
                Optional.ofNullable(life).map(Period::parse),
                r.getBoolean("discontinued"),
                r.getLong("revision"));
    }

    // box=12;pallet=480
    static String packsText(PackLadder ladder) {
        List<String> parts = new ArrayList<>();
        for (PackLadder.Rung rung : ladder.rungs()) {
            parts.add(rung.unit() + "=" + rung.size());
        }
        return String.join(";", parts);
    }

    static PackLadder packs(String baseUnit, String text) {
        List<PackLadder.Rung> rungs = new ArrayList<>();
        for (String part : text == null || text.isEmpty() ? new String[0] : text.split(";")) {
            int eq = part.indexOf('=');
            rungs.add(new PackLadder.Rung(part.substring(0, eq), Long.parseLong(part.substring(eq + 1))));
        }
        return new PackLadder(baseUnit, rungs);
    }
}

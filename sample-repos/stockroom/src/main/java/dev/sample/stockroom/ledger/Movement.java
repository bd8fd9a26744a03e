package dev.sample.stockroom.ledger;

import dev.sample.stockroom.catalog.Sku;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One line of the stock ledger. Never changed and never deleted; a mistake is undone by a second line.
 *
 * @param quantity base units, positive in, negative out, never zero
 * @param cause what made it: an order, a purchase order, a count sheet
 */
public record Movement(
        UUID id,
        Instant at,
        Sku sku,
        String warehouse,
        Optional<String> lot,
        Kind kind,
        long quantity,
        String cause,
        String actor) {

    public enum Kind {
        RECEIPT(+1),
        SHIPMENT(-1),
        CUSTOMER_RETURN(+1),
        WRITE_OFF(-1),
        TRANSFER_OUT(-1),
        TRANSFER_IN(+1),
        COUNT_CORRECTION(0),
        REVERSAL(0);

        private final int sign;

        Kind(int sign) {
            this.sign = sign;
        }

        boolean allows(long quantity) {
            return quantity != 0 && (sign == 0 || Long.signum(quantity) == sign);
        }
    }

    public Movement {
        if (!kind.allows(quantity)) {
            throw new IllegalArgumentException(kind + " cannot have quantity " + quantity);
        }
    }

    public static Movement of(
            Instant at, Sku sku, String warehouse, Kind kind, long quantity, String cause, String actor) {
        return new Movement(UUID.randomUUID(), at, sku, warehouse, Optional.empty(), kind, quantity, cause, actor);
    }

    public Movement inLot(String number) {
        return new Movement(id, at, sku, warehouse, Optional.of(number), kind, quantity, cause, actor);
    }

    /** The line that cancels this one out. The cause points back so that the pair can be found. */
    public Movement reversed(Instant when, String by) {
        return new Movement(
                UUID.randomUUID(), when, sku, warehouse, lot, Kind.REVERSAL, -quantity, "reverses " + id, by);
    }
}

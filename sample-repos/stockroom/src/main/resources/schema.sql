-- Tables of the stockroom service. Plain SQL:2016, tried on PostgreSQL.

CREATE TABLE product (
    sku          VARCHAR(12)    PRIMARY KEY,
    name         VARCHAR(120)   NOT NULL,
    gtin         CHAR(14)       UNIQUE,          -- zero-padded, see Barcode.gtin()
    base_unit    VARCHAR(20)    NOT NULL,
    packs        VARCHAR(200)   NOT NULL,        -- box=12;pallet=480
    price        DECIMAL(14, 3) NOT NULL CHECK (price >= 0),
    currency     CHAR(3)        NOT NULL,
    shelf_life   VARCHAR(20),                    -- ISO period, null: does not spoil
    discontinued BOOLEAN        NOT NULL DEFAULT FALSE,
    revision     BIGINT         NOT NULL         -- for optimistic locking
);

CREATE TABLE movement (
    id        CHAR(36)    PRIMARY KEY,
    at        TIMESTAMP   NOT NULL,
    sku       VARCHAR(12) NOT NULL REFERENCES product,
    warehouse VARCHAR(10) NOT NULL,
    lot       VARCHAR(40),
    kind      VARCHAR(20) NOT NULL,
    quantity  BIGINT      NOT NULL CHECK (quantity <> 0),
    cause     VARCHAR(80) NOT NULL,
    actor     VARCHAR(60) NOT NULL
);
CREATE INDEX movement_by_article ON movement (sku, warehouse, at);

-- Running sums of movement; both change in one transaction.
CREATE TABLE stock_total (
    sku       VARCHAR(12) NOT NULL REFERENCES product,
    warehouse VARCHAR(10) NOT NULL,
    quantity  BIGINT      NOT NULL CHECK (quantity >= 0),
    PRIMARY KEY (sku, warehouse)
);

CREATE TABLE outbox (
    seq       BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id        CHAR(36)    NOT NULL UNIQUE,
    topic_key VARCHAR(60) NOT NULL,
    type      VARCHAR(60) NOT NULL,
    body      TEXT        NOT NULL,
    at        TIMESTAMP   NOT NULL,
    attempts  INTEGER     NOT NULL,
    sent_at   TIMESTAMP,
    parked    BOOLEAN     NOT NULL DEFAULT FALSE
);
CREATE INDEX outbox_waiting ON outbox (seq) WHERE sent_at IS NULL;

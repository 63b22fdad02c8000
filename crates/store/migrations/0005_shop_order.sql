-- The company's own orders, to find what a client bought. Not from the journal: imported.

CREATE TABLE shop_order (
    brand_id UUID NOT NULL,
    -- As it is compared: upper case, without signs before it.
    key TEXT NOT NULL,
    number TEXT NOT NULL,
    client_name TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    -- The day in the brand's zone, as YYYY-MM-DD; empty: not known.
    day TEXT NOT NULL,
    placed_at BIGINT,
    currency TEXT NOT NULL,
    minor BIGINT,
    -- Of the fiscal receipt, empty if not known.
    receipt_key TEXT NOT NULL,
    PRIMARY KEY (brand_id, key)
);
CREATE INDEX shop_order_receipt ON shop_order (receipt_key) WHERE receipt_key <> '';
CREATE INDEX shop_order_sum ON shop_order (brand_id, day, minor);

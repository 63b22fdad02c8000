-- Each client has a key of his own, sealed with the key of the desk. Destroyed: `sealed` is NULL, and
-- whatever was written with it can never be read again.

CREATE TABLE client_key (
    client_id UUID PRIMARY KEY,
    sealed BYTES,
    created_at BIGINT NOT NULL,
    destroyed_at BIGINT
);

-- What was erased, when, by whom: the certificate as text, and its hash as the journals name it.
CREATE TABLE erasure (
    client_id UUID PRIMARY KEY,
    at BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    certificate TEXT NOT NULL
);
CREATE INDEX erasure_sha256 ON erasure (sha256);

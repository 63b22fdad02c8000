-- By what clients are known, and which of them were found to be one person.

-- The person this one was found to be; his own rows stay as they are, so that it can be taken back.
ALTER TABLE client ADD COLUMN merged_into UUID;
CREATE INDEX client_merged ON client (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE client_contact (
    client_id UUID NOT NULL,
    -- phone, mail, account, order, receipt
    kind TEXT NOT NULL,
    -- In the form in which it is compared.
    value TEXT NOT NULL,
    -- Where it holds: of an account its source, of an order its brand; empty: everywhere.
    source TEXT NOT NULL,
    -- As it was written.
    shown TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    PRIMARY KEY (client_id, kind, value, source)
);
CREATE INDEX client_contact_value ON client_contact (value, kind);

CREATE TABLE client_merge (
    id UUID PRIMARY KEY,
    from_client UUID NOT NULL,
    into_client UUID NOT NULL,
    -- JSON: what both had in common, and what was said of it.
    evidence TEXT NOT NULL,
    by_person UUID,
    at BIGINT NOT NULL,
    undone_by UUID,
    undone_at BIGINT
);
CREATE INDEX client_merge_from ON client_merge (from_client);

-- Somebody looked and said that these are two persons; `one` sorts before `other`.
CREATE TABLE client_apart (
    one UUID NOT NULL,
    other UUID NOT NULL,
    by_person UUID,
    at BIGINT NOT NULL,
    PRIMARY KEY (one, other)
);
CREATE INDEX client_apart_other ON client_apart (other);

-- Contacts of clients from before this table: written in their plain form by contact.rs, which then
-- takes this row away.
INSERT INTO setting (name, value) VALUES ('client_contacts', 'owed');

-- What a case gathers beyond its stage: graver or lighter, decided how, what was given for it.

ALTER TABLE case_list ADD COLUMN kind TEXT NOT NULL DEFAULT '';
ALTER TABLE case_list ADD COLUMN seriousness TEXT NOT NULL DEFAULT 'ordinary';
ALTER TABLE case_list ADD COLUMN verdict TEXT NOT NULL DEFAULT '';
ALTER TABLE case_list ADD COLUMN merged_into UUID;

-- Granted remedies: what authorities are reckoned by.
CREATE TABLE remedy (
    id UUID PRIMARY KEY,
    case_id UUID NOT NULL,
    brand_id UUID NOT NULL,
    client_id UUID NOT NULL,
    given_by UUID,
    kind TEXT NOT NULL,
    what TEXT NOT NULL,
    currency TEXT NOT NULL,
    minor BIGINT NOT NULL,
    -- yyyy-mm-dd in the zone of the brand
    day TEXT NOT NULL,
    status TEXT NOT NULL
);
CREATE INDEX remedy_person ON remedy (given_by, currency, day);
CREATE INDEX remedy_client ON remedy (client_id, currency);
CREATE INDEX remedy_case ON remedy (case_id);

-- One row for each whose sums are being reckoned; locked while a remedy is decided.
CREATE TABLE ledger_lock (holder UUID PRIMARY KEY);

CREATE TABLE approval (
    id UUID PRIMARY KEY,
    case_id UUID NOT NULL,
    brand_id UUID NOT NULL,
    of_role TEXT NOT NULL,
    asked_by UUID,
    what TEXT NOT NULL,
    currency TEXT NOT NULL,
    minor BIGINT NOT NULL,
    due BIGINT NOT NULL,
    status TEXT NOT NULL
);
CREATE INDEX approval_due ON approval (due) WHERE status = 'asked';
CREATE INDEX approval_case ON approval (case_id);

-- Receipts that were shown, to see one that was shown twice.
CREATE TABLE receipt (
    key TEXT NOT NULL,
    case_id UUID NOT NULL,
    number BIGINT NOT NULL,
    PRIMARY KEY (key, case_id)
);

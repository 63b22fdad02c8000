-- One text for both databases. Words that differ are replaced when it is read (migrate.rs):
-- ROWID_KEY, AUTO_KEY, UUID, BYTES. Times are BIGINT microseconds since 1970 UTC.

CREATE TABLE counter (name TEXT PRIMARY KEY, value BIGINT NOT NULL);
INSERT INTO counter (name, value) VALUES ('case_number', 1000), ('mention', 0);

CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);

-- People ------------------------------------------------------------------------------------

CREATE TABLE person (
    id UUID PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    lang TEXT NOT NULL,
    zone TEXT NOT NULL,
    theme TEXT NOT NULL,
    active BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE person_grant (
    person_id UUID NOT NULL REFERENCES person (id),
    role TEXT NOT NULL,
    brand_id UUID
);
CREATE INDEX person_grant_person ON person_grant (person_id);

CREATE TABLE session (
    token_hash BYTES PRIMARY KEY,
    person_id UUID NOT NULL REFERENCES person (id),
    csrf TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    agent TEXT NOT NULL
);
CREATE INDEX session_person ON session (person_id);

CREATE TABLE api_token (
    id UUID PRIMARY KEY,
    person_id UUID NOT NULL REFERENCES person (id),
    name TEXT NOT NULL,
    token_hash BYTES NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    used_at BIGINT,
    revoked_at BIGINT
);

CREATE TABLE audit (
    seq AUTO_KEY,
    at BIGINT NOT NULL,
    person_id UUID,
    action TEXT NOT NULL,
    object TEXT NOT NULL,
    detail TEXT NOT NULL
);

-- Brands, sources, regulation ----------------------------------------------------------------

CREATE TABLE brand (
    id UUID PRIMARY KEY,
    parent_id UUID,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    owner_id UUID REFERENCES person (id),
    lang TEXT NOT NULL,
    zone TEXT NOT NULL,
    form_token TEXT NOT NULL UNIQUE,
    archived BOOLEAN NOT NULL
);

CREATE TABLE source (
    id UUID PRIMARY KEY,
    brand_id UUID NOT NULL REFERENCES brand (id),
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (brand_id, name)
);

CREATE TABLE regulation (
    version BIGINT PRIMARY KEY,
    source TEXT NOT NULL,
    published_at BIGINT NOT NULL,
    published_by UUID,
    note TEXT NOT NULL
);

-- What is said -------------------------------------------------------------------------------

CREATE TABLE client (
    id UUID PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX client_email ON client (email);

CREATE TABLE mention (
    -- Grows with the time of posting: the newest are read first without sorting.
    key ROWID_KEY,
    id UUID NOT NULL UNIQUE,
    brand_id UUID NOT NULL,
    source_id UUID NOT NULL,
    external_id TEXT NOT NULL,
    visibility TEXT NOT NULL,
    client_id UUID,
    case_id UUID,
    author TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    rating BIGINT,
    url TEXT NOT NULL,
    posted_at BIGINT NOT NULL,
    arrived_at BIGINT NOT NULL,
    lang TEXT NOT NULL,
    tone TEXT NOT NULL,
    tone_confidence DOUBLE PRECISION NOT NULL,
    intent TEXT NOT NULL,
    intent_confidence DOUBLE PRECISION NOT NULL,
    state TEXT NOT NULL,
    -- Words as the full-text index holds them.
    terms TEXT NOT NULL,
    UNIQUE (source_id, external_id)
);
CREATE INDEX mention_case ON mention (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX mention_new ON mention (brand_id, key) WHERE state = 'new';

CREATE TABLE attachment (
    id UUID PRIMARY KEY,
    brand_id UUID NOT NULL,
    mention_id UUID,
    case_id UUID,
    name TEXT NOT NULL,
    mime TEXT NOT NULL,
    size BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX attachment_mention ON attachment (mention_id);
CREATE INDEX attachment_case ON attachment (case_id);

-- The journal, and what is folded from it ------------------------------------------------------

CREATE TABLE event (
    seq AUTO_KEY,
    case_id UUID NOT NULL,
    version BIGINT NOT NULL,
    at BIGINT NOT NULL,
    by_kind TEXT NOT NULL,
    by_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    format BIGINT NOT NULL,
    data TEXT NOT NULL,
    UNIQUE (case_id, version)
);

CREATE TABLE case_list (
    number ROWID_KEY,
    id UUID NOT NULL UNIQUE,
    version BIGINT NOT NULL,
    brand_id UUID NOT NULL,
    client_id UUID NOT NULL,
    mention_id UUID NOT NULL,
    stage TEXT NOT NULL,
    outcome TEXT,
    owner_id UUID,
    opened_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    closed_at BIGINT,
    next_due BIGINT,
    client_waits BOOLEAN NOT NULL,
    broken_promises BIGINT NOT NULL,
    undelivered BIGINT NOT NULL,
    terms TEXT NOT NULL
);
-- In the order of the list: due soonest first, what is due never last (case.rs).
CREATE INDEX case_list_open ON case_list (coalesce(next_due, 9223372036854775807), number) WHERE closed_at IS NULL;
CREATE INDEX case_list_owner ON case_list (owner_id, coalesce(next_due, 9223372036854775807), number) WHERE closed_at IS NULL;
CREATE INDEX case_list_open_stage ON case_list (stage, coalesce(next_due, 9223372036854775807), number) WHERE closed_at IS NULL;
CREATE INDEX case_list_late ON case_list (coalesce(next_due, 9223372036854775807), number) WHERE closed_at IS NULL AND broken_promises > 0;
CREATE INDEX case_list_stage ON case_list (stage, number);
CREATE INDEX case_list_client ON case_list (client_id);
CREATE INDEX case_list_undelivered ON case_list (number) WHERE undelivered > 0;
CREATE INDEX case_list_brand ON case_list (brand_id, number);

CREATE TABLE promise (
    id UUID PRIMARY KEY,
    case_id UUID NOT NULL,
    brand_id UUID NOT NULL,
    owner_id UUID,
    kind TEXT NOT NULL,
    what TEXT NOT NULL,
    due BIGINT NOT NULL,
    status TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    settled_at BIGINT,
    renewals BIGINT NOT NULL,
    -- The moment at which it rings next; NULL when it is settled.
    next_alarm BIGINT
);
CREATE INDEX promise_alarm ON promise (next_alarm) WHERE next_alarm IS NOT NULL;
CREATE INDEX promise_case ON promise (case_id);
CREATE INDEX promise_owner ON promise (owner_id, status);
CREATE INDEX promise_open ON promise (due) WHERE status = 'open';
CREATE INDEX promise_broken ON promise (due) WHERE status = 'broken';

CREATE TABLE wish (
    id UUID PRIMARY KEY,
    case_id UUID NOT NULL,
    brand_id UUID NOT NULL,
    mention_id UUID,
    text TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    recorded_by UUID
);
CREATE INDEX wish_brand ON wish (brand_id, recorded_at);

-- Work ---------------------------------------------------------------------------------------

CREATE TABLE outbox (
    reply_id UUID PRIMARY KEY,
    case_id UUID NOT NULL,
    brand_id UUID NOT NULL,
    route TEXT NOT NULL,
    -- queued, claimed, transmitting, waiting (for a hand-off), done, failed, uncertain, withdrawn
    state TEXT NOT NULL,
    recipient TEXT NOT NULL,
    recipient_name TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    message_id TEXT NOT NULL,
    in_reply_to TEXT NOT NULL,
    refs TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    claimed_by TEXT NOT NULL,
    last_error TEXT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX outbox_due ON outbox (next_at) WHERE state = 'queued';
CREATE INDEX outbox_case ON outbox (case_id);
CREATE INDEX outbox_open ON outbox (state, updated_at) WHERE state IN ('claimed', 'transmitting', 'waiting', 'failed', 'uncertain');

CREATE TABLE import_run (
    id UUID PRIMARY KEY,
    brand_id UUID NOT NULL,
    source_id UUID NOT NULL,
    person_id UUID,
    file_name TEXT NOT NULL,
    file_sha256 TEXT NOT NULL,
    options TEXT NOT NULL,
    state TEXT NOT NULL,
    position BIGINT NOT NULL,
    bytes_done BIGINT NOT NULL,
    bytes_total BIGINT NOT NULL,
    added BIGINT NOT NULL,
    known BIGINT NOT NULL,
    bad BIGINT NOT NULL,
    error TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE import_bad (
    import_id UUID NOT NULL,
    row_number BIGINT NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    raw TEXT NOT NULL,
    PRIMARY KEY (import_id, row_number)
);

CREATE TABLE saved_view (
    id UUID PRIMARY KEY,
    person_id UUID NOT NULL,
    page TEXT NOT NULL,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    shared BOOLEAN NOT NULL
);

-- The client's private page: a case and the secret in its address.
CREATE TABLE client_page (
    token_hash BYTES PRIMARY KEY,
    token TEXT NOT NULL,
    case_id UUID NOT NULL UNIQUE
);

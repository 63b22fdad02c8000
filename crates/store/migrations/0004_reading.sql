-- Who confirmed which version of the regulation, and when.

CREATE TABLE regulation_reading (
    version BIGINT NOT NULL,
    person_id UUID NOT NULL,
    confirmed_at BIGINT NOT NULL,
    PRIMARY KEY (version, person_id)
);
CREATE INDEX regulation_reading_person ON regulation_reading (person_id, version);

-- The words and the facets of a mention (see search.rs).
CREATE TABLE mention_search (rowid BIGINT PRIMARY KEY, terms TSVECTOR NOT NULL);
CREATE INDEX mention_search_terms ON mention_search USING gin (terms);
CREATE TABLE case_search (rowid BIGINT PRIMARY KEY, terms TSVECTOR NOT NULL);
CREATE INDEX case_search_terms ON case_search USING gin (terms);

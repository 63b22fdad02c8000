-- Full-text rows hold the words and the facets of a mention (see search.rs).
CREATE VIRTUAL TABLE mention_search USING fts5 (
    terms, content = '', contentless_delete = 1, detail = none,
    tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co So Mn'"
);
CREATE VIRTUAL TABLE case_search USING fts5 (
    terms, content = '', contentless_delete = 1, detail = none,
    tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co So Mn'"
);

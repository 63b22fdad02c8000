//! Full-text search and filters in one index. A row holds the stems of a text and, beside them,
//! facet words (brand, tone, stage …), so that a text with any mix of filters is one query whose
//! hits come newest first and stop at the limit. A word of a text can never pass for a facet.

use crate::db::Tx;
use crate::{Result, args};
use uuid::Uuid;

/// An AND of ORs over terms of the index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Match {
    groups: Vec<Vec<String>>,
    /// A condition that no row can meet.
    never: bool,
}

/// The index that a row belongs to.
#[derive(Clone, Copy, Debug)]
pub enum Index {
    /// Row ids are `mention.key`.
    Mentions,
    /// Row ids are `case_list.number`.
    Cases,
}

/// A facet word: `zz`, one letter for the kind, and the value in letters and digits only.
pub fn facet(kind: char, value: &str) -> String {
    let value: String = value.chars().filter(char::is_ascii_alphanumeric).collect();
    format!("zz{kind}{value}")
}

/// The facet word of an id.
pub fn facet_id(kind: char, id: Uuid) -> String {
    format!("zz{kind}{}", id.simple())
}

/// A word of a text as the index holds it. `zz` begins facets, so a word that begins like one is moved
/// to `zzz`, a kind of facet that there is not.
pub fn word(word: &str) -> String {
    match word.strip_prefix("zz") {
        Some(rest) => format!("zzz{rest}"),
        None => word.to_owned(),
    }
}

/// The space-joined words of a text as the index holds them.
pub(crate) fn words(terms: &str) -> String {
    terms.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

impl Match {
    /// No condition at all: every row.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty() && !self.never
    }

    /// Whether no row can match.
    pub fn is_never(&self) -> bool {
        self.never
    }

    pub fn never() -> Self {
        Match { groups: Vec::new(), never: true }
    }

    /// At least one of these facets must be there. No facets: no condition.
    pub fn any(&mut self, facets: impl IntoIterator<Item = String>) -> &mut Self {
        let group: Vec<String> = facets.into_iter().collect();
        if !group.is_empty() {
            self.group(group);
        }
        self
    }

    /// At least one of these stems of a word must be there.
    pub fn any_word(&mut self, stems: &[String]) -> &mut Self {
        self.group(stems.iter().map(|s| word(s)).collect());
        self
    }

    fn group(&mut self, group: Vec<String>) {
        let group: Vec<_> = group.into_iter().filter(|t| is_term(t)).collect();
        // What the index cannot hold is nowhere: leaving the condition out would find everything.
        self.never |= group.is_empty();
        self.groups.push(group);
    }

    /// The condition on `rowid` in the words of the database; its value is bound to `$n`.
    pub(crate) fn condition(&self, index: Index, sqlite: bool, n: usize) -> String {
        let table = index.table();
        if sqlite {
            format!("{table} MATCH ${n}")
        } else {
            format!("{table}.terms @@ ${n}::text::tsquery")
        }
    }

    pub(crate) fn query(&self, sqlite: bool) -> String {
        let (quote, or, and) = if sqlite { ('"', " OR ", " AND ") } else { ('\'', " | ", " & ") };
        if self.never {
            // A facet of a kind that there is not.
            return format!("{quote}zz0{quote}");
        }
        let group = |terms: &Vec<String>| {
            let quoted: Vec<_> = terms.iter().map(|t| format!("{quote}{t}{quote}")).collect();
            format!("({})", quoted.join(or))
        };
        self.groups.iter().map(group).collect::<Vec<_>>().join(and)
    }
}

impl Index {
    pub(crate) fn table(self) -> &'static str {
        match self {
            Index::Mentions => "mention_search",
            Index::Cases => "case_search",
        }
    }
}

/// Writes a row of the index anew.
pub(crate) async fn put(tx: &mut Tx, index: Index, rowid: i64, terms: &str) -> Result<()> {
    if tx.is_sqlite() {
        let sql = format!("DELETE FROM {} WHERE rowid = $1", index.table());
        tx.exec(&sql, args![rowid]).await?;
    }
    add(tx, index, rowid, terms).await
}

/// Writes a row that is not in the index yet.
pub(crate) async fn add(tx: &mut Tx, index: Index, rowid: i64, terms: &str) -> Result<()> {
    let table = index.table();
    if tx.is_sqlite() {
        tx.exec(
            &format!("INSERT INTO {table} (rowid, terms) VALUES ($1, $2)"),
            args![rowid, clean(terms)],
        )
        .await?;
    } else {
        let sql = format!(
            "INSERT INTO {table} (rowid, terms) VALUES ($1, array_to_tsvector(string_to_array($2, ' '))) \
             ON CONFLICT (rowid) DO UPDATE SET terms = excluded.terms"
        );
        tx.exec(&sql, args![rowid, clean(terms)]).await?;
    }
    Ok(())
}

/// Terms as both indexes can hold them: each one word, none of them empty or endless.
pub(crate) fn clean(terms: &str) -> String {
    let mut seen = std::collections::BTreeSet::new();
    seen.extend(terms.split_whitespace().filter(|t| is_term(t)));
    if seen.is_empty() { "zz".to_owned() } else { seen.into_iter().collect::<Vec<_>>().join(" ") }
}

/// One word for both tokenizers: letters, digits and pictures only, of a length that both keep.
fn is_term(term: &str) -> bool {
    !term.is_empty()
        && term.len() <= 120
        && term.chars().all(|c| c.is_alphanumeric() || (c as u32) > 0x2190)
}

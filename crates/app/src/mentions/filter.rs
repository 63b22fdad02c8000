//! What a reader of mentions asks for, in the form that stands in the address of the page: a saved
//! view keeps it, a colleague opens it, the API takes it.

use crate::{Action, Actor, App, AppError, FieldError, Result, Scope};
use domain::brand::Visibility;
use domain::reading::{Intent, Language, Tone};
use domain::{BrandId, PersonId, SourceId, Stage};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;
use std::fmt;
use std::str::FromStr;
use store::brand::Brand;
use store::mention::Page;
use store::search::{Match, facet, facet_id};

/// Within a list any of the values will do; between the fields all must hold. Empty: no condition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub text: String,
    /// Slugs; a brand stands for its branches too.
    pub brands: Vec<String>,
    pub sources: Vec<SourceId>,
    pub langs: Vec<Language>,
    pub tones: Vec<Tone>,
    pub intents: Vec<Intent>,
    /// 0: without a rating.
    pub ratings: Vec<u8>,
    pub states: Vec<MentionState>,
    pub visibility: Vec<Visibility>,
    /// Days in the reader's own time zone, both included.
    pub from: Option<Date>,
    pub until: Option<Date>,
    /// Of the case of the mention.
    pub stages: Vec<Stage>,
    pub owners: Vec<OwnerPick>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MentionState {
    /// Nobody looked at it yet.
    New,
    Seen,
    /// It belongs to a case.
    Case,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OwnerPick {
    Me,
    /// A case without an owner.
    None,
    Person(PersonId),
}

impl MentionState {
    pub const ALL: &'static [MentionState] =
        &[MentionState::New, MentionState::Seen, MentionState::Case];

    pub fn code(self) -> &'static str {
        match self {
            MentionState::New => "new",
            MentionState::Seen => "seen",
            MentionState::Case => "case",
        }
    }
}

impl FromStr for MentionState {
    type Err = ();

    fn from_str(word: &str) -> std::result::Result<Self, ()> {
        Self::ALL.iter().copied().find(|s| s.code() == word).ok_or(())
    }
}

impl FromStr for OwnerPick {
    type Err = ();

    fn from_str(word: &str) -> std::result::Result<Self, ()> {
        match word {
            "me" => Ok(OwnerPick::Me),
            "none" => Ok(OwnerPick::None),
            id => id.parse().map(OwnerPick::Person).map_err(|_| ()),
        }
    }
}

impl fmt::Display for OwnerPick {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OwnerPick::Me => f.write_str("me"),
            OwnerPick::None => f.write_str("none"),
            OwnerPick::Person(id) => id.fmt(f),
        }
    }
}

/// Longer texts are no query; they are cut here and not in the middle of the work.
const LONGEST_TEXT: usize = 300;
const LONGEST_LIST: usize = 100;

impl Filter {
    /// From the pairs of a query string or a form. Fields that are no filters are left alone; a value
    /// that is none of the allowed ones is refused, since a filter dropped in silence shows too much.
    pub fn from_pairs<'a>(
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> std::result::Result<Self, FieldError> {
        let mut f = Filter::default();
        for (key, value) in pairs {
            let value = value.trim();
            if value.is_empty() {
                continue;
            }
            match key {
                "q" => f.text = value.chars().take(LONGEST_TEXT).collect(),
                "brand" => words("brand", value, &mut f.brands, |w| Some(w.to_owned()))?,
                "source" => words("source", value, &mut f.sources, parsed)?,
                "lang" => words("lang", value, &mut f.langs, parsed)?,
                "tone" => words("tone", value, &mut f.tones, parsed)?,
                "intent" => words("intent", value, &mut f.intents, parsed)?,
                "rating" => words("rating", value, &mut f.ratings, |w| {
                    w.parse().ok().filter(|rating| *rating <= 5)
                })?,
                "state" => words("state", value, &mut f.states, parsed)?,
                "visibility" => words("visibility", value, &mut f.visibility, parsed)?,
                "stage" => words("stage", value, &mut f.stages, parsed)?,
                "owner" => words("owner", value, &mut f.owners, parsed)?,
                "from" => f.from = Some(day("from", value)?),
                "until" => f.until = Some(day("until", value)?),
                _ => {}
            }
        }
        Ok(f)
    }

    pub fn is_empty(&self) -> bool {
        *self == Filter::default()
    }

    /// How many conditions beside the text are set.
    pub fn conditions(&self) -> usize {
        let lists = [
            self.brands.len(),
            self.sources.len(),
            self.langs.len(),
            self.tones.len(),
            self.intents.len(),
            self.ratings.len(),
            self.states.len(),
            self.visibility.len(),
            self.stages.len(),
            self.owners.len(),
        ];
        let days = usize::from(self.from.is_some()) + usize::from(self.until.is_some());
        lists.iter().filter(|n| **n > 0).count() + days
    }

    /// The pairs from which it can be read again, in a fixed order.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut out = Vec::new();
        let mut put = |key, value: String| {
            if !value.is_empty() {
                out.push((key, value));
            }
        };
        put("q", self.text.clone());
        put("brand", self.brands.join(","));
        put("source", joined(&self.sources));
        put("lang", joined(&self.langs));
        put("tone", joined(&self.tones));
        put("intent", joined(&self.intents));
        put("rating", joined(&self.ratings));
        put("state", self.states.iter().map(|s| s.code()).collect::<Vec<_>>().join(","));
        put("visibility", joined(&self.visibility));
        put("from", self.from.map(|d| d.to_string()).unwrap_or_default());
        put("until", self.until.map(|d| d.to_string()).unwrap_or_default());
        put("stage", joined(&self.stages));
        put("owner", joined(&self.owners));
        out
    }

    /// The page of the store that this means for this reader. Whatever he asks for, he stays within
    /// the brands for which he may do this.
    pub(crate) async fn page(&self, app: &App, actor: &Actor, action: Action) -> Result<Page> {
        if !actor.may_somewhere(action) {
            return Err(AppError::Forbidden(action));
        }
        let scope = actor.scope(action);
        let scope = match self.brands.is_empty() {
            true => scope,
            false => {
                let wanted = with_branches(&store::brand::all(&app.db).await?, &self.brands);
                Scope::Only(wanted.into_iter().filter(|b| scope.holds(*b)).collect())
            }
        };
        let mut m = matching(&self.text);
        match scope {
            Scope::All => {}
            Scope::Only(brands) if brands.is_empty() => m = Match::never(),
            Scope::Only(brands) => {
                m.any(brands.into_iter().map(|b| facet_id('b', b.0)));
            }
        }
        m.any(self.sources.iter().map(|s| facet_id('s', s.0)))
            .any(self.langs.iter().map(|l| facet('l', l.code())))
            .any(self.tones.iter().map(|t| facet('t', t.code())))
            .any(self.intents.iter().map(|i| facet('i', i.code())))
            .any(self.ratings.iter().map(|r| facet('r', &r.to_string())))
            .any(self.visibility.iter().map(|v| facet('v', v.code())))
            .any(self.states.iter().map(|s| facet('m', s.code())))
            .any(self.stages.iter().map(|g| facet('g', g.code())))
            .any(self.owners.iter().map(|o| owner(*o, actor)));
        let zone = TimeZone::get(&actor.zone).unwrap_or(TimeZone::UTC);
        let start = |day: Date| day.to_zoned(zone.clone()).ok().map(|z| z.timestamp());
        Ok(Page {
            matching: m,
            from: self.from.and_then(start),
            until: self.until.and_then(|d| start(d.tomorrow().unwrap_or(d))),
            ..Page::default()
        })
    }
}

impl FromStr for Filter {
    type Err = AppError;

    /// From a query string, with or without its question mark.
    fn from_str(query: &str) -> Result<Self> {
        let pairs: Vec<_> =
            form_urlencoded::parse(query.trim_start_matches('?').as_bytes()).collect();
        Filter::from_pairs(pairs.iter().map(|(k, v)| (&**k, &**v)))
            .map_err(|e| AppError::Invalid(vec![e]))
    }
}

/// The query string, without a question mark; empty when nothing is asked for.
impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = form_urlencoded::Serializer::new(String::new());
        // Commas stay readable: they part values and never stand inside one but in the text.
        f.write_str(&out.extend_pairs(self.pairs()).finish().replace("%2C", ","))
    }
}

/// All words of a text must be there, in any of their forms; the last one may still be unfinished.
pub(crate) fn matching(text: &str) -> Match {
    let mut m = Match::default();
    let text = text.trim();
    if text.is_empty() {
        return m;
    }
    let words = text::search_terms(text);
    if words.is_empty() {
        // Signs and pictures only: the index does not hold them, and "everything" is no answer.
        return Match::never();
    }
    for word in &words {
        m.any_word(word);
    }
    m
}

fn owner(pick: OwnerPick, actor: &Actor) -> String {
    match pick {
        OwnerPick::Person(id) => facet_id('o', id.0),
        OwnerPick::None => facet('o', "none"),
        // The operator owns nothing.
        OwnerPick::Me => actor.person_id().map_or(facet('o', "nobody"), |id| facet_id('o', id.0)),
    }
}

/// The brands of these slugs with everything below them.
pub(crate) fn with_branches(all: &[Brand], slugs: &[String]) -> Vec<BrandId> {
    let mut found: Vec<BrandId> =
        all.iter().filter(|b| slugs.contains(&b.slug)).map(|b| b.id).collect();
    let mut next = 0;
    while let Some(parent) = found.get(next).copied() {
        next += 1;
        for branch in all.iter().filter(|b| b.parent == Some(parent)) {
            if !found.contains(&branch.id) {
                found.push(branch.id);
            }
        }
    }
    found
}

fn words<V: PartialEq>(
    field: &'static str,
    value: &str,
    into: &mut Vec<V>,
    read: impl Fn(&str) -> Option<V>,
) -> std::result::Result<(), FieldError> {
    for word in value.split(',').map(str::trim).filter(|w| !w.is_empty()) {
        let wrong = || FieldError { field, problem: "unknown-word", detail: word.to_owned() };
        let one = read(word).ok_or_else(wrong)?;
        if !into.contains(&one) && into.len() < LONGEST_LIST {
            into.push(one);
        }
    }
    Ok(())
}

fn parsed<V: FromStr>(word: &str) -> Option<V> {
    word.parse().ok()
}

fn day(field: &'static str, value: &str) -> std::result::Result<Date, FieldError> {
    let wrong = || FieldError { field, problem: "no-date", detail: value.to_owned() };
    value.parse::<Date>().ok().filter(|d| (1990..=2100).contains(&d.year())).ok_or_else(wrong)
}

fn joined<V: ToString>(values: &[V]) -> String {
    values.iter().map(V::to_string).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_address_is_read_and_written() {
        let read = |q: &str| q.parse::<Filter>().map(|f| f.to_string());
        assert_eq!(
            read("?tone=negative&tone=mixed&rating=1,2&x=1").unwrap(),
            "tone=negative,mixed&rating=1,2"
        );
        assert_eq!(
            read("q=+%D0%B4%D0%B5%D0%BD%D1%8C%D0%B3%D0%B8+&brand=&from=").unwrap(),
            "q=%D0%B4%D0%B5%D0%BD%D1%8C%D0%B3%D0%B8"
        );
        assert_eq!(read("").unwrap(), "");
        for wrong in [
            "tone=angry",
            "rating=6",
            "from=21.11.2026",
            "owner=you",
            "source=7",
            "from=0001-01-01",
        ] {
            assert!(matches!(read(wrong), Err(AppError::Invalid(_))), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(
            text in "[^,]{0,40}", ratings in prop::collection::vec(0u8..=5, 0..6),
            tones in prop::sample::subsequence(Tone::ALL, 0..4),
            stages in prop::sample::subsequence(Stage::ALL, 0..8),
            day in 1i8..28,
        ) {
            let mut ratings = ratings;
            ratings.sort();
            ratings.dedup();
            let filter = Filter {
                text: text.trim().to_owned(), ratings, tones, stages,
                from: Date::new(2026, 2, day).ok(),
                owners: vec![OwnerPick::Me, OwnerPick::Person(PersonId(uuid::Uuid::from_u128(7)))],
                ..Filter::default()
            };
            prop_assert_eq!(filter.to_string().parse::<Filter>().unwrap(), filter);
        }

        #[test]
        fn any_address_is_read_or_refused(query in "\\PC{0,80}") {
            let _ = query.parse::<Filter>();
        }
    }
}

//! Which column is what: the header row found, its names read, the gaps filled by
//! looking at the content, a person's wishes put on top.

use super::content::{self, Look};
use super::dates::{self, DateOrder, Evidence};
use super::header::{self, Sure};
use super::names::squash;
use super::options::Options;
use super::preview::{OrderDecision, Warning};
use super::rating::{self, Mark};
use super::record::Record;
use super::set_aside;
use super::{Assign, Field};
use serde::Serialize;

/// How the meaning of a column became known.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Guess {
    Header,
    Content,
    Chosen,
    /// Nothing said anything: kept as an extra.
    Nothing,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Mapped {
    pub header: String,
    pub field: Field,
    pub by: Guess,
}

#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub columns: Vec<Mapped>,
    /// Number of the last row before the data; 0 without a header.
    pub header_row: u64,
    pub has_header: bool,
    pub order: OrderDecision,
    pub scale: u8,
    /// The file was written by [`super::SetAside`]: guards against formulas come off.
    pub set_aside: bool,
    /// Every row must have as many cells as there are columns.
    pub even: bool,
}

impl Plan {
    pub(crate) fn headers(&self) -> Vec<String> {
        self.columns.iter().map(|column| column.header.clone()).collect()
    }

    pub(crate) fn column_of(&self, field: Field) -> Option<usize> {
        self.columns.iter().position(|column| column.field == field)
    }
}

/// A first plan from the head of the file; dates and ratings are judged later, over
/// more rows. `json_keys` replaces the search for a header.
pub(crate) fn plan(
    sample: &[Record],
    json_keys: Option<Vec<String>>,
    options: &Options,
    warnings: &mut Vec<Warning>,
) -> Plan {
    let keyed = json_keys.is_some();
    let place = if keyed { None } else { header_place(sample, options.header) };
    let headers = match (json_keys, place) {
        (Some(keys), _) => keys,
        (None, Some(at)) => header_names(&sample[at].cells, warnings),
        (None, None) => (1..=common_width(sample)).map(|n| n.to_string()).collect(),
    };
    let header_row = place.map_or(0, |at| sample[at].row);
    if place.is_some_and(|at| sample[..at].iter().any(|record| !record.is_blank())) {
        warnings.push(Warning::RowsAboveHeader { rows: header_row - 1 });
    }
    let data: Vec<&Record> = sample
        .iter()
        .filter(|record| record.row > header_row && record.problem.is_none())
        .collect();
    let named = keyed || place.is_some();
    let set_aside = headers.iter().any(|name| name == set_aside::ROW);
    let mut columns = by_names(headers, named);
    let told = |column: &Mapped| column.by == Guess::Header && column.field != Field::Ignore;
    let blind = !columns.iter().any(told);
    by_content(&mut columns, &data, blind);
    // A lone column of times is a column of dates.
    if !columns.iter().any(|column| column.field == Field::PostedAt)
        && let Some(time) = columns.iter_mut().find(|column| column.field == Field::PostedTime)
    {
        time.field = Field::PostedAt;
    }
    by_choice(&mut columns, &options.mapping, warnings);
    let order = OrderDecision::NotNeeded;
    Plan { columns, header_row, has_header: named, order, scale: 5, set_aside, even: !keyed }
}

fn by_names(headers: Vec<String>, named: bool) -> Vec<Mapped> {
    let meanings: Vec<Option<(Field, Sure)>> =
        headers.iter().map(|name| if named { header::meaning(name) } else { None }).collect();
    let best = |at: usize| -> Option<Field> {
        let (field, sure) = meanings[at]?;
        let rival = |other: usize| {
            let (theirs, their_sure) = meanings[other]?;
            (theirs == field && (their_sure > sure || their_sure == sure && other < at))
                .then_some(())
        };
        (0..meanings.len()).all(|other| other == at || rival(other).is_none()).then_some(field)
    };
    let fields: Vec<Option<Field>> = (0..headers.len()).map(best).collect();
    headers
        .into_iter()
        .zip(fields)
        .map(|(header, field)| {
            let own = set_aside::is_own(&header).then_some(Field::Ignore);
            let by = if own.or(field).is_some() { Guess::Header } else { Guess::Nothing };
            Mapped { header, field: own.or(field).unwrap_or(Field::Extra), by }
        })
        .collect()
}

fn by_content(columns: &mut [Mapped], data: &[&Record], blind: bool) {
    let looks: Vec<Look> = (0..columns.len())
        .map(|at| {
            Look::at(data.iter().filter_map(move |record| record.cells.get(at)).map(String::as_str))
        })
        .collect();
    let taken: Vec<Option<Field>> = columns
        .iter()
        .map(|column| (column.by != Guess::Nothing).then_some(column.field))
        .collect();
    // Pros and cons are a text already.
    let has_text = taken.iter().flatten().any(|field| matches!(field, Field::Pros | Field::Cons));
    for (column, found) in columns.iter_mut().zip(content::guess(&looks, &taken, blind)) {
        if let (Guess::Nothing, Some(field)) = (column.by, found)
            && !(field == Field::Text && has_text)
        {
            (column.field, column.by) = (field, Guess::Content);
        }
    }
}

fn by_choice(columns: &mut [Mapped], wishes: &[Assign], warnings: &mut Vec<Warning>) {
    let headers: Vec<String> = columns.iter().map(|column| column.header.clone()).collect();
    for wish in wishes {
        let Some(at) = wish.find(&headers) else {
            warnings.push(Warning::NoSuchColumn { column: wish.column.clone() });
            continue;
        };
        if !wish.field.repeats() {
            let others = columns.iter_mut().filter(|column| column.field == wish.field);
            others.for_each(|column| (column.field, column.by) = (Field::Extra, Guess::Nothing));
        }
        (columns[at].field, columns[at].by) = (wish.field, Guess::Chosen);
    }
}

/// Where the names of the columns stand, among the first ten rows.
fn header_place(sample: &[Record], wish: Option<bool>) -> Option<usize> {
    let first = sample.iter().position(|record| !record.is_blank() && record.problem.is_none())?;
    if wish == Some(false) {
        return None;
    }
    let known = |record: &Record| {
        let meanings = record.cells.iter().filter_map(|cell| header::meaning(cell));
        let mut fields: Vec<Field> = meanings.map(|found| found.0).collect();
        fields.sort_unstable();
        fields.dedup();
        fields.len()
    };
    let best = (first..sample.len().min(10))
        .filter(|at| short_cells(&sample[*at].cells))
        .max_by_key(|at| (known(&sample[*at]), std::cmp::Reverse(*at)));
    let own = |record: &Record| record.cells.iter().any(|cell| cell == set_aside::ROW);
    // Only a title or a note stands above a header, never a row as full as it is.
    let filled =
        |record: &Record| record.cells.iter().filter(|cell| !cell.trim().is_empty()).count();
    let on_top = |at: usize| sample[..at].iter().all(|above| filled(above) < filled(&sample[at]));
    if let Some(at) = best.filter(|at| known(&sample[*at]) >= 2 || own(&sample[*at]))
        && on_top(at)
    {
        return Some(at);
    }
    let cells = &sample[first].cells;
    if wish == Some(true) {
        return Some(first);
    }
    let several = cells.len() > 1;
    let exact = cells
        .iter()
        .any(|cell| header::meaning(cell).is_some_and(|found| found.1 == Sure::ByName || several));
    let rest: Vec<&Record> = sample[first + 1..].iter().collect();
    let differs = (0..cells.len()).any(|at| {
        Look::at(rest.iter().filter_map(|record| record.cells.get(at)).map(String::as_str))
            .is_data()
    });
    (names_only(cells) && (exact || differs && several)).then_some(first)
}

/// Most cells are filled, and with short words.
fn short_cells(cells: &[String]) -> bool {
    let mut filled = cells.iter().filter(|cell| !cell.trim().is_empty()).peekable();
    let short = |cell: &String| cell.chars().count() <= 60 && !squash(cell).is_empty();
    filled.peek().is_some() && filled.clone().count() * 2 > cells.len() && filled.all(short)
}

/// Neither numbers nor dates nor addresses.
fn names_only(cells: &[String]) -> bool {
    let data = |cell: &String| Look::at(std::iter::once(cell.as_str())).is_data();
    short_cells(cells) && !cells.iter().any(data)
}

/// Names for all columns: none empty, none twice.
fn header_names(cells: &[String], warnings: &mut Vec<Warning>) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(cells.len());
    for (at, cell) in cells.iter().enumerate() {
        let plain =
            cell.trim().trim_start_matches('\u{feff}').chars().take(200).collect::<String>();
        let mut name = if plain.is_empty() { format!("#{}", at + 1) } else { plain.clone() };
        let mut copy = 2;
        while names.contains(&name) {
            name = format!("{plain} ({copy})");
            copy += 1;
        }
        if copy > 2 {
            warnings.push(Warning::DuplicateHeader { header: plain });
        }
        names.push(name);
    }
    names
}

fn common_width(sample: &[Record]) -> usize {
    let widths: Vec<usize> = sample
        .iter()
        .filter(|record| !record.is_blank())
        .map(|record| record.cells.len())
        .collect();
    let often = |width: &usize| widths.iter().filter(|other| *other == width).count();
    widths.iter().copied().max_by_key(|width| (often(width), *width)).unwrap_or(1).max(1)
}

/// Evidence gathered over a column, for the decisions that one value cannot make.
#[derive(Default)]
pub(crate) struct Evidences {
    day_first: u64,
    month_first: u64,
    either: u64,
    proof: Option<(u64, String)>,
    bare_marks: u64,
    above_five: u64,
    highest: f64,
}

impl Evidences {
    pub(crate) fn see(&mut self, record: &Record, plan: &Plan) {
        let cell = |field| plan.column_of(field).and_then(|at| record.cells.get(at));
        if let Some(value) = cell(Field::PostedAt) {
            let found = dates::evidence(value);
            match found {
                Some(Evidence::Day) => self.day_first += 1,
                Some(Evidence::Month) => self.month_first += 1,
                Some(Evidence::Either) => self.either += 1,
                None => {}
            }
            if matches!(found, Some(Evidence::Day | Evidence::Month)) && self.proof.is_none() {
                self.proof = Some((record.row, value.trim().to_owned()));
            }
        }
        if let Some(Mark::Bare(points)) =
            cell(Field::Rating).and_then(|value| rating::mark(value.trim()))
        {
            self.bare_marks += 1;
            self.above_five += u64::from(points > 5.0 && points <= 100.0);
            self.highest = self.highest.max(if points <= 100.0 { points } else { 0.0 });
        }
    }

    /// Whether reading more rows could change a decision.
    pub(crate) fn are_worth_more(&self) -> bool {
        self.day_first + self.month_first + self.either > 0 || self.above_five > 0
    }

    pub(crate) fn decide(self, plan: &mut Plan, options: &Options, warnings: &mut Vec<Warning>) {
        plan.order = self.order(options, warnings);
        plan.scale = match options.rating_scale {
            Some(scale) => scale.clamp(2, 100),
            None if self.above_five * 10 > self.bare_marks && self.highest > 10.0 => 100,
            None if self.above_five * 10 > self.bare_marks => 10,
            None => 5,
        };
        if plan.scale != 5 && options.rating_scale.is_none() {
            warnings.push(Warning::RatingScale { scale: plan.scale });
        }
    }

    fn order(&self, options: &Options, warnings: &mut Vec<Warning>) -> OrderDecision {
        if let Some(order) = options.date_order {
            return OrderDecision::Chosen { order };
        }
        if self.day_first + self.month_first + self.either == 0 {
            return OrderDecision::NotNeeded;
        }
        if self.day_first + self.month_first == 0 {
            let zone = options.zone.iana_name().unwrap_or_default();
            let american = !matches!(options.default_lang.as_deref(), Some("ru" | "ro"))
                && (zone.starts_with("America/") || zone.starts_with("US/"));
            let order = if american { DateOrder::MonthDay } else { DateOrder::DayMonth };
            warnings.push(Warning::DateOrderAssumed { order });
            return OrderDecision::Assumed { order };
        }
        let order = if self.month_first > self.day_first {
            DateOrder::MonthDay
        } else {
            DateOrder::DayMonth
        };
        let against = self.month_first.min(self.day_first);
        if against > 0 {
            warnings.push(Warning::DateOrdersMixed { against });
        }
        let (row, example) = self.proof.clone().unwrap_or_default();
        OrderDecision::Proven { order, row, example }
    }
}

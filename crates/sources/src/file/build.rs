//! From a record to a review: every mapped cell read, everything else kept, or the
//! first reason why not.

use super::clean;
use super::dates::{self, When};
use super::fingerprint::{Ordinals, fingerprint};
use super::names::{is_nothing, is_sheet_error, is_url};
use super::plan::Plan;
use super::rating;
use super::record::{RAW, Record};
use super::row::{Bad, Row};
use super::{Field, Reason};
use crate::table_export::unguard;
use jiff::tz::TimeZone;

/// `None` for a blank row.
pub(crate) fn build(
    mut record: Record,
    plan: &Plan,
    zone: &TimeZone,
    ordinals: &mut Ordinals,
) -> Option<Result<Row, Bad>> {
    if record.is_blank() {
        return None;
    }
    if plan.set_aside {
        for cell in &mut record.cells {
            *cell = unguard(cell).to_owned();
        }
    }
    Some(match read(&record, plan, zone, ordinals) {
        Ok(row) => Ok(row),
        Err(reason) => Err(bad(record, reason)),
    })
}

pub(crate) fn bad(record: Record, reason: Reason) -> Bad {
    let raw = if record.raw.is_empty() { shown(&record) } else { record.raw };
    Bad { row: record.row, byte_offset: record.offset, reason, raw, cells: record.cells }
}

/// The row for people, where its cells are all there is.
fn shown(record: &Record) -> String {
    let more = record.more.iter().map(|(name, value)| format!("{name}: {value}"));
    let cells = record.cells.iter().cloned().chain(more).collect::<Vec<_>>().join(" | ");
    cells.chars().take(RAW / 2).collect()
}

fn read(
    record: &Record,
    plan: &Plan,
    zone: &TimeZone,
    ordinals: &mut Ordinals,
) -> Result<Row, Reason> {
    if let Some(problem) = &record.problem {
        return Err(problem.clone());
    }
    let cells = cells(record, plan)?;
    if plan.set_aside && untouched(cells, plan) {
        return Err(Reason::NotCorrected);
    }
    let mut row = Row { row: record.row, byte_offset: record.offset, ..Row::default() };
    let (mut date, mut time) = (None, None);
    let (mut pros, mut cons) = (None, None);
    for (column, (cell, mapped)) in cells.iter().zip(&plan.columns).enumerate() {
        let field = mapped.field;
        if cell.trim().is_empty() || field == Field::Ignore {
            continue;
        }
        if field != Field::Extra && is_sheet_error(cell.trim()) {
            let value = cell.trim().to_owned();
            return Err(Reason::SheetError { column: column + 1, value });
        }
        let name = &mapped.header;
        match field {
            Field::Text => row.text = clean::text(cell, &mut row.flags),
            Field::Reply => row.reply = filled(clean::text(cell, &mut row.flags)),
            Field::Pros => {
                pros = filled(clean::text(cell, &mut row.flags)).map(|text| (name, text))
            }
            Field::Cons => {
                cons = filled(clean::text(cell, &mut row.flags)).map(|text| (name, text))
            }
            Field::Title => row.title = filled(clean::line(cell, &mut row.flags)),
            Field::Author => row.author = filled(clean::line(cell, &mut row.flags)),
            Field::Brand => row.brand = filled(clean::line(cell, &mut row.flags)),
            Field::Lang => row.lang = filled(clean::line(cell, &mut row.flags)),
            Field::ExternalId => row.external_id = filled(clean::line(cell, &mut row.flags)),
            Field::PostedAt => date = Some(cell.trim()),
            Field::PostedTime => time = Some(cell.trim()),
            Field::Url if is_url(cell) => row.url = Some(cell.trim().to_owned()),
            Field::Rating => {
                row.rating = rating::parse(cell, plan.scale)?;
                if !rating::is_exact(cell, row.rating) {
                    row.extra.push((name.clone(), cell.trim().to_owned()));
                }
            }
            Field::Likes | Field::Views => {
                row.extra.push((field.code().to_owned(), clean::line(cell, &mut row.flags)));
            }
            Field::Url | Field::Extra | Field::Ignore => {
                row.extra.push((name.clone(), clean::text(cell, &mut row.flags)));
            }
        }
    }
    for (name, value) in record.more.iter().filter(|(_, value)| !value.trim().is_empty()) {
        row.extra.push((name.clone(), clean::text(value, &mut row.flags)));
    }
    add_sides(&mut row.text, [pros, cons]);
    if row.text.is_empty() && row.rating.is_none() {
        return Err(Reason::NoText);
    }
    let when = moment(date, time, plan)?;
    row.posted_at = match when {
        Some(when) => Some(when.timestamp(zone).ok_or_else(|| Reason::ImpossibleDate {
            value: date.unwrap_or_default().to_owned(),
        })?),
        None => None,
    };
    row.fingerprint = fingerprint(&row, when, ordinals);
    Ok(row)
}

/// The cells, as many as there are columns.
fn cells<'r>(record: &'r Record, plan: &Plan) -> Result<&'r [String], Reason> {
    let (want, got) = (plan.columns.len(), record.cells.len());
    if got > want && record.cells[want..].iter().any(|cell| !cell.trim().is_empty()) {
        return Err(Reason::TooManyColumns { want, got });
    }
    if got < want && plan.even {
        return Err(Reason::TooFewColumns { want, got });
    }
    Ok(&record.cells[..got.min(want)])
}

/// A row of a set-aside file whose own columns are still empty.
fn untouched(cells: &[String], plan: &Plan) -> bool {
    cells
        .iter()
        .zip(&plan.columns)
        .all(|(cell, column)| column.field == Field::Ignore || cell.trim().is_empty())
}

fn filled(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// Pros and cons under the names that the file gives them.
fn add_sides(text: &mut String, sides: [Option<(&String, String)>; 2]) {
    for (name, side) in sides.into_iter().flatten().filter(|(_, side)| !is_nothing(side)) {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(name);
        text.push_str(": ");
        text.push_str(&side);
    }
}

fn moment(date: Option<&str>, time: Option<&str>, plan: &Plan) -> Result<Option<When>, Reason> {
    // The last is what MySQL writes for "no date".
    let date = date.filter(|date| !is_nothing(date) && !date.starts_with("0000-00-00"));
    let order = plan.order.order();
    match (date, time.filter(|time| !is_nothing(time))) {
        (None, _) => Ok(None),
        (Some(date), None) => dates::parse(date, order).map(Some),
        (Some(date), Some(time)) => {
            // A workbook gives both as whole dates: the day of one, the clock of the other.
            let day = date.split_once('T').map_or(date, |halves| halves.0);
            let clock = match time.strip_prefix("1899-12-30T").or(time.strip_prefix("1899-12-31T"))
            {
                Some(clock) => clock,
                None => time,
            };
            dates::parse(&format!("{day} {clock}"), order)
                .or_else(|_| dates::parse(date, order))
                .map(Some)
        }
    }
}

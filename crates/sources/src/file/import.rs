//! A file being read: an iterator of rows and of rows set aside, with its preview,
//! its progress and its counts. Every row seen is counted once: read, bad or blank.

use super::build::{bad, build};
use super::encoding::Charset;
use super::fingerprint::Ordinals;
use super::options::Options;
use super::plan::{Evidences, Plan, plan};
use super::preview::{Preview, Warning};
use super::record::Record;
use super::table::Table;
use super::{Bad, Field, Format, Reason, Row};
use serde::Serialize;
use std::io;

/// Rows kept to look at and to show.
const SAMPLE: usize = 200;

/// The sample ends earlier when its rows are this large together.
const SAMPLE_BYTES: usize = 2 * 1024 * 1024;

/// Rows over which dates and ratings are judged.
const JUDGED: usize = 20_000;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Counts {
    /// `ok + bad + blank`, the header and rows skipped by resuming left out.
    pub seen: u64,
    pub ok: u64,
    pub bad: u64,
    pub blank: u64,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Progress {
    pub bytes: u64,
    pub of: u64,
}

/// What `open` found out besides the rows.
pub(crate) struct Facts {
    pub format: Format,
    pub charset: Option<Charset>,
    pub delimiter: Option<char>,
    pub sheet: Option<String>,
    pub other_sheets: Vec<String>,
    pub warnings: Vec<Warning>,
}

pub struct Import {
    table: Table,
    plan: Plan,
    options: Options,
    facts: Facts,
    sample: Vec<Record>,
    ordinals: Ordinals,
    counts: Counts,
    resume_after: u64,
    over: bool,
}

impl Import {
    pub(crate) fn new(mut table: Table, mut facts: Facts, options: Options) -> io::Result<Self> {
        let mut sample = head(&mut table)?;
        let keys = match &table {
            Table::Json(_) => Some(keys(&sample)),
            _ => None,
        };
        let mut plan = plan(&sample, keys, &options, &mut facts.warnings);
        if let Table::Xlsx(_) = table {
            plan.even = false;
        }
        table.settle(&plan.headers());
        table.rewind()?;
        if let Table::Json(_) | Table::Csv(_) = table {
            // Now that the columns are known, rows are cut more surely.
            sample = head(&mut table)?;
        }
        judge(&mut table, &sample, &mut plan, &options, &mut facts.warnings)?;
        table.rewind()?;
        let (ordinals, counts) = (Ordinals::default(), Counts::default());
        let mut import = Import {
            table,
            plan,
            options,
            facts,
            sample,
            ordinals,
            counts,
            resume_after: 0,
            over: false,
        };
        import.warn();
        Ok(import)
    }

    pub fn headers(&self) -> Vec<String> {
        self.plan.headers()
    }

    /// The first `n` rows as they would come in (of at most 200 that were looked at)
    /// and everything found out about the file.
    pub fn preview(&self, n: usize) -> Preview {
        let facts = &self.facts;
        Preview {
            format: facts.format,
            encoding: facts.charset.map(Charset::name),
            encoding_certain: facts.charset.is_none_or(|charset| charset.certain),
            delimiter: facts.delimiter,
            sheet: facts.sheet.clone(),
            other_sheets: facts.other_sheets.clone(),
            has_header: self.plan.has_header,
            headers: self.headers(),
            mapping: self.plan.columns.clone(),
            date_order: self.plan.order.clone(),
            rating_scale: self.plan.scale,
            rows: self.sample_rows().take(n).collect(),
            warnings: facts.warnings.clone(),
            bytes: self.table.len(),
        }
    }

    /// Hands out only rows after number `row`. The earlier ones are read again, not
    /// jumped over: what tells equal anonymous rows apart depends on them.
    pub fn resume_after(&mut self, row: u64) {
        self.resume_after = row;
    }

    pub fn progress(&self) -> Progress {
        let of = self.table.len();
        let bytes = if self.over { of } else { self.table.offset().min(of) };
        Progress { bytes, of }
    }

    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// From the first row again, with nothing skipped.
    pub fn restart(&mut self) -> io::Result<()> {
        self.table.rewind()?;
        self.ordinals.clear();
        self.counts = Counts::default();
        self.resume_after = 0;
        self.over = false;
        Ok(())
    }

    fn sample_rows(&self) -> impl Iterator<Item = Result<Row, Bad>> + '_ {
        let mut ordinals = Ordinals::default();
        let data = self.sample.iter().filter(|record| record.row > self.plan.header_row);
        data.filter_map(move |record| {
            build(record.clone(), &self.plan, &self.options.zone, &mut ordinals)
        })
    }

    fn warn(&mut self) {
        let fields = [Field::Text, Field::Pros, Field::Cons];
        if !fields.iter().any(|field| self.plan.column_of(*field).is_some()) {
            self.facts.warnings.push(Warning::NoTextColumn);
        }
        let (mut of, mut bad) = (0, 0);
        for row in self.sample_rows() {
            of += 1;
            bad += u64::from(row.is_err());
        }
        if bad * 10 >= of && bad > 0 {
            self.facts.warnings.push(Warning::ManyBadRows { bad, of });
        }
    }

    /// What remains to say when the file cannot be read on.
    fn broken_off(&mut self, error: io::Error) -> Bad {
        self.over = true;
        let row = self.counts.seen + self.plan.header_row + 1;
        let reason = Reason::BrokenOff { detail: error.to_string() };
        bad(Record::broken(row, self.table.offset(), reason.clone(), String::new()), reason)
    }
}

impl Iterator for Import {
    type Item = Result<Row, Bad>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.over {
            let built = match self.table.next() {
                Ok(None) => {
                    self.over = true;
                    return None;
                }
                Ok(Some(record)) if record.row <= self.plan.header_row => continue,
                Ok(Some(record)) => {
                    let row = record.row;
                    let built = build(record, &self.plan, &self.options.zone, &mut self.ordinals);
                    if row <= self.resume_after {
                        continue;
                    }
                    built
                }
                Err(error) => Some(Err(self.broken_off(error))),
            };
            self.counts.seen += 1;
            match &built {
                None => self.counts.blank += 1,
                Some(Ok(_)) => self.counts.ok += 1,
                Some(Err(_)) => self.counts.bad += 1,
            }
            if built.is_some() {
                return built;
            }
        }
        None
    }
}

/// The first rows. A file that breaks off here may still have good rows before.
fn head(table: &mut Table) -> io::Result<Vec<Record>> {
    let mut sample: Vec<Record> = Vec::new();
    let mut bytes = 0;
    while sample.len() < SAMPLE && bytes < SAMPLE_BYTES {
        match table.next() {
            Ok(Some(record)) => {
                bytes += record.cells.iter().map(String::len).sum::<usize>();
                bytes +=
                    record.more.iter().map(|(name, value)| name.len() + value.len()).sum::<usize>();
                sample.push(record);
            }
            Ok(None) => break,
            Err(error) if sample.is_empty() => return Err(error),
            Err(_) => break,
        }
    }
    Ok(sample)
}

/// The names that the first JSON objects use, in the order they appear.
fn keys(sample: &[Record]) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for (name, _) in sample.iter().flat_map(|record| &record.more) {
        if !keys.contains(name) && keys.len() < 512 {
            keys.push(name.clone());
        }
    }
    keys
}

fn judge(
    table: &mut Table,
    sample: &[Record],
    plan: &mut Plan,
    options: &Options,
    warnings: &mut Vec<Warning>,
) -> io::Result<()> {
    let mut evidences = Evidences::default();
    let data = sample.iter().filter(|record| record.row > plan.header_row);
    data.for_each(|record| evidences.see(record, plan));
    if evidences.are_worth_more() {
        table.rewind()?;
        evidences = Evidences::default();
        for _ in 0..JUDGED {
            match table.next() {
                Ok(Some(record)) if record.row > plan.header_row => evidences.see(&record, plan),
                Ok(Some(_)) => {}
                Ok(None) | Err(_) => break,
            }
        }
    }
    evidences.decide(plan, options, warnings);
    Ok(())
}

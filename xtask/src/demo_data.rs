//! The reviews that the demo desk opens with: real ones, from corpora whose
//! licence lets them travel on, written as the exports that sites give.
//! The corpora have no dates; those are spread over two months by chance of the id.

mod picks;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use anyhow::{Context, bail, ensure};
use serde_json::Value;

use crate::tree::root;

const USAGE: &str = "usage: cargo xtask demo-data --from DIR
DIR holds the corpora as NAME.jsonl.zst, one object a line: id, text, label, rating, source";
const HOME: &str = "crates/redress/demo";

struct Corpus {
    name: &'static str,
    /// Whose it is and under which licence; what the notice beside the data says.
    notice: &'static str,
}

const APPS: Corpus = Corpus {
    name: "en_app_reviews_maalej",
    notice: "App store reviews collected by W. Maalej et al., \"On the automatic classification of \
             app reviews\" (2016); CC0 1.0",
};
const VIDEO: Corpus = Corpus {
    name: "ru_rutube_support",
    notice: "Questions to the support of a video service, hackathon \"Hacks AI\"; Apache-2.0",
};
const SPORT: Corpus = Corpus {
    name: "ro_offense",
    notice: "Readers' comments on a sports site, \"RO-Offense\" by readerbench; Apache-2.0",
};
const TALK: Corpus = Corpus {
    name: "ro_red2_emotions",
    notice: "Posts, \"RED v2: Enhancing RED Dataset for Multi-Label Emotion Detection\" by A. Ciobotaru \
             et al. (2022); MIT",
};

pub fn run(words: &[&str]) -> anyhow::Result<()> {
    let ["--from", from] = words else { bail!(USAGE) };
    let from = Path::new(from);
    let home = root().join(HOME);
    fs::create_dir_all(&home)?;

    let apps = Rows::read(from, &APPS)?;
    let apps = sparse(apps.some(app_review), 200);
    let mut csv = "Review ID,Date,Stars,Review\r\n".to_owned();
    for row in &apps {
        let stars = row.rating.map_or(String::new(), |r| r.to_string());
        let (y, m, d, h, min) = row.moment();
        let date = format!("{y}-{m:02}-{d:02} {h:02}:{min:02}");
        write!(csv, "{},{date},{stars},{}\r\n", row.id, quoted(&row.text))?;
    }
    fs::write(home.join("app-store.en.csv"), csv)?;

    let video = Rows::read(from, &VIDEO)?;
    let video = sparse(video.some(|r| (35..=400).contains(&r.text.chars().count())), 180);
    let mut csv = "\u{feff}Номер;Дата;Тема;Текст обращения\r\n".to_owned();
    for row in &video {
        let topic = row.label.to_lowercase();
        write!(csv, "{};{};{topic};{}\r\n", row.id, row.local_date(), quoted(&row.text))?;
    }
    fs::write(home.join("support.ru.csv"), csv)?;

    let mut sport = Rows::read(from, &SPORT)?.picked(picks::SPORT)?;
    sport.extend(Rows::read(from, &TALK)?.picked(picks::TALK)?);
    sport.sort_by_key(Row::moment);
    let mut csv = "Nr.;Data;Comentariu\r\n".to_owned();
    for row in &sport {
        write!(csv, "{};{};{}\r\n", row.id, row.local_date(), quoted(&row.text))?;
    }
    fs::write(home.join("comments.ro.csv"), csv)?;

    fs::write(home.join("SOURCES.md"), sources(&[apps, video, sport].concat())?)?;
    println!("Written to {HOME}");
    Ok(())
}

#[derive(Clone)]
struct Row {
    corpus: &'static str,
    id: String,
    text: String,
    label: String,
    rating: Option<u64>,
    source: String,
}

impl Row {
    /// A number that is always the same for this row and says nothing about it (FNV-1a, 64 bit).
    fn chance(&self) -> u64 {
        let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        let hash = self.id.bytes().fold(0xcbf2_9ce4_8422_2325, step);
        // The high bits are the better mixed ones.
        hash ^ (hash >> 32)
    }

    /// Year, month, day, hour, minute: between 21 September and 20 November 2026, by day.
    fn moment(&self) -> (u16, u8, u8, u8, u8) {
        let chance = self.chance();
        let day = (chance % 61) as u8;
        let (month, day) = match day {
            0..10 => (9, 21 + day),
            10..41 => (10, day - 9),
            _ => (11, day - 40),
        };
        let minute = (chance / 61 % (14 * 60)) as u16;
        (2026, month, day, 8 + (minute / 60) as u8, (minute % 60) as u8)
    }

    /// As Russian and Romanian programs write it.
    fn local_date(&self) -> String {
        let (y, m, d, h, min) = self.moment();
        format!("{d:02}.{m:02}.{y} {h:02}:{min:02}")
    }
}

struct Rows(BTreeMap<String, Row>);

impl Rows {
    fn read(from: &Path, corpus: &Corpus) -> anyhow::Result<Self> {
        let path = from.join(format!("{}.jsonl.zst", corpus.name));
        let file = File::open(&path).with_context(|| path.display().to_string())?;
        let mut text = String::new();
        ruzstd::decoding::StreamingDecoder::new(file)?.read_to_string(&mut text)?;
        let rows = text.lines().map(|line| {
            let row: Value = serde_json::from_str(line)?;
            let word = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
            let label = match &row["label"] {
                Value::Array(labels) => labels.first().and_then(Value::as_str).unwrap_or_default(),
                label => label.as_str().unwrap_or_default(),
            };
            let row = Row {
                corpus: corpus.name,
                id: word("id").rsplit('-').next().unwrap_or_default().to_owned(),
                text: word("text").split_whitespace().collect::<Vec<_>>().join(" "),
                label: label.to_owned(),
                rating: row["rating"].as_u64(),
                source: word("source"),
            };
            Ok((row.id.clone(), row))
        });
        Ok(Self(rows.collect::<anyhow::Result<_>>()?))
    }

    fn some(self, wanted: impl Fn(&Row) -> bool) -> Vec<Row> {
        self.0.into_values().filter(wanted).collect()
    }

    fn picked(mut self, ids: &[&str]) -> anyhow::Result<Vec<Row>> {
        let row = |id: &&str| self.0.remove(*id).with_context(|| format!("no row {id}, or twice"));
        ids.iter().map(row).collect()
    }
}

/// Long enough to say something, in letters that came through whole. Praise of five
/// stars is most of the corpus and would drown the rest.
fn app_review(row: &Row) -> bool {
    let long = (60..=700).contains(&row.text.chars().count());
    let whole = row.text.is_ascii() && !row.text.contains("??");
    let kept = row.rating != Some(5) || row.chance().is_multiple_of(5);
    long && whole && kept
}

/// So many rows, chosen by their chance, in the order of time.
fn sparse(mut rows: Vec<Row>, most: usize) -> Vec<Row> {
    rows.sort_by_key(Row::chance);
    rows.truncate(most);
    rows.sort_by_key(Row::moment);
    rows
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

fn sources(rows: &[Row]) -> anyhow::Result<String> {
    let mut text = "\
# Where these texts come from

Written by `cargo xtask demo-data`. The texts are real and unchanged but for line breaks; names,
addresses and numbers in them were masked by the corpora or before (`<user>`, `<url>`). Stars and
topics are those of the corpora. The dates are not: the corpora have none. The company of the demo
is invented, and none of these texts is about it.

| Texts | From | Repository and commit |
|---|---|---|
"
    .to_owned();
    for corpus in [APPS, VIDEO, SPORT, TALK] {
        let from: Vec<_> = rows.iter().filter(|r| r.corpus == corpus.name).collect();
        ensure!(!from.is_empty(), "no row of {}", corpus.name);
        let source = from[0].source.trim_start_matches("github:");
        writeln!(text, "| {} | {} | {source} |", from.len(), corpus.notice)?;
    }
    text.push_str(
        "\nThe licences in full: [Apache-2.0](../../../LICENSE-APACHE), \
         [CC0 1.0](https://creativecommons.org/publicdomain/zero/1.0/), \
         [MIT](https://opensource.org/license/mit).\n",
    );
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn picked_rows_are_there_once() {
        let row = |id: &str| Row {
            corpus: "x",
            id: id.into(),
            text: String::new(),
            label: String::new(),
            rating: None,
            source: String::new(),
        };
        let rows = || Rows(["1", "2"].into_iter().map(|id| (id.to_owned(), row(id))).collect());
        assert_eq!(rows().picked(&["2", "1"]).unwrap()[0].id, "2");
        assert!(rows().picked(&["3"]).is_err());
        assert!(rows().picked(&["1", "1"]).is_err());
        for n in 0..1000 {
            let (_, month, day, hour, _) = row(&n.to_string()).moment();
            let within = matches!((month, day), (9, 21..=30) | (10, 1..=31) | (11, 1..=20));
            assert!(within && (8..22).contains(&hour), "{month}-{day} {hour}");
        }
    }
}

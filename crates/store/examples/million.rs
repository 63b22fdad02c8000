//! Fills a SQLite file with synthetic mentions and measures lists and searches over them.
//! `cargo run --release -p store --example million -- FILE [COUNT]`; a file that is already full is
//! only measured.

#![allow(clippy::unwrap_used)] // helpers of tests are tests, too

use domain::brand::Visibility;
use domain::reading::{Intent, Language, Tone};
use domain::{BrandId, MentionId, SourceId, Timestamp};
use std::time::{Duration, Instant};
use store::mention::{self, Mention, Page};
use store::search::{Match, facet, facet_id};
use store::{Db, args};
use uuid::Uuid;

const BRANDS: u64 = 12;
const VOCABULARY: usize = 60_000;
const START: i64 = 1_640_995_200_000_000;
const YEARS_US: i64 = 5 * 365 * 86_400 * 1_000_000;

#[tokio::main]
async fn main() {
    let mut words = std::env::args().skip(1);
    let file = words.next().expect("a file");
    let count: u64 = words.next().map_or(1_000_000, |n| n.parse().expect("a number"));
    let db = Db::open(&format!("sqlite:{file}")).await.expect("a database");
    let have: i64 =
        db.row("SELECT count(*) FROM mention", args![]).await.unwrap().unwrap().first().unwrap();
    if (have as u64) < count {
        fill(&db, have as u64, count).await;
    }
    measure(&db).await;
}

async fn fill(db: &Db, have: u64, count: u64) {
    let zipf = Zipf::over(VOCABULARY);
    let started = Instant::now();
    let mut n = have;
    while n < count {
        let mut chance = Chance(n + 1);
        let source = chance.below(BRANDS * 2);
        let batch: Vec<Mention> =
            (n..(n + 500).min(count)).map(|i| one(i, count, source, &mut chance, &zipf)).collect();
        n += batch.len() as u64;
        let mut tx = db.begin().await.unwrap();
        mention::insert(&mut tx, batch).await.unwrap();
        tx.commit().await.unwrap();
        if n.is_multiple_of(50_000) {
            eprintln!("{n} after {:?}", started.elapsed());
        }
    }
}

fn brand(n: u64) -> BrandId {
    BrandId(Uuid::from_u128(0xB0 + u128::from(n)))
}

fn source(n: u64) -> SourceId {
    SourceId(Uuid::from_u128(0x5000 + u128::from(n)))
}

fn one(i: u64, count: u64, from: u64, chance: &mut Chance, zipf: &Zipf) -> Mention {
    let length = 8 + chance.below(70);
    let said: Vec<String> = (0..length).map(|_| word(zipf.pick(chance))).collect();
    let posted = START + (YEARS_US / count as i64) * i as i64 + chance.below(86_400_000_000) as i64;
    let at = Timestamp::from_microsecond(posted).unwrap();
    let rating =
        [None, Some(1), Some(1), Some(2), Some(3), Some(4), Some(5), Some(5), Some(5), Some(5)]
            [chance.below(10) as usize];
    let in_case = chance.below(10) == 0;
    Mention {
        key: 0,
        id: MentionId(Uuid::from_u128(
            (u128::from(i) << 40) | u128::from(chance.next() & 0xFF_FFFF),
        )),
        brand: brand(from / 2),
        source: source(from),
        external_id: i.to_string(),
        visibility: if chance.below(20) == 0 { Visibility::Private } else { Visibility::Public },
        client: None,
        case: None,
        author: format!("author {}", chance.below(300_000)),
        title: String::new(),
        text: said.join(" "),
        rating,
        url: String::new(),
        posted_at: at,
        arrived_at: at,
        lang: [
            Language::Ru,
            Language::Ru,
            Language::Ru,
            Language::En,
            Language::Ro,
            Language::Other,
        ][chance.below(6) as usize],
        tone: if rating.is_some_and(|r| r < 3) {
            Tone::Negative
        } else {
            Tone::ALL[chance.below(4) as usize]
        },
        tone_confidence: 0.8,
        intent: Intent::ALL[chance.below(6) as usize],
        intent_confidence: 0.7,
        state: if in_case {
            "case"
        } else if i + 5_000 > count {
            "new"
        } else {
            "seen"
        }
        .into(),
        terms: said.join(" "),
    }
}

async fn measure(db: &Db) {
    let wordy = |ranks: &[usize]| {
        let mut m = Match::default();
        for rank in ranks {
            m.any_word(&[word(*rank)]);
        }
        m
    };
    let filtered = |facets: &[String]| {
        let mut m = Match::default();
        for f in facets {
            m.any([f.clone()]);
        }
        m
    };
    let b = |n| facet_id('b', brand(n).0);
    let mut branch = Match::default();
    branch
        .any((0..3).map(b))
        .any([facet('t', "negative")])
        .any([facet('m', "new"), facet('m', "seen")]);
    let rare = filtered(&[
        b(1),
        facet('l', "ro"),
        facet('t', "mixed"),
        facet('i', "wish"),
        facet('r', "3"),
        facet('v', "private"),
    ]);
    let mut nothing = filtered(&[b(1), facet_id('s', source(20).0)]);
    nothing.any([facet('t', "negative")]);
    let mut two_in_brand = wordy(&[40, 300]);
    two_in_brand.any([b(4)]);
    let cases = [
        ("no filter", Match::default()),
        ("one brand", filtered(&[b(3)])),
        ("brand negative", filtered(&[b(3), facet('t', "negative")])),
        ("three brands, negative, not in a case", branch),
        ("new", filtered(&[facet('m', "new")])),
        ("new of a brand, low marks", filtered(&[b(3), facet('m', "new"), facet('r', "1")])),
        (
            "ratings 1 or 2, ro, complaint",
            filtered(&[facet('l', "ro"), facet('i', "complaint"), facet('r', "1")]),
        ),
        ("rare mix of six", rare),
        ("impossible pair", nothing),
        ("two half-sets that never meet", filtered(&[facet('t', "positive"), facet('r', "1")])),
        ("common word", wordy(&[3])),
        ("usual word", wordy(&[200])),
        ("rare word", wordy(&[20_000])),
        ("two common words", wordy(&[2, 5])),
        ("two usual words", wordy(&[40, 300])),
        ("common and rare word", wordy(&[2, 30_000])),
        ("two words in a brand", two_in_brand),
        ("two common words and a rare mix", {
            let mut m = wordy(&[2, 5]);
            m.any([facet('l', "ro")]).any([facet('i', "wish")]).any([facet('v', "private")]);
            m
        }),
    ];
    for (name, matching) in cases {
        let mut times = Vec::new();
        let mut hits = 0;
        for round in 0..30 {
            // A page further back each time, as a reader would walk.
            let before = (round % 3 == 2).then_some((START / 1000 + YEARS_US / 2000) << 20);
            let started = Instant::now();
            let page = Page { matching: matching.clone(), before, limit: 51, ..Page::default() };
            hits = hits.max(mention::page(db, &page).await.unwrap().len());
            times.push(started.elapsed());
        }
        times.sort();
        let ms = |d: Duration| d.as_secs_f64() * 1000.0;
        println!(
            "{name:42} {hits:3} hits, median {:7.2} ms, worst {:7.2} ms",
            ms(times[15]),
            ms(times[29])
        );
    }
}

/// The `rank`-th word; its letters say nothing.
fn word(rank: usize) -> String {
    let mut n = rank as u64 * 7919 + 676;
    let mut out = String::from("ab");
    while n > 0 {
        out.push((b'a' + (n % 26) as u8) as char);
        n /= 26;
    }
    out
}

/// A cheap generator, so that each run writes the same.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }
}

/// Words of a text: the n-th is n times rarer than the first.
struct Zipf(Vec<f64>);

impl Zipf {
    fn over(n: usize) -> Self {
        let mut sum = 0.0;
        Zipf(
            (1..=n)
                .map(|rank| {
                    sum += 1.0 / rank as f64;
                    sum
                })
                .collect(),
        )
    }

    fn pick(&self, chance: &mut Chance) -> usize {
        let whole = self.0.last().copied().unwrap_or(1.0);
        let at = (chance.next() >> 11) as f64 / (1u64 << 53) as f64 * whole;
        self.0.partition_point(|sum| *sum < at).min(self.0.len() - 1)
    }
}

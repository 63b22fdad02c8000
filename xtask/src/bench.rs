//! Measures of the product, written where people look for them.
//! `bench desk`: how long a large desk takes to answer, and its memory.

pub mod http;
mod load;
mod machine;
mod report;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};

use crate::product::{self, Desk, SignIn, sign_in};
use http::{Connection, encode, links};
use load::{Page, Times};

const USAGE: &str =
    "usage: cargo xtask bench desk [--mentions N] [--cases M] [--seconds S] [--keep DIR]";
const CONNECTIONS: usize = 8;
/// Where a new desk begins to number its cases.
const FIRST_CASE: u64 = 1001;

struct Options {
    mentions: u32,
    cases: u32,
    seconds: u64,
    /// The desk's data stay here, for the next run too.
    keep: Option<PathBuf>,
}

/// What a desk was seen to do.
struct Measured {
    times: Vec<Times>,
    lasting: Duration,
    seeding: Option<Duration>,
    ready: Duration,
    resident: u64,
    peak: u64,
    empty_ready: Duration,
    empty_resident: u64,
}

pub fn run(words: &[&str]) -> anyhow::Result<()> {
    let ["desk", rest @ ..] = words else { bail!(USAGE) };
    let options = options(rest)?;
    let program = product::build()?;
    let (empty_ready, empty_resident) = empty(&program)?;

    let temporary = tempfile::tempdir()?;
    let data = options.keep.as_deref().unwrap_or(temporary.path());
    let (who, seeding) = seed(&program, data, &options)?;
    let desk = Desk::serve(&program, data)?;
    let mut visitor = Connection::open(desk.port)?;
    visitor.sign_in("/sign-in", &who)?;
    let pages = pages(&mut visitor, options.cases)?;
    println!("Warming up");
    load::run(&visitor, &pages, 2, Duration::from_secs(5))?;
    println!("{CONNECTIONS} connections for {} s", options.seconds);
    let lasting = Duration::from_secs(options.seconds);
    let times = load::run(&visitor, &pages, CONNECTIONS, lasting)?;
    let (resident, peak) = desk.memory()?;
    let ready = desk.ready_after;
    let measured =
        Measured { times, lasting, seeding, ready, resident, peak, empty_ready, empty_resident };
    let section = report::section(&options, &measured);
    println!("\n{section}");
    report::write(&section)
}

/// An empty desk: the time from start to ready (the best of five) and its memory after one page.
fn empty(program: &Path) -> anyhow::Result<(Duration, u64)> {
    let mut best = Duration::MAX;
    let mut resident = 0;
    for _ in 0..5 {
        let data = tempfile::tempdir()?;
        let desk = Desk::serve(program, data.path())?;
        Connection::open(desk.port)?.get("/sign-in")?;
        best = best.min(desk.ready_after);
        resident = desk.memory()?.0.max(resident);
    }
    Ok((best, resident))
}

/// Fills `data` unless an earlier run did, and says who may sign in.
fn seed(
    program: &Path,
    data: &Path,
    options: &Options,
) -> anyhow::Result<(SignIn, Option<Duration>)> {
    let note = data.join("bench-sign-in.txt");
    if let Ok(said) = std::fs::read_to_string(&note) {
        println!("Using the desk in {}", data.display());
        return Ok((sign_in(&said)?, None));
    }
    println!("Filling a desk with {} mentions, {} cases", options.mentions, options.cases);
    std::fs::create_dir_all(data)?;
    let start = Instant::now();
    let mut command = Command::new(program);
    command.args(["bench-seed", "--mentions", &options.mentions.to_string()]);
    command.args(["--cases", &options.cases.to_string(), "--data-dir"]).arg(data);
    let seeded = command.stderr(std::process::Stdio::inherit()).output()?;
    ensure!(seeded.status.success(), "{command:?}: {}", seeded.status);
    let said = String::from_utf8(seeded.stdout)?;
    let who = sign_in(&said)?;
    std::fs::write(&note, said)?;
    Ok((who, Some(start.elapsed())))
}

/// The pages that people keep open all day.
fn pages(visitor: &mut Connection, cases: u32) -> anyhow::Result<Vec<Page>> {
    let own = |paths: &[&str]| paths.iter().map(|p| (*p).to_owned()).collect();
    let found: Vec<String> = WORDS.iter().map(|w| format!("/search?q={}", encode(w))).collect();
    let list = visitor.get("/cases")?.body;
    let first = links(&list, "/cases/").into_iter().find(|l| number(l).is_some());
    let first = first.context("no case on the page of cases")?;
    let (shape, _) = first.rsplit_once('/').context("an address of a case")?;
    // Spread over all cases, far beyond what a cache of rows would hold.
    let spread = (0..997u64).map(|n| FIRST_CASE + n * 7919 % u64::from(cases));
    Ok(vec![
        Page { name: "home", paths: own(&["/"]) },
        Page { name: "mentions", paths: own(MENTIONS) },
        Page { name: "search", paths: found },
        Page { name: "case", paths: spread.map(|n| format!("{shape}/{n}")).collect() },
        Page { name: "cases", paths: own(CASES) },
    ])
}

fn number(link: &str) -> Option<u32> {
    link.rsplit_once('/')?.1.parse().ok()
}

/// No filter, one, several; a frequent value and a rare mix.
const MENTIONS: &[&str] = &[
    "/mentions",
    "/mentions?tone=negative",
    "/mentions?lang=ro&tone=negative",
    "/mentions?lang=ru&intent=complaint&rating=1",
    "/mentions?tone=positive&rating=1",
    "/mentions?intent=wish&lang=en",
    "/mentions?q=delivery&tone=negative&lang=en",
    "/mentions?q=доставка&rating=2",
];

const CASES: &[&str] = &["/cases", "/cases?stage=intake", "/cases?stage=waiting"];

/// Frequent and rare words of the three languages, and two words together.
const WORDS: &[&str] = &[
    "delivery",
    "refund",
    "terrible service",
    "доставка",
    "вернули деньги",
    "хамство",
    "livrare",
    "comanda",
    "banii înapoi",
    "чек",
];

fn options(words: &[&str]) -> anyhow::Result<Options> {
    let mut options = Options { mentions: 1_000_000, cases: 100_000, seconds: 60, keep: None };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let value = *words.next().context(USAGE)?;
        match *word {
            "--mentions" => options.mentions = value.parse()?,
            "--cases" => options.cases = value.parse()?,
            "--seconds" => options.seconds = value.parse()?,
            "--keep" => options.keep = Some(value.into()),
            _ => bail!(USAGE),
        }
    }
    ensure!(options.cases > 0, "a desk without cases has no page of a case");
    Ok(options)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read_and_slips_refused() {
        let read = options(&["--cases", "5", "--keep", "x"]).unwrap();
        assert_eq!((read.mentions, read.cases, read.seconds), (1_000_000, 5, 60));
        assert_eq!(read.keep, Some(PathBuf::from("x")));
        assert!(options(&["--cases"]).is_err());
        assert!(options(&["--cases", "many"]).is_err());
        assert!(options(&["--case", "5"]).is_err());
        assert!(options(&["--cases", "0"]).is_err());
    }
}

//! `cargo run --release -p reading --example reading -- train|eval|speed …`: the library from a shell,
//! for those who work on the model. The product's own command is `redress model`.

#![allow(clippy::unwrap_used)] // helpers of tests are tests, too

use reading::{Reader, TrainOptions, eval, train, train_language};
use std::path::{Path, PathBuf};
use std::time::Instant;
use text::Analysis;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let arg = |i: usize| args.get(i).map(String::as_str);
    match (arg(0), arg(1), arg(2)) {
        (Some("train"), Some(folder), Some(out)) => {
            let here = Path::new(env!("CARGO_MANIFEST_DIR"));
            let mut options =
                TrainOptions { examples: Some(here.join("examples")), ..TrainOptions::default() };
            for setting in &args[3..] {
                match setting.split_once('=') {
                    Some(("epochs", v)) => options.epochs = v.parse()?,
                    Some(("own", v)) => options.own_weight = v.parse()?,
                    Some(("rate", v)) => options.rate = v.parse()?,
                    Some(("decay", v)) => options.decay = v.parse()?,
                    _ => return Err(format!("no such setting: {setting}").into()),
                }
            }
            let start = Instant::now();
            let report = train(Path::new(folder), Path::new(out), &options, &mut |_| {})?;
            for u in &report.corpora {
                println!(
                    "{:<32} {:<4} {:>6} train {:>6} dev",
                    u.name, u.licence, u.train_rows, u.dev_rows
                );
            }
            println!("{} rows, {} bytes, {:.0?}", report.rows, report.model_bytes, start.elapsed());
        }
        (Some("eval"), Some(folder), model) => {
            let loaded = model.map(Reader::load).transpose()?;
            let report =
                eval(Path::new(folder), loaded.as_ref().unwrap_or(Reader::shipped()), &mut |_| {})?;
            print!("{report}");
            for h in
                report.heads.iter().filter(|h| h.corpus.starts_with("gold") || h.corpus.len() == 2)
            {
                println!("\n{} {}\n{:?}", h.corpus, h.head, h.confusion.labels);
                h.confusion.counts.iter().for_each(|r| println!("{r:?}"));
            }
        }
        (Some("language"), Some(folder), Some(out)) => {
            let here = Path::new(env!("CARGO_MANIFEST_DIR"));
            let others = here.join("../text/model/other-languages.tsv");
            let own = here.join("examples");
            let rows = train_language(
                Path::new(folder),
                Some(&own),
                &others,
                Path::new(out),
                &mut |_| {},
            )?;
            println!("{rows} rows");
        }
        (Some("read"), Some(file), model) => {
            let loaded = model.map(Reader::load).transpose()?;
            let reader = loaded.as_ref().unwrap_or(Reader::shipped());
            for line in std::fs::read_to_string(file)?.lines() {
                let r = reader.read(&Analysis::new(line), None);
                println!(
                    "{}\t{}\t{:.2}\t{}\t{:.2}\t{line}",
                    r.lang,
                    r.tone.code(),
                    r.tone_confidence,
                    r.intent.code(),
                    r.intent_confidence
                );
            }
        }
        (Some("speed"), Some(file), _) => speed(&PathBuf::from(file))?,
        _ => eprintln!(
            "train FOLDER OUT [EPOCHS] | eval FOLDER [MODEL] | language FOLDER OUT | read FILE_OF_LINES [MODEL] | speed FILE_OF_LINES"
        ),
    }
    Ok(())
}

/// Time per text of the lines of a file, analysis and reading apart.
fn speed(file: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let body = std::fs::read_to_string(file)?;
    let lines: Vec<&str> = body.lines().collect();
    let reader = Reader::shipped();
    for round in 0..3 {
        let start = Instant::now();
        let all: Vec<Analysis> = lines.iter().map(|l| Analysis::new(l)).collect();
        let analysed = start.elapsed();
        let start = Instant::now();
        let sure: f32 = all.iter().map(|a| reader.read(a, None).tone_confidence).sum();
        let read = start.elapsed();
        let per = |d: std::time::Duration| d.as_secs_f64() * 1e6 / lines.len() as f64;
        println!(
            "round {round}: {} texts, {:.1} bytes each, analysis {:.2} µs, reading {:.2} µs ({sure:.0})",
            lines.len(),
            body.len() as f64 / lines.len() as f64,
            per(analysed),
            per(read)
        );
    }
    Ok(())
}

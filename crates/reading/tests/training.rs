//! Training: the same seed gives the same bytes, forbidden corpora are left alone, damage is named.
#![allow(clippy::unwrap_used)]

use reading::{Reader, TrainError, TrainOptions, eval, train};
use std::path::Path;

fn small(examples: bool) -> TrainOptions {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    TrainOptions {
        examples: examples.then_some(own),
        bits: 12,
        epochs: 2,
        ..TrainOptions::default()
    }
}

#[test]
fn same_seed_same_bytes() {
    let dir = tempfile::tempdir().unwrap();
    let run = |name: &str, options: &TrainOptions| {
        let out = dir.path().join(name);
        train(dir.path(), &out, options, &mut |_| {}).unwrap();
        std::fs::read(out).unwrap()
    };
    let first = run("a", &small(true));
    assert_eq!(first, run("b", &small(true)));
    assert_ne!(first, run("c", &TrainOptions { seed: 5, ..small(true) }));
}

#[test]
fn what_was_learnt_can_be_loaded_and_knows_more_than_chance() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("model");
    let report = train(dir.path(), &out, &small(true), &mut |_| {}).unwrap();
    assert_eq!(report.corpora.len(), 3);
    let reader = Reader::load(&out).unwrap();
    let measured =
        eval(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples"), &reader, &mut |_| {})
            .unwrap();
    for h in measured.heads.iter().filter(|h| h.head == "intent") {
        assert!(h.macro_f1 > 0.3, "{measured}");
    }
}

/// Class B and unsettled corpora never reach weights, and a folder of them alone is refused.
#[test]
fn forbidden_corpora_are_left_out() {
    let dir = tempfile::tempdir().unwrap();
    for name in
        ["ro_laroseda", "ru_rusentiment", "en_airline_tweets", "ru_cedr_emotions", "unheard_of"]
    {
        let row =
            "{\"text\":\"slab\",\"lang\":\"ro\",\"label\":\"negative\",\"split\":\"train\"}\n";
        std::fs::write(dir.path().join(format!("{name}.jsonl")), row.repeat(20)).unwrap();
    }
    let out = dir.path().join("model");
    let refused = train(dir.path(), &out, &small(false), &mut |_| {});
    assert!(matches!(refused, Err(TrainError::NothingToLearn(_))));
    assert!(!out.exists());
    let report = train(dir.path(), &out, &small(true), &mut |_| {}).unwrap();
    assert_eq!(report.left_out.len(), 5);
}

#[test]
fn a_file_that_is_no_model_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("m");
    std::fs::write(&path, b"hello").unwrap();
    assert!(Reader::load(&path).is_err());
    assert!(Reader::load(dir.path().join("none")).is_err());
}

//! Stored journals of earlier versions. A form that was once written is read for ever: these files
//! are added to and never changed.

use super::*;

/// Every event that the first version could write.
const FORMAT_1: &str = include_str!("golden/format-1.jsonl");

#[test]
fn a_journal_of_format_1_still_replays() {
    let journal: Vec<Recorded> =
        FORMAT_1.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let kinds: std::collections::BTreeSet<_> = journal.iter().map(|r| r.event.kind()).collect();
    assert_eq!(kinds.len(), 21, "{kinds:?}");
    let s = replay(&journal).unwrap();
    assert_eq!((s.version, s.number), (journal.len() as i64, 1001));
    assert_eq!((s.stage, s.outcome), (Stage::FactFinding, None));
    assert_eq!(s.mentions.len(), 3);
    assert_eq!((s.promises.len(), s.open_promises().len()), (3, 0));
    assert_eq!(s.promises[0].settled_at, Some(at(20)), "kept by the reply");
    let fates: Vec<_> = s.replies.iter().map(|r| r.delivery).collect();
    assert_eq!(fates, [Delivery::Sent, Delivery::Withdrawn]);
    assert_eq!((s.evidence.len(), s.wishes.len()), (1, 1));
}

/// Every event that the second version could write.
const FORMAT_2: &str = include_str!("golden/format-2.jsonl");

#[test]
fn a_journal_of_format_2_still_replays_and_is_written_as_it_was() {
    let journal: Vec<Recorded> =
        FORMAT_2.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for (recorded, line) in journal.iter().zip(FORMAT_2.lines()) {
        assert_eq!(serde_json::to_string(recorded).unwrap(), line);
    }
    let s = replay(&journal).unwrap();
    assert_eq!((s.version, s.number), (journal.len() as i64, 1001));
    assert!(s.erased && s.merged_into.is_some());
}

/// Whoever adds an event writes it into the golden file of the present version.
#[test]
fn every_kind_of_event_is_kept_in_a_golden_file() {
    let kept: std::collections::BTreeSet<String> = [FORMAT_1, FORMAT_2]
        .iter()
        .flat_map(|file| file.lines())
        .map(|line| serde_json::from_str::<Recorded>(line).unwrap().event.kind().to_owned())
        .collect();
    let known = include_str!("../event.rs");
    let (_, kinds) = known.split_once("pub fn kind(&self)").unwrap();
    let (kinds, _) = kinds.split_once("/// An event in its place").unwrap();
    let kinds: Vec<&str> = kinds.split('"').skip(1).step_by(2).collect();
    assert!(kinds.len() > 50, "{kinds:?}");
    let missing: Vec<_> = kinds.into_iter().filter(|kind| !kept.contains(*kind)).collect();
    assert!(missing.is_empty(), "in no golden file: {missing:?}");
}

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

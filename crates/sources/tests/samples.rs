//! The sample reviews of the repository come in whole: each file in its own format
//! and encoding, the mapping guessed, nothing set aside.

#![allow(clippy::unwrap_used)] // helpers of tests are tests, too

use jiff::tz::TimeZone;
use sources::file::{self, Field, Format, Options};
use std::path::Path;

#[test]
fn every_sample_file_is_read_without_help() {
    let expect = [
        ("alder-video.ru.csv", Format::Csv, Some("windows-1251"), 214),
        ("alder-video.ro.xlsx", Format::Xlsx, None, 52),
        ("alder-bank.en.jsonl", Format::Jsonl, Some("UTF-8"), 81),
        ("alder-shop.en.csv", Format::Csv, Some("UTF-8"), 99),
        ("alder-shop.ro.txt", Format::Csv, Some("UTF-16LE"), 79),
    ];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    let mut texts = 0;
    for (name, format, encoding, rows) in expect {
        let mut import = file::open(&folder.join(name), Options::new(TimeZone::UTC)).unwrap();
        let preview = import.preview(3);
        assert_eq!(preview.format, format, "{name}");
        assert_eq!(preview.encoding, encoding, "{name}");
        let fields: Vec<Field> = preview.mapping.iter().map(|column| column.field).collect();
        assert!(fields.contains(&Field::Text), "{name}: {:?}", preview.mapping);
        assert!(fields.contains(&Field::ExternalId), "{name}: {:?}", preview.mapping);
        assert_eq!(preview.rows.len(), 3);
        for row in import.by_ref() {
            let row = row.unwrap_or_else(|bad| panic!("{name}: {bad:?}"));
            assert!(!row.text.is_empty() && !row.text.contains('\u{fffd}'), "{name}: {row:?}");
            assert_eq!(row.rating.is_some(), name == "alder-shop.en.csv", "{name}: {row:?}");
            texts += 1;
        }
        let counts = import.counts();
        assert_eq!((counts.seen, counts.ok), (rows, rows), "{name}");
    }
    assert_eq!(texts, 525);
}

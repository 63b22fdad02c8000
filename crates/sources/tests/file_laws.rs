//! What holds for any file: nothing panics, every row is counted once, what was
//! written is read, the same file twice is the same reviews.
#![allow(clippy::unwrap_used)]

mod files;

use files::{Cell, import, options, package, xlsx};
use proptest::prelude::*;
use sources::file::{Format, Import, open_reader};
use std::collections::HashSet;
use std::io::Cursor;

fn exhaust(mut import: Import) -> (u64, Vec<String>) {
    let mut prints = Vec::new();
    for row in import.by_ref().flatten() {
        prints.push(row.fingerprint);
    }
    let counts = import.counts();
    assert_eq!(counts.seen, counts.ok + counts.bad + counts.blank);
    assert_eq!(counts.ok, prints.len() as u64);
    assert_eq!(import.progress().bytes, import.progress().of);
    (counts.seen, prints)
}

fn survives(bytes: &[u8], format: Option<Format>) {
    let mut options = options();
    options.format = format;
    if let Ok(import) = open_reader(Box::new(Cursor::new(bytes.to_vec())), options) {
        import.preview(5);
        exhaust(import);
    }
}

fn csv_of(rows: &[Vec<String>], delimiter: u8) -> Vec<u8> {
    let mut out = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    out.write_record(["id", "text", "author"]).unwrap();
    rows.iter().for_each(|row| out.write_record(row).unwrap());
    out.into_inner().unwrap()
}

/// Texts that reading leaves as they are: trimmed, no markup, no control characters.
fn text() -> impl Strategy<Value = String> {
    "[a-zа-яăâîșț0-9 ,;|'\"\n=.!?😀-]{1,40}"
        .prop_map(|text| text.trim().to_owned())
        .prop_filter("not empty", |text| !text.is_empty() && !text.starts_with("redress_"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        for format in [None, Some(Format::Csv), Some(Format::Jsonl), Some(Format::Json), Some(Format::Xlsx)] {
            survives(&bytes, format);
        }
    }

    #[test]
    fn any_csvish_text_is_survived(text in "[a\"',;\t\n\r\\\\é;\"\n0-9./]{0,300}") {
        survives(text.as_bytes(), None);
        survives(format!("id;text;date\n{text}").as_bytes(), Some(Format::Csv));
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        survives(&wide, None);
    }

    #[test]
    fn any_jsonish_text_is_survived(text in "[{}\\[\\]:,\"a1\n\\\\ u]{0,300}") {
        survives(text.as_bytes(), Some(Format::Jsonl));
        survives(format!("[{{\"a\":{text}").as_bytes(), None);
        survives(format!("{{\"text\":\"{text}").as_bytes(), None);
    }

    #[test]
    fn any_damage_to_a_workbook_is_survived(at in 0usize..2000, byte in any::<u8>(), cut in 0usize..2000) {
        let mut bytes = xlsx(&[vec![Cell::Text("text")], vec![Cell::Text("one")], vec![Cell::Number("2")]]);
        let place = at % bytes.len();
        bytes[place] = byte;
        survives(&bytes, None);
        bytes.truncate(cut % bytes.len());
        survives(&bytes, Some(Format::Xlsx));
    }

    #[test]
    fn any_sheet_is_survived(inner in "(<row>|</row>|<c t=\"s\">|<c>|</c>|<v>|</v>|<is>|<t>|1|0|&amp;|&|a|<!\\[CDATA\\[x\\]\\]>|<!--|-->){0,40}") {
        survives(&package(format!("<worksheet><sheetData>{inner}").as_bytes(), b"<sst><si><t>a</t></si></sst>"), None);
        survives(&package(b"<worksheet/>", inner.as_bytes()), None);
    }

    #[test]
    fn what_is_written_is_read(
        texts in proptest::collection::vec((text(), text()), 1..20),
        delimiter in proptest::sample::select(vec![b',', b';', b'\t', b'|']),
        wide in any::<bool>(),
    ) {
        let rows: Vec<Vec<String>> = texts.iter().enumerate()
            .map(|(n, (text, author))| vec![format!("r{n}"), text.clone(), author.clone()]).collect();
        let mut bytes = csv_of(&rows, delimiter);
        if wide {
            let text = String::from_utf8(bytes).unwrap();
            bytes = [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
        }
        let mut options = options();
        options.delimiter = Some(char::from(delimiter));
        let read: Vec<_> = import(bytes, options).collect();
        prop_assert_eq!(read.len(), rows.len());
        for (read, row) in read.iter().zip(&rows) {
            let read = read.as_ref().unwrap();
            prop_assert_eq!(read.external_id.as_deref(), Some(row[0].as_str()));
            prop_assert_eq!(&read.text, &row[1]);
            let author = row[2].split_whitespace().collect::<Vec<_>>().join(" ");
            let read_author = read.author.as_deref().unwrap_or_default();
            prop_assert_eq!(read_author.split_whitespace().collect::<Vec<_>>().join(" "), author);
        }
    }

    #[test]
    fn every_line_is_counted_once(lines in proptest::collection::vec("(|[0-9]{1,2}|;|[а-я ]{0,9};[0-9]{0,2}|x;y;z|\"[а-я]{1,5}|[0-9];вчера)", 0..40)) {
        let mut text = String::from("отзыв;оценка\n");
        lines.iter().for_each(|line| { text.push_str(line); text.push('\n'); });
        let mut options = options();
        options.delimiter = Some(';');
        let (seen, _) = exhaust(import(text.clone(), options));
        // A quoted text may rightly span lines; nothing else may join or drop them.
        let quoted = lines.iter().filter(|line| line.starts_with('"')).count() as u64;
        prop_assert!(seen <= lines.len() as u64 && seen + quoted * lines.len() as u64 >= lines.len() as u64);
        if quoted == 0 { prop_assert_eq!(seen, lines.len() as u64); }
    }

    #[test]
    fn resuming_gives_the_same_rows(lines in proptest::collection::vec("(ок|плохо|[а-я]{1,6})", 1..40), after in 0u64..45) {
        let text = format!("отзыв\n{}\n", lines.join("\n"));
        let whole: Vec<_> = import(text.clone(), options()).flatten().filter(|row| row.row > after).collect();
        let mut resumed = import(text, options());
        resumed.resume_after(after);
        prop_assert_eq!(resumed.flatten().collect::<Vec<_>>(), whole);
    }
}

#[test]
fn the_same_file_twice_is_the_same_reviews() {
    let file = "автор;дата;отзыв\nИра;01.05.2024;Плохо\nИра;01.05.2024;Плохо\n;;Плохо\n;;Плохо\n;;Плохо\nОля;;Плохо\n";
    let (_, first) = exhaust(import(file, options()));
    let (_, second) = exhaust(import(file, options()));
    assert_eq!(first, second);
    assert_eq!(first[0], first[1], "the same author, day and text is the same review");
    let distinct: HashSet<_> = first.iter().collect();
    assert_eq!(distinct.len(), 5, "anonymous texts are counted, not merged");
    // Another format, encoding, column order and default zone change nothing.
    let other = "[{\"text\":\"Плохо\",\"date\":\"2024-05-01\",\"author\":\"Ира\"}]";
    let mut utc = options();
    utc.zone = jiff::tz::TimeZone::UTC;
    assert_eq!(exhaust(import(other, utc)).1, [first[0].clone()]);
}

//! Bad input: read rightly or set aside with its reason, the rows around it unharmed.
#![allow(clippy::unwrap_used)]

mod files;

use files::{Cell, import, options, package, rows, told, xlsx};
use sources::file::{Bad, Reason, SetAside, display_safe};

#[test]
fn each_ugly_row_is_named_and_its_neighbours_live() {
    let file = "id;дата;оценка;отзыв\n\
        1;01.05.2024;5;хорошо\n\
        2;вчера;5;плохо\n\
        3;01.05.2024;отлично;слово вместо оценки\n\
        4;01.05.2024;5;с\0нулём\n\
        5;01.05.2024;5;лишний;столбец\n\
        6;01.05.2024;5\n\
        7;32.05.2024;5;нет такого дня\n\
        ;;;\n\
        \n\
        8;01.05.2024;9;вне шкалы\n\
        9;01.05.2024;;\n\
        10;01.05.2024;3;\n\
        11;01.05.2024;5;\"не закрыто\n\
        12;01.05.2024;5;😀😀😀\n\
        13;май 2024;5;без дня\n\
        14;01.05.2024;5;=HYPERLINK(\"http://x\")\n\
        15;01.05.2024;5;счёт\u{202e}fdp.exe\n";
    let expect = [
        "хорошо",
        "!relative_date",
        "!unreadable_rating",
        "!nul_byte",
        "!too_many_columns",
        "!too_few_columns",
        "!impossible_date",
        "!rating_out_of_range",
        "!no_text",
        "",
        "!unbalanced_quotes",
        "😀😀😀",
        "!incomplete_date",
        "=HYPERLINK(\"http://x\")",
        "счёт\u{202e}fdp.exe",
    ];
    assert_eq!(told(file), expect);
    let mut import = import(file, options());
    let last = import.by_ref().last().unwrap().unwrap();
    assert!(last.flags.bidi);
    assert_eq!(display_safe(&last.text), "счёт⟦U+202E⟧fdp.exe");
    let counts = import.counts();
    assert_eq!((counts.seen, counts.ok, counts.bad, counts.blank), (17, 5, 10, 2));
}

#[test]
fn wrong_bytes_cost_their_row_only() {
    let mut file = "id,отзыв\n1,хорошо\n2,".as_bytes().to_vec();
    file.extend([0xEF, 0xEB, 0xEE, 0xF5, 0xEE]);
    file.extend("\n3,снова хорошо\n".as_bytes());
    let all = rows(file);
    let bad = all[1].as_ref().unwrap_err();
    assert_eq!(bad.reason, Reason::BadEncoding { column: 2, encoding: "UTF-8" });
    assert_eq!((bad.row, bad.byte_offset), (3, 29));
    assert!(all[0].is_ok() && all[2].is_ok());
}

#[test]
fn broken_json_lines_and_hostile_values() {
    let file = "{\"text\":\"one\"}\n{\"text\":\"two\"\n[1,2]\n{\"text\":\"a\\u0000b\"}\n{\"text\":\"\"}\n{\"text\":\"six\",\"text\":\"again\"}\n";
    assert_eq!(told(file), ["one", "!broken_json", "!not_an_object", "!nul_byte", "six"]);
    let again = rows(file).pop().unwrap().unwrap();
    assert_eq!(again.extra, [("text".to_owned(), "again".to_owned())]);
}

#[test]
fn duplicate_headers_lose_nothing() {
    let row = rows("отзыв;отзыв;цвет;цвет\nпервый;второй;а;б\n").remove(0).unwrap();
    assert_eq!(row.text, "первый");
    let extra = [("отзыв (2)", "второй"), ("цвет", "а"), ("цвет (2)", "б")];
    assert_eq!(row.extra, extra.map(|(name, value)| (name.to_owned(), value.to_owned())));
}

#[test]
fn a_workbook_that_breaks_inside_says_so() {
    use std::fmt::Write;
    let mut sheet = String::from(
        "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>Отзыв</t></is></c></row>",
    );
    for n in 0..2000 {
        write!(
            sheet,
            "<row><c t=\"inlineStr\"><is><t>Отзыв номер {n}, {}</t></is></c></row>",
            n * 7919
        )
        .unwrap();
    }
    let cut = &sheet.as_bytes()[..sheet.find("номер 1400").unwrap()];
    let mut all = rows(package(cut, b"<sst/>"));
    let last = all.pop().unwrap().unwrap_err();
    assert!(last.reason.ends_the_file(), "{last:?}");
    assert!(all.len() > 1000 && all.iter().all(Result::is_ok));

    // The same with the packed bytes damaged: the archive's checksum or the packing notices.
    let whole = package((sheet + "</sheetData></worksheet>").as_bytes(), b"<sst/>");
    let mut noticed = 0;
    for at in (whole.len() / 3..whole.len() / 2).step_by(397) {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x10;
        let opened = sources::file::open_reader(Box::new(std::io::Cursor::new(damaged)), options());
        noticed += match opened {
            Err(_) => 1,
            Ok(import) => usize::from(import.last().is_some_and(|row| row.is_err())),
        };
    }
    assert_eq!(noticed, (whole.len() / 3..whole.len() / 2).step_by(397).count());
}

#[test]
fn large_cells_in_a_workbook_are_counted_and_dropped() {
    let large = "&amp;я".repeat(300_000);
    let sheet = "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>Отзыв</t></is></c></row>\
        <row><c t=\"s\"><v>0</v></c></row><row><c t=\"s\"><v>1</v></c></row></sheetData></worksheet>";
    let strings = format!("<sst><si><t>{large}</t></si><si><t>мал</t></si></sst>");
    let bytes = package(sheet.as_bytes(), strings.as_bytes());
    assert!(told(bytes) == ["!cell_too_large", "мал"]);
    let mut small = options();
    small.limits.unpacked = 100_000;
    let bytes = package(sheet.as_bytes(), strings.as_bytes());
    let error =
        sources::file::open_reader(Box::new(std::io::Cursor::new(bytes)), small).err().unwrap();
    assert_eq!(error.code(), "broken_workbook");
}

fn set_aside(file: impl Into<Vec<u8>>, lang: &str) -> (String, Vec<Bad>) {
    let import = import(file, options());
    let mut out = SetAside::new(Vec::new(), &import.headers(), lang);
    let bad: Vec<Bad> = import.filter_map(Result::err).collect();
    bad.iter().for_each(|bad| out.add(bad).unwrap());
    (String::from_utf8(out.finish().unwrap()).unwrap(), bad)
}

#[test]
fn what_was_set_aside_is_corrected_and_imported_again() {
    let file =
        "id;дата;отзыв\n1;вчера;=1+1 плохо\n2;01.05.2024;\"не закрыто\n3;01.05.2024;хорошо\n";
    let (text, bad) = set_aside(file, "ru");
    assert_eq!(bad.len(), 2);
    assert!(text.starts_with(
        "\u{feff}redress_row;redress_reason;redress_why;id;дата;отзыв;redress_raw\r\n"
    ));
    assert!(text.contains("2;relative_date;«вчера» зависит от дня, когда это написано. Укажите саму дату.;1;вчера;'=1+1 плохо;"));
    assert_eq!(told(text.clone()), ["!relative_date", "!not_corrected"]);
    let corrected = text.replace("1;вчера;", "1;02.05.2024;");
    let row = rows(corrected).remove(0).unwrap();
    assert_eq!((row.text.as_str(), row.external_id.as_deref()), ("=1+1 плохо", Some("1")));
    assert!(row.extra.is_empty());
    // A second round keeps the columns in their places.
    let (again, _) = set_aside(text, "ru");
    assert!(again.contains(";1;вчера;'=1+1 плохо;"), "{again}");
    let headerless = "5,2024-05-01,works well enough\n".repeat(9) + "4,yesterday,came late again\n";
    let (text, _) = set_aside(headerless, "en");
    let row = rows(text.replace("yesterday", "2024-05-02")).remove(0).unwrap();
    assert_eq!((row.text.as_str(), row.posted_at.is_some()), ("came late again", true));
    let (nothing, _) = set_aside("отзыв\nхорошо\n", "ro");
    assert_eq!(nothing, "");
}

#[test]
fn every_reason_speaks_three_languages() {
    let bytes = xlsx(&[
        vec![Cell::Text("Отзыв"), Cell::Text("Дата")],
        vec![Cell::Text("а"), Cell::Text("ieri")],
    ]);
    let bad = rows(bytes).remove(0).unwrap_err();
    let said = ["ru", "en", "ro"].map(|lang| bad.reason.say(lang));
    assert!(
        said.iter().all(|sentence| sentence.contains("ieri"))
            && said[0] != said[1]
            && said[1] != said[2]
    );
}

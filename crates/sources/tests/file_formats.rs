//! Every format and every column: what comes out of ordinary exports.
#![allow(clippy::unwrap_used)]

mod files;

use files::{Cell, import, options, rows, told, xlsx};
use jiff::tz::TimeZone;
use sources::file::{
    Assign, DateOrder, Field, Format, Guess, OpenError, Options, OrderDecision, Row, Warning,
};

fn one(bytes: impl Into<Vec<u8>>) -> Row {
    let mut all: Vec<_> = rows(bytes);
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0).unwrap()
}

#[test]
fn a_russian_marketplace_export() {
    let text = "ID отзыва;Автор;Дата отзыва;Оценка;Достоинства;Недостатки;Комментарий;Ссылка на отзыв;Филиал;Ответ магазина;Лайки;Цвет\n\
         77;Ирина П.;1 мая 2024 г. в 10:20;4,5;быстро;дорого;\"Чайник &amp; <b>крышка</b>\";https://shop.ru/r/77;Казань;Спасибо!;3;красный\n";
    let (cp1251, _, bad) = encoding_rs::WINDOWS_1251.encode(text);
    assert!(!bad);
    let row = one(cp1251.into_owned());
    assert_eq!(row.row, 2);
    assert_eq!(row.external_id.as_deref(), Some("77"));
    assert_eq!(row.text, "Чайник & крышка\nДостоинства: быстро\nНедостатки: дорого");
    assert_eq!(row.author.as_deref(), Some("Ирина П."));
    assert_eq!(row.posted_at.unwrap().to_string(), "2024-05-01T07:20:00Z");
    assert_eq!(row.rating, Some(5));
    assert_eq!(row.url.as_deref(), Some("https://shop.ru/r/77"));
    assert_eq!(row.brand.as_deref(), Some("Казань"));
    assert_eq!(row.reply.as_deref(), Some("Спасибо!"));
    let extra = [("Оценка", "4,5"), ("likes", "3"), ("Цвет", "красный")];
    assert_eq!(row.extra, extra.map(|(name, value)| (name.to_owned(), value.to_owned())));
    assert!(row.flags.html_removed);
}

#[test]
fn romanian_in_its_old_encodings() {
    let text = "Autor;Notă;Recenzie\nIoana;2 stele;Coletul a venit după trei săptămâni, fără nicio explicaţie\n";
    for encoding in [encoding_rs::WINDOWS_1250, encoding_rs::ISO_8859_2] {
        let row = one(encoding.encode(text).0.into_owned());
        assert_eq!((row.rating, row.author.as_deref()), (Some(2), Some("Ioana")));
        assert!(row.text.starts_with("Coletul a venit după trei săptămâni"), "{}", row.text);
    }
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let old = one(encoding_rs::WINDOWS_1250.encode(text).0.into_owned());
    assert_eq!(one(utf16).fingerprint, old.fingerprint);
    let new = text.replace('ţ', "ț");
    assert_eq!(one(new).fingerprint, old.fingerprint);
}

#[test]
fn json_in_its_arrangements() {
    let object = r#"{"id": 5, "author": {"name": "Ann", "id": 9}, "rating": {"value": 4}, "text": "ok\nnow", "createdAt": "2024-05-01T10:20:30+03:00", "tags": ["a", "b"]}"#;
    for (text, format) in [
        (format!("{object}\n"), Format::Jsonl),
        (format!("[\n{object}\n]"), Format::Json),
        (format!("{{\"total\": 1, \"reviews\": [{object}]}}"), Format::Json),
    ] {
        assert_eq!(import(text.clone(), options()).preview(0).format, format);
        let row = one(text);
        assert_eq!(row.external_id.as_deref(), Some("5"));
        assert_eq!(row.author.as_deref(), Some("Ann"));
        assert_eq!(row.rating, Some(4));
        assert_eq!(row.text, "ok\nnow");
        assert_eq!(row.posted_at.unwrap().to_string(), "2024-05-01T07:20:30Z");
        assert!(row.extra.contains(&("tags".into(), "a, b".into())));
        assert!(row.extra.contains(&("author.id".into(), "9".into())));
    }
}

#[test]
fn a_workbook_with_typed_cells() {
    use Cell::{Date, Error, Inline, Missing, Number, Text};
    let bytes = xlsx(&[
        vec![Text("Выгрузка отзывов")],
        vec![Text("Дата"), Text("Оценка"), Text("Отзыв"), Text("ID")],
        vec![
            Date("45413.430555555555"),
            Number("5"),
            Text("Всё <хорошо> & быстро_x000D_"),
            Number("1.2E+3"),
        ],
        vec![Number("45413"), Missing, Inline("Ночью не работает")],
        vec![Text("01.05.2024"), Number("4"), Error("#REF!"), Number("7")],
        vec![],
    ]);
    let mut import = import(bytes.clone(), options());
    let preview = import.preview(10);
    assert_eq!(preview.sheet.as_deref(), Some("Отзывы"));
    assert_eq!(preview.warnings[0], Warning::RowsAboveHeader { rows: 1 });
    let rows: Vec<_> = import.by_ref().collect();
    let first = rows[0].as_ref().unwrap();
    assert_eq!((first.row, first.rating, first.external_id.as_deref()), (3, Some(5), Some("1200")));
    assert_eq!(first.posted_at.unwrap().to_string(), "2024-05-01T07:20:00Z");
    assert_eq!(first.text, "Всё <хорошо> & быстро");
    let second = rows[1].as_ref().unwrap();
    assert_eq!(second.posted_at.unwrap().to_string(), "2024-04-30T21:00:00Z");
    assert_eq!(second.text, "Ночью не работает");
    assert_eq!(rows[2].as_ref().unwrap_err().reason.code(), "sheet_error");
    let counts = import.counts();
    assert_eq!((counts.seen, counts.ok, counts.bad, counts.blank), (4, 2, 1, 1));

    // An independent reader sees the same cells.
    let mut book: calamine::Xlsx<_> = calamine::Reader::new(std::io::Cursor::new(bytes)).unwrap();
    let range = calamine::Reader::worksheet_range(&mut book, "Отзывы").unwrap();
    assert_eq!(range.get_value((3, 2)).unwrap().to_string(), second.text);
    assert_eq!(range.get_value((2, 0)).unwrap().to_string(), "45413.430555555555");
}

#[test]
fn without_headers_the_content_decides() {
    let text = "2024-05-01,Ann Lee,5,It works well and the courier was very kind,https://a.b/1\n\
         2024-05-02,Bob Roe,1,Broken on arrival and nobody answers the phone,https://a.b/2\n\
         2024-05-03,Cat Moe,4,Good enough for the money I would say,https://a.b/3\n";
    let preview = import(text, options()).preview(3);
    assert!(!preview.has_header);
    let fields: Vec<Field> = preview.mapping.iter().map(|column| column.field).collect();
    assert_eq!(fields, [Field::PostedAt, Field::Author, Field::Rating, Field::Text, Field::Url]);
    assert_eq!(preview.rows.len(), 3);
    assert_eq!(
        told("first review of a plain list\nsecond, with a comma; and so on\n\nthird\n").len(),
        3
    );
}

#[test]
fn a_person_may_choose() {
    let text = "a,b,c\nword,other words,3\n";
    let mut wishes = options();
    wishes.mapping = vec![
        "text=b".parse().unwrap(),
        "rating=#3".parse().unwrap(),
        Assign::new(Field::Title, "A"),
    ];
    let row = import(text, wishes.clone()).next().unwrap().unwrap();
    assert_eq!(
        (row.text.as_str(), row.rating, row.title.as_deref()),
        ("other words", Some(3), Some("word"))
    );
    assert!("texts=b".parse::<Assign>().is_err() && "text".parse::<Assign>().is_err());
    wishes.mapping = vec![Assign::new(Field::Text, "nope")];
    let preview = import(text, wishes).preview(1);
    assert!(preview.warnings.contains(&Warning::NoSuchColumn { column: "nope".into() }));
    assert!(preview.mapping.iter().all(|column| column.by != Guess::Chosen));
}

fn order(dates: &str, change: impl Fn(&mut Options)) -> (OrderDecision, Vec<String>) {
    let mut options = options();
    change(&mut options);
    let lines: String = dates.split(' ').map(|date| format!("{date},text of it\n")).collect();
    let import = import(format!("date,text\n{lines}"), options);
    let order = import.preview(0).date_order;
    let days = import.map(|row| match row {
        Ok(row) => row
            .posted_at
            .unwrap()
            .to_zoned(TimeZone::get("Europe/Bucharest").unwrap())
            .date()
            .to_string(),
        Err(bad) => format!("!{}", bad.reason.code()),
    });
    (order, days.collect())
}

#[test]
fn day_and_month_are_decided_over_the_column() {
    let (found, days) = order("5/1/2024 5/25/2024", |_| {});
    assert_eq!(
        found,
        OrderDecision::Proven { order: DateOrder::MonthDay, row: 3, example: "5/25/2024".into() }
    );
    assert_eq!(days, ["2024-05-01", "2024-05-25"]);
    let (_, days) = order("5/1/2024 25/5/2024 26/5/2024 5/27/2024", |_| {});
    assert_eq!(days, ["2024-01-05", "2024-05-25", "2024-05-26", "!date_against_order"]);
    let (found, days) = order("5/1/2024 6/1/2024", |_| {});
    assert_eq!(
        (found, days[0].as_str()),
        (OrderDecision::Assumed { order: DateOrder::DayMonth }, "2024-01-05")
    );
    let (found, _) =
        order("5/1/2024", |options| options.zone = TimeZone::get("America/New_York").unwrap());
    assert_eq!(found.order(), DateOrder::MonthDay);
    let (found, days) = order("5/1/2024", |options| options.date_order = Some(DateOrder::MonthDay));
    assert_eq!(
        (found, days[0].as_str()),
        (OrderDecision::Chosen { order: DateOrder::MonthDay }, "2024-05-01")
    );
    assert_eq!(order("01.05.2024 2024-05-01", |_| {}).0, OrderDecision::NotNeeded);
    // The proof may stand far beyond the rows that are shown.
    let many = "5/1/2024 ".repeat(900) + "5/25/2024";
    assert_eq!(order(&many, |_| {}).0.order(), DateOrder::MonthDay);
}

#[test]
fn a_scale_of_ten_is_seen_and_said() {
    let lines: String = (1..=10).map(|mark| format!("{mark};слова об этом\n")).collect();
    let import = import(format!("оценка;отзыв\n{lines}"), options());
    assert!(import.preview(0).warnings.contains(&Warning::RatingScale { scale: 10 }));
    let stars: Vec<u8> = import.map(|row| row.unwrap().rating.unwrap()).collect();
    assert_eq!(stars, [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
}

#[test]
fn rare_but_ordinary_cells() {
    let row = one("Отзыв покупателя;Товар;Дата\n\"раз\rдва\";чайник;0000-00-00 00:00:00\n");
    assert_eq!((row.text.as_str(), row.posted_at), ("раз\nдва", None));
    assert_eq!(row.extra, [("Товар".to_owned(), "чайник".to_owned())]);
    let mut utf16 = options();
    utf16.encoding = Some("utf-16".into());
    let text = "\u{feff}отзыв\nхорошо\n".encode_utf16().flat_map(u16::to_be_bytes);
    assert_eq!(import(text.collect::<Vec<u8>>(), utf16).next().unwrap().unwrap().text, "хорошо");
    let id = "12345678901234567";
    let book = xlsx(&[
        vec![Cell::Text("id"), Cell::Text("text")],
        vec![Cell::Number(id), Cell::Text("ok then")],
    ]);
    assert_eq!(one(book).external_id.as_deref(), Some(id));
}

#[test]
fn date_and_time_in_two_columns() {
    let row = one("Дата;Время;Отзыв\n01.05.2024;14:05;Долго ждали\n");
    assert_eq!(row.posted_at.unwrap().to_string(), "2024-05-01T11:05:00Z");
}

#[test]
fn files_of_another_kind_are_named() {
    let open = |bytes: &[u8]| {
        sources::file::open_reader(Box::new(std::io::Cursor::new(bytes.to_vec())), options())
            .err()
            .map(|error| (error.code(), matches!(error, OpenError::OtherKind { .. })))
    };
    assert_eq!(open(b""), Some(("empty", false)));
    assert_eq!(open(b" \n \n"), Some(("empty", false)));
    assert_eq!(open(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), Some(("other_kind", true)));
    assert_eq!(open(b"%PDF-1.7"), Some(("other_kind", true)));
    assert_eq!(open(b"<!DOCTYPE html><table>"), Some(("other_kind", true)));
    assert_eq!(open(b"\x1f\x8b\x08"), Some(("other_kind", true)));
    let book = xlsx(&[vec![Cell::Text("Отзыв")], vec![Cell::Text("Хорошо")]]);
    assert_eq!(open(&book[..book.len() / 2]), Some(("broken_workbook", false)));
    assert_eq!(open(&book), None);
    let mut other = options();
    other.sheet = Some("Nope".into());
    let error =
        sources::file::open_reader(Box::new(std::io::Cursor::new(book)), other).err().unwrap();
    assert_eq!(error.to_string(), "there is no sheet `Nope`; the sheets are Отзывы");
}

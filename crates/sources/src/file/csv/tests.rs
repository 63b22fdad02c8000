//! The scanner on what exports really contain: stray quotes above all.

use super::*;
use crate::file::bytes::Width;
use crate::file::encoding::detect;
use std::io::Cursor;

fn read(text: &str, width: Option<usize>) -> Vec<Result<Vec<String>, (&'static str, String)>> {
    let charset = detect(text.as_bytes(), None);
    let dialect = sniff(text.as_bytes(), charset, None);
    let source =
        ByteSource::new(Box::new(Cursor::new(text.as_bytes().to_vec())), Width::Narrow).unwrap();
    let mut reader = CsvReader::new(source, charset, dialect, Limits::default()).unwrap();
    if let Some(width) = width {
        reader.expect_width(width);
    }
    let mut rows = Vec::new();
    while let Some(record) = reader.next().unwrap() {
        rows.push(match record.problem {
            None => Ok(record.cells),
            Some(reason) => Err((reason.code(), record.raw)),
        });
    }
    rows
}

fn check(text: &str, width: usize, expect: &[&[&str]]) {
    let got: Vec<Vec<String>> = read(text, Some(width))
        .into_iter()
        .map(|row| row.unwrap_or_else(|(code, raw)| vec![format!("!{code}"), raw]))
        .collect();
    assert_eq!(got, expect, "{text}");
}

#[test]
fn quotes_delimiters_and_line_ends() {
    check("a,b\r\n\"x,\"\"y\"\"\nz\",2\r\n", 2, &[&["a", "b"], &["x,\"y\"\nz", "2"]]);
    check("a;b\n1,5;2\n3;4\n", 2, &[&["a", "b"], &["1,5", "2"], &["3", "4"]]);
    check("a\tb\rc\td", 2, &[&["a", "b"], &["c", "d"]]);
    check("a|b\n \"c|d\" |e\n", 2, &[&["a", "b"], &["c|d", "e"]]);
    check("sep=;\na;b\n", 2, &[&["a", "b"]]);
    check(
        "one, two\nthree\nfour, five, six\nseven\n",
        1,
        &[&["one, two"], &["three"], &["four, five, six"], &["seven"]],
    );
}

#[test]
fn quotes_inside_a_text_are_let_through() {
    check(
        "a;b\n\"he said \"no\" and left\";5\n",
        2,
        &[&["a", "b"], &["he said \"no\" and left", "5"]],
    );
    check("a;b\n5\" pipe;x\n", 2, &[&["a", "b"], &["5\" pipe", "x"]]);
    check(
        r#"a,b
"say \"hi\", please",5
"say \"bye\"",1
"#,
        2,
        &[&["a", "b"], &["say \"hi\", please", "5"], &["say \"bye\"", "1"]],
    );
}

#[test]
fn an_unclosed_quote_costs_its_own_line_only() {
    let bad = "2;\"never closed;1";
    let expect: &[&[&str]] = &[
        &["id", "t", "r"],
        &["1", "a", "5"],
        &["!unbalanced_quotes", bad],
        &["3", "c", "5"],
        &["4", "d", "4"],
    ];
    check(&format!("id;t;r\n1;a;5\n{bad}\n3;c;5\n4;d;4\n"), 3, expect);
    check(&format!("id;t;r\n1;a;5\n{bad}\n3;\"c\";5\n4;d;4\n"), 3, expect);
    check(&format!("id;t;r\n1;a;5\n{bad}\n3;c;5\n4;\"d\";4\n"), 3, expect);
    check("a;b\n1;\"x", 2, &[&["a", "b"], &["!unbalanced_quotes", "1;\"x"]]);
}

#[test]
fn a_text_of_many_lines_stays_one_cell() {
    check("t;r\n\"one\ntwo;\nthree\";5\n", 2, &[&["t", "r"], &["one\ntwo;\nthree", "5"]]);
}

#[test]
fn a_cell_beyond_the_limit_is_counted_and_dropped() {
    let text = format!("t;r\n\"{}\";5\nok;1\n", "x".repeat(70_000));
    let rows = read(&text, Some(2));
    assert_eq!(rows[1].as_ref().unwrap_err().0, "cell_too_large");
    assert_eq!(rows[2], Ok(vec!["ok".into(), "1".into()]));
}

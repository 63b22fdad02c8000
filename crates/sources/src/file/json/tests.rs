//! JSON in all the arrangements that exports use, whole and broken.

use super::*;
use crate::file::bytes::Width;
use crate::file::encoding::detect;
use std::io::Cursor;

fn check(text: &str, expect: &[&str]) {
    let charset = detect(text.as_bytes(), None);
    let source =
        ByteSource::new(Box::new(Cursor::new(text.as_bytes().to_vec())), Width::Narrow).unwrap();
    let shape = shape(text.as_bytes()).unwrap();
    let mut reader = JsonReader::new(source, charset, shape, Limits::default()).unwrap();
    let mut rows = Vec::new();
    while let Some(record) = reader.next().unwrap() {
        let pairs: Vec<String> =
            record.more.iter().map(|(name, value)| format!("{name}={value}")).collect();
        rows.push(match record.problem {
            Some(reason) => format!("!{}", reason.code()),
            None => pairs.join(" "),
        });
    }
    assert_eq!(rows, expect, "{text}");
}

#[test]
fn lines_arrays_and_wrapped_arrays() {
    check("{\"a\":1}\n\n{\"a\":\"x\\ny\"}\n", &["a=1", "", "a=x\ny"]);
    check("[{\"a\":1},\n {\"a\":{\"b\":[1,\"c\"]}}]\n", &["a=1", "a.b=1, c"]);
    check("{\"total\":2,\"reviews\":[{\"a\":\"]\"},{\"a\":null}],\"x\":1}", &["a=]", "a="]);
    check("{\"tags\":[{\"t\":1}],\"reviews\":[{\"a\":1}]}", &["a=1"]);
    check("{\n \"a\": 1\n}\n{\n \"a\": 2\n}\n", &["a=1", "a=2"]);
    check("{\"a\":1,\"a\":2}", &["a=1 a=2"]);
    check("[]", &[]);
}

#[test]
fn a_broken_value_costs_itself_only() {
    check("{\"a\":1}\n{\"a\":\n{\"a\":3}\n7\n", &["a=1", "!broken_json", "a=3", "!not_an_object"]);
    check("[\n{\"a\":\"1},\n{\"a\":\"2\"},\n{\"a\":\"3\"}\n]", &["!broken_json", "a=2", "a=3"]);
    check("[{\"a\":1},{\"a\":", &["a=1", "!broken_off"]);
    check("[{\"a\":1}, 5, {\"a\":2}]", &["a=1", "!not_an_object", "a=2"]);
    check("{\"a\":\"\\u0000\"}\n{}", &["!nul_byte", ""]);
    check("{\"a\":\"\\ud800\"}\n{\"a\":1}", &["!broken_json", "a=1"]);
}

#[test]
fn depth_does_not_break_the_stack() {
    let deep = format!("{{\"a\":{}{}}}\n{{\"a\":1}}\n", "[".repeat(50_000), "]".repeat(50_000));
    check(&deep, &["!broken_json", "a=1"]);
}

//! One JSON object as pairs of name and text. Nested objects become `author.name`,
//! lists are joined; a name that comes twice comes out twice, so nothing is lost.

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::Value;
use std::fmt;

/// How deep nested objects get columns of their own.
const DEPTH: usize = 3;

/// `None`: valid JSON, but no object.
pub(super) fn pairs(text: &str) -> Result<Option<Vec<(String, String)>>, String> {
    if !text.trim_start().starts_with('{') {
        return serde_json::from_str::<serde::de::IgnoredAny>(text)
            .map(|_| None)
            .map_err(|error| error.to_string());
    }
    let Pairs(pairs) = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let mut out = Vec::with_capacity(pairs.len());
    for (name, value) in pairs {
        flatten(name, value, DEPTH, &mut out);
    }
    Ok(Some(out))
}

struct Pairs(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Walk;

        impl<'de> Visitor<'de> for Walk {
            type Value = Pairs;

            fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
                out.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Pairs, M::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        from.deserialize_map(Walk)
    }
}

fn flatten(name: String, value: Value, depth: usize, out: &mut Vec<(String, String)>) {
    match value {
        Value::Object(map) if depth > 0 && !map.is_empty() => {
            for (inner, value) in map {
                flatten(format!("{name}.{inner}"), value, depth - 1, out);
            }
        }
        other => out.push((name, plain(other))),
    }
}

fn plain(value: Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text,
        Value::Array(list) if list.iter().all(|item| !item.is_object() && !item.is_array()) => {
            list.into_iter().map(plain).collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}

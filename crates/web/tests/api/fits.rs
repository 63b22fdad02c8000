//! Whether a value fits a schema of the document: types, words, required and undescribed fields.

use serde_json::Value;

/// Everything that does not fit, each with its place.
pub fn misfits(document: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    if let Some(reference) = schema["$ref"].as_str() {
        let target = document.pointer(reference.trim_start_matches('#'));
        let target = target.unwrap_or_else(|| panic!("{at}: {reference} leads nowhere"));
        return misfits(document, target, value, at);
    }
    for any in ["oneOf", "anyOf"] {
        if let Some(ways) = schema[any].as_array() {
            let tried: Vec<_> = ways.iter().map(|way| misfits(document, way, value, at)).collect();
            if tried.iter().any(Vec::is_empty) {
                return vec![];
            }
            return tried.into_iter().flatten().collect();
        }
    }
    let mut wrong = vec![];
    if let Some(words) = schema["enum"].as_array()
        && !words.contains(value)
    {
        wrong.push(format!("{at}: {value} is none of {words:?}"));
    }
    let kinds: Vec<&str> = match &schema["type"] {
        Value::String(kind) => vec![kind],
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => vec![],
    };
    if !kinds.is_empty() && !kinds.iter().any(|kind| is(kind, value)) {
        wrong.push(format!("{at}: {value} is no {kinds:?}"));
    }
    match value {
        Value::Array(items) => {
            for (n, item) in items.iter().enumerate() {
                wrong.extend(misfits(document, &schema["items"], item, &format!("{at}[{n}]")));
            }
        }
        Value::Object(fields) => {
            for name in schema["required"].as_array().into_iter().flatten() {
                if !fields.contains_key(name.as_str().unwrap()) {
                    wrong.push(format!("{at}: {name} is missing"));
                }
            }
            let open = schema["additionalProperties"] == Value::Bool(true);
            for (name, field) in fields {
                match schema["properties"].get(name) {
                    Some(inner) => {
                        wrong.extend(misfits(document, inner, field, &format!("{at}.{name}")));
                    }
                    None if open => {}
                    None => wrong.push(format!("{at}: {name} is not described")),
                }
            }
        }
        _ => {}
    }
    wrong
}

fn is(kind: &str, value: &Value) -> bool {
    match kind {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    }
}

#[test]
fn what_does_not_fit_is_told() {
    let document = serde_json::json!({ "s": { "N": { "type": "string", "enum": ["a"] } } });
    let schema = serde_json::json!({
        "type": "object", "required": ["n"],
        "properties": { "n": { "$ref": "#/s/N" }, "i": { "type": ["integer", "null"] } }
    });
    let check = |value: Value| misfits(&document, &schema, &value, "").len();
    assert_eq!(check(serde_json::json!({ "n": "a", "i": null })), 0);
    assert_eq!(check(serde_json::json!({ "n": "b" })), 1);
    assert_eq!(check(serde_json::json!({ "i": "1" })), 2);
    assert_eq!(check(serde_json::json!({ "n": "a", "x": 1 })), 1);
    assert_eq!(check(serde_json::json!([])), 1);
}

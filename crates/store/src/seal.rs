//! Which fields of an event are personal, and how they stand in the journal: `{"sealed": base64}`.
//! Without its key a sealed field reads as empty; stages, times and sums are never sealed.

use crate::Result;
use crate::row::corrupt;
use crate::vault::Key;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::CaseId;
use serde_json::{Value, json};

/// The name of the one field of a sealed value.
const SEALED: &str = "sealed";

/// What a row holds when something in it is sealed; inside of a text the quotes are escaped.
pub(crate) const MARK: &str = "{\"sealed\":\"";

/// Personal fields by the kind of event; `*` is every element of a list.
fn personal(kind: &str) -> &'static [&'static str] {
    match kind {
        "note_added" | "client_identified" => &["note"],
        "evidence_added" => &["name", "sha256"],
        "promise_made" | "remedy_granted" => &["what"],
        "promise_renewed" | "reply_failed" | "reply_withdrawn" | "reopened" | "fact_withdrawn"
        | "remedy_cancelled" | "approval_refused" => &["reason"],
        "reply_queued" => &["text", "override_reason"],
        "reply_sent" => &["proof"],
        "wish_recorded" | "fact_recorded" | "question_raised" => &["text"],
        "closed" | "verdict_given" => &["grounds"],
        "seriousness_set" => &["why"],
        "proof_added" => &["text", "receipt"],
        "proof_checked" => &["detail"],
        "statement_taken" => &["of", "text"],
        "options_offered" => &["offers/*/text"],
        "approval_asked" => &["remedy/what"],
        "apology_accepted" => &["words"],
        _ => &[],
    }
}

/// Whether there is anything in it to seal.
pub(crate) fn is_personal(event: &mut Value) -> bool {
    let mut any = false;
    let _ = each(event, &mut |_, value| {
        any |= is_clear(value);
        Ok(())
    });
    any
}

/// Seals every personal field.
pub(crate) fn seal(event: &mut Value, key: &Key, case: CaseId, version: i64) -> Result<()> {
    each(event, &mut |path, value| {
        if is_clear(value) {
            let place = place(case, version, path);
            let text = value.to_string();
            let sealed = key.seal(text.as_bytes(), &place, &place)?;
            *value = json!({ SEALED: STANDARD.encode(sealed) });
        }
        Ok(())
    })
}

/// Opens every sealed field; `None`: the key was destroyed.
pub(crate) fn open(event: &mut Value, key: Option<&Key>, case: CaseId, version: i64) -> Result<()> {
    each(event, &mut |path, value| {
        let Some(sealed) = value.get(SEALED).and_then(Value::as_str) else { return Ok(()) };
        let Some(key) = key else {
            *value = if path == "receipt" { Value::Null } else { json!("") };
            return Ok(());
        };
        let place = place(case, version, path);
        let sealed = STANDARD.decode(sealed).map_err(|e| corrupt("sealed text", e))?;
        let text = key
            .open(&sealed, &place, &place)
            .ok_or_else(|| corrupt("sealed text", "it was sealed with another key or elsewhere"))?;
        *value = serde_json::from_slice(&text).map_err(|e| corrupt("sealed text", e))?;
        Ok(())
    })
}

/// What stood in clear, before there were keys, is as gone as what was sealed. `true`: it changed.
pub(crate) fn scrub(event: &mut Value) -> bool {
    let mut changed = false;
    let _ = each(event, &mut |_, value| {
        if is_clear(value) {
            *value = json!({ SEALED: "" });
            changed = true;
        }
        Ok(())
    });
    changed
}

fn is_clear(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        other => other.get(SEALED).is_none(),
    }
}

/// Bound to the ciphertext: it is read nowhere else.
fn place(case: CaseId, version: i64, path: &str) -> Vec<u8> {
    [case.0.as_bytes().as_slice(), &version.to_be_bytes(), path.as_bytes()].concat()
}

fn each(event: &mut Value, visit: &mut impl FnMut(&str, &mut Value) -> Result<()>) -> Result<()> {
    let kind = event.get("event").and_then(Value::as_str).unwrap_or_default().to_owned();
    for path in personal(&kind) {
        walk(event, path, String::new(), visit)?;
    }
    Ok(())
}

fn walk(
    value: &mut Value,
    path: &str,
    walked: String,
    visit: &mut impl FnMut(&str, &mut Value) -> Result<()>,
) -> Result<()> {
    if path.is_empty() {
        return visit(&walked, value);
    }
    let (step, rest) = path.split_once('/').unwrap_or((path, ""));
    let below = |step: &str| {
        if walked.is_empty() { step.to_owned() } else { format!("{walked}/{step}") }
    };
    if step == "*" {
        for (i, one) in value.as_array_mut().into_iter().flatten().enumerate() {
            walk(one, rest, below(&i.to_string()), visit)?;
        }
        return Ok(());
    }
    match value.get_mut(step) {
        Some(one) => walk(one, rest, below(step), visit),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const GOLDEN: [&str; 2] = [
        include_str!("../../domain/src/case/tests/golden/format-1.jsonl"),
        include_str!("../../domain/src/case/tests/golden/format-2.jsonl"),
    ];

    /// Texts that say nothing about a person: codes, ids, moments, days, hashes of certificates.
    const PLAIN: &[&str] =
        &["case_opened", "mention_attached", "stage_moved", "owner_assigned", "regulation_moved"];
    const PLAIN_FIELDS: &[&str] = &[
        "event",
        "kind",
        "due",
        "remind_at",
        "promise",
        "reply",
        "route",
        "visibility",
        "wish",
        "outcome",
        "mention",
        "mentions",
        "attachment",
        "proof",
        "result",
        "fact",
        "slot",
        "source",
        "question",
        "statement",
        "until",
        "verdict",
        "offer",
        "remedy",
        "day",
        "approval",
        "of",
        "fallback",
        "law",
        "demand",
        "case",
        "relation",
        "state",
        "certificate",
        "level",
        "step",
        "how",
        "id",
        "currency",
        "rule",
        "severity",
        "client",
        "brand",
        "cost",
        "at",
        "sum",
    ];

    /// Whoever adds a text to an event says here whether it is personal.
    #[test]
    fn every_text_of_every_event_is_personal_or_known_not_to_be() {
        let mut odd = BTreeSet::new();
        for line in GOLDEN.iter().flat_map(|file| file.lines()) {
            let recorded: Value = serde_json::from_str(line).unwrap();
            let mut event = recorded["event"].clone();
            scrub(&mut event);
            let kind = event["event"].as_str().unwrap().to_owned();
            if !PLAIN.contains(&kind.as_str()) {
                strings(&event, "", &mut |field| {
                    if field != SEALED && !PLAIN_FIELDS.contains(&field) {
                        odd.insert(format!("{kind}: {field}"));
                    }
                });
            }
        }
        assert!(odd.is_empty(), "personal or not? {odd:#?}");
    }

    fn strings(value: &Value, field: &str, found: &mut impl FnMut(&str)) {
        match value {
            Value::String(text) if !text.is_empty() => found(field),
            Value::Array(all) => all.iter().for_each(|v| strings(v, field, found)),
            Value::Object(all) => all.iter().for_each(|(name, v)| strings(v, name, found)),
            _ => {}
        }
    }
}

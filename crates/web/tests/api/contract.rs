//! The document and the desk say the same: every documented path answers, and every answer fits its
//! description.

use crate::desk::{Desk, form};
use crate::fits::misfits;
use app::cases::{self, Act};
use app::domain::inquiry::ProofKind;
use axum::http::StatusCode;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write;

#[tokio::test]
async fn the_list_of_routes() {
    let desk = Desk::open().await;
    let document = desk.get("", "/openapi.json").await.json();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    let mut list = String::new();
    let mut ids = BTreeSet::new();
    for (method, path, operation) in operations(&document) {
        let id = operation["operationId"].as_str().unwrap();
        assert!(ids.insert(id.to_owned()), "{id} twice");
        writeln!(list, "{method:<6} {path}: {}", operation["summary"].as_str().unwrap()).unwrap();
    }
    insta::assert_snapshot!(list);
}

#[tokio::test]
async fn every_reference_leads_somewhere() {
    let desk = Desk::open().await;
    let document = desk.get("", "/openapi.json").await.json();
    fn walk(document: &Value, value: &Value) {
        if let Some(reference) = value["$ref"].as_str() {
            assert!(document.pointer(&reference[1..]).is_some(), "{reference}");
        }
        match value {
            Value::Object(fields) => fields.values().for_each(|v| walk(document, v)),
            Value::Array(items) => items.iter().for_each(|v| walk(document, v)),
            _ => {}
        }
    }
    walk(&document, &document);
}

/// Each documented route is called on things that exist; so "not found" means that nobody is there.
#[tokio::test]
async fn every_documented_route_answers_as_documented() {
    let desk = Desk::open().await;
    let owner = desk.owner().await;
    let document = desk.get("", "/openapi.json").await.json();
    // What is read first, what changes things after, what removes them last.
    let mut all = operations(&document);
    all.sort_by_key(|(method, ..)| {
        ["GET", "PUT", "POST", "DELETE"].iter().position(|m| m == method)
    });
    let mut wrong = vec![];
    for (method, path, operation) in all {
        let address = filled(&desk, &owner.token, &path).await;
        let body = body(&operation, &path);
        let seen = desk.call(&owner.token, &method, &address, &body).await;
        let place = format!("{method} {address} → {} {}", seen.status, seen.body);
        // There is a certificate only of somebody who was erased, of whom nothing else is left.
        if method == "GET" && path.ends_with("/client/erasure") {
            assert_eq!(seen.status, StatusCode::NOT_FOUND, "{place}");
            continue;
        }
        assert!(
            !matches!(seen.status, StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED)
                && !seen.status.is_server_error(),
            "{place}"
        );
        let described = &operation["responses"][seen.status.as_str()];
        let described = match described.is_null() {
            true => &operation["responses"]["default"],
            false => described,
        };
        if method == "GET" {
            assert!(seen.status.is_success(), "{place}");
        }
        for (mime, content) in described["content"].as_object().into_iter().flatten() {
            if mime.ends_with("json") {
                assert_eq!(seen.header("content-type"), mime, "{place}");
                let place = format!("{method} {path} ");
                wrong.extend(misfits(&document, &content["schema"], &seen.json(), &place));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn operations(document: &Value) -> Vec<(String, String, Value)> {
    let mut all = vec![];
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            all.push((method.to_uppercase(), path.clone(), operation.clone()));
        }
    }
    all
}

async fn filled(desk: &Desk, token: &str, path: &str) -> String {
    let mut address = path.strip_prefix("/api/v1").unwrap().to_owned();
    let person = desk.caller(&format!("person {}", desk.app.uuid()), &[]).await;
    let who = person.actor.person_id().unwrap();
    let me: Value = desk.get(token, "/me").await.json();
    let own = app::domain::PersonId(me["id"].as_str().unwrap().parse().unwrap());
    let (client, merge) = match path.contains("{client}") {
        true => merged(desk).await,
        false => Default::default(),
    };
    for (name, value) in [
        ("{brand}", desk.a.brand.to_string()),
        ("{mention}", desk.a.free_mention.to_string()),
        ("{case}", desk.a.number.to_string()),
        ("{client}", client.to_string()),
        ("{merge}", merge.to_string()),
        ("{file}", desk.a.file.to_string()),
        ("{import}", desk.a.import.to_string()),
        ("{person}", who.to_string()),
        ("{version}", "1".into()),
    ] {
        address = address.replace(name, &value);
    }
    if address.contains("{session}") {
        let secret = desk.app.uuid().to_string();
        desk.session(own, &secret).await;
        let sessions = desk.get(token, "/me/sessions").await.json();
        address = address.replace("{session}", sessions["items"][0]["id"].as_str().unwrap());
    }
    if address.contains("{view}") {
        let new = r#"{"page":"mentions","name":"mine","query":"tone=negative"}"#;
        let made = desk.call(token, "POST", "/views", new).await.json();
        address = address.replace("{view}", made["id"].as_str().unwrap());
    }
    if address.contains("{token}") {
        let made = desk.call(token, "POST", "/tokens", r#"{"name":"spare"}"#).await.json();
        address = address.replace("{token}", made["id"].as_str().unwrap());
    }
    address
}

/// A client with something of everything on his card, and a merge of his.
async fn merged(desk: &Desk) -> (String, String) {
    let keeper = app::Actor::operator();
    let act = async |kind, text: &str| {
        let proof = Act::AddProof { kind, text: text.into() };
        cases::act(&desk.app, &keeper, desk.a.case, proof).await.unwrap();
    };
    act(ProofKind::Order, "A-1742").await;
    let case = cases::open(&desk.app, &keeper, desk.a.free_mention).await.unwrap();
    cases::contact(&desk.app, &keeper, case, "Ana", "ana@example.com", "722 000 111")
        .await
        .unwrap();
    let client = async |case| cases::view(&desk.app, &keeper, case).await.unwrap().client.id;
    let (one, other) = (client(desk.a.case).await, client(case).await);
    let note = "said so on the phone";
    let merge = app::clients::merge(&desk.app, &keeper, one, other, note).await.unwrap();
    (one.to_string(), merge.to_string())
}

/// A body that fits where one is needed.
fn body(operation: &Value, path: &str) -> String {
    let content = &operation["requestBody"]["content"];
    if content["multipart/form-data"].is_object() {
        let field = if path.ends_with("imports") { "file" } else { "files" };
        return form(&[("brand", "alpha")], (field, "more.csv", "text,rating\nvery good,5\n"));
    }
    let body = match path.strip_prefix("/api/v1").unwrap() {
        _ if !content["application/json"].is_object() => return String::new(),
        "/me/preferences" => r#"{"lang":"en","zone":"UTC","theme":"dark"}"#,
        "/brands" => r#"{"name":"New","lang":"en","zone":"UTC"}"#,
        "/brands/{brand}" => r#"{"name":"alpha","lang":"en","zone":"UTC"}"#,
        "/brands/{brand}/archived" => r#"{"archived":false}"#,
        "/brands/{brand}/sources" => r#"{"name":"another","kind":"file"}"#,
        "/mentions/seen" => r#"{"ids":[]}"#,
        "/cases/{case}/actions" => r#"{"action":"note","note":"called"}"#,
        "/cases/{case}/contact" => r#"{"name":"Ana","email":"","phone":""}"#,
        "/cases/{case}/guard" => r#"{"text":"You are lying.","visibility":"public"}"#,
        "/views/{view}" | "/views" => r#"{"page":"cases","name":"v","query":"late=true"}"#,
        "/people" => {
            r#"{"email":"x@desk.test","name":"X","password":"a long password","lang":"en","zone":"UTC","grants":[{"role":"auditor"}]}"#
        }
        "/people/{person}/grants" => r#"{"grants":[{"role":"manager"}]}"#,
        "/people/{person}/active" => r#"{"active":false}"#,
        "/tokens" => r#"{"name":"t"}"#,
        "/imports/{import}/preview" => "{}",
        _ => r#"{"nothing":"that it knows"}"#,
    };
    body.to_owned()
}

//! Who may do what through the API: each route tried by each role on what belongs to brand `alpha`.
//! What is expected comes from `app::policy`; the statuses that came are kept beside it.

use crate::desk::{Caller, Desk, form};
use app::Action::{self, *};
use app::domain::{ClientId, ClientMergeId, Grant, Role};
use axum::http::StatusCode;
use std::fmt::Write;

/// By which rule a route lets somebody in.
#[derive(Clone, Copy)]
enum Rule {
    /// Anybody with a token; what he sees is narrowed.
    Anybody,
    /// What he may not see is not found; what he may not do is forbidden.
    OnBrand { sees: Action, does: Action },
    /// Wherever he may do it at all.
    Somewhere(Action),
    /// What belongs to no brand.
    Everywhere(Action),
    /// What is somebody else's own: not found, but for those who may this everywhere.
    Others(Option<Action>),
    /// As `OnBrand`, but refused to those who may, for the case is open.
    Refused { sees: Action, does: Action },
    /// One's own, with a body that is refused.
    Wrong,
}

/// Two clients of `alpha`, found to be one person once and parted again.
struct Twins {
    one: ClientId,
    other: ClientId,
    merge: ClientMergeId,
}

async fn twins(desk: &Desk) -> Twins {
    let keeper = app::Actor::operator();
    let case = app::cases::open(&desk.app, &keeper, desk.a.free_mention).await.unwrap();
    let client = async |case| app::cases::view(&desk.app, &keeper, case).await.unwrap().client.id;
    let (one, other) = (client(desk.a.case).await, client(case).await);
    let merge = app::clients::merge(&desk.app, &keeper, one, other, "a test").await.unwrap();
    app::clients::undo(&desk.app, &keeper, one, merge).await.unwrap();
    Twins { one, other, merge }
}

struct Try {
    method: &'static str,
    path: String,
    body: String,
    rule: Rule,
}

#[tokio::test]
async fn the_matrix() {
    let desk = Desk::open().await;
    let twins = twins(&desk).await;
    let a = Some(desk.a.brand);
    let callers = [
        ("owner", desk.owner().await),
        ("head a", desk.caller("head", &[Grant { role: Role::Head, brand: a }]).await),
        ("manager a", desk.caller("manager", &[Grant { role: Role::Manager, brand: a }]).await),
        ("auditor a", desk.caller("auditor", &[Grant { role: Role::Auditor, brand: a }]).await),
        (
            "manager b",
            desk.caller("other", &[Grant { role: Role::Manager, brand: Some(desk.b.brand) }]).await,
        ),
        ("nobody", desk.caller("nobody", &[]).await),
    ];
    let revoked = desk.revoked().await;
    let mut table = format!("{:<50}", "route");
    for name in callers.iter().map(|(n, _)| *n).chain(["no token", "revoked"]) {
        write!(table, " {name:<9}").unwrap();
    }
    let mut wrong = vec![];
    for (n, one) in tries(&desk, &twins).into_iter().enumerate() {
        let what = one.body.split("\"action\":\"").nth(1).and_then(|rest| rest.split('"').next());
        let route =
            format!("{} {} {}", one.method, named(&one.path, &desk, &twins), what.unwrap_or(""));
        write!(table, "\n{route:<50}").unwrap();
        for (k, (name, caller)) in callers.iter().enumerate() {
            // What must be new each time is.
            let body = one.body.replace("{n}", &format!("{n}x{k}"));
            let seen = desk.call(&caller.token, one.method, &one.path, &body).await;
            write!(table, " {:<9}", seen.status.as_u16()).unwrap();
            let expected = expected(&desk, one.rule, caller);
            let came = match seen.status {
                StatusCode::UNAUTHORIZED => "signed out",
                StatusCode::FORBIDDEN => "forbidden",
                StatusCode::NOT_FOUND => "not found",
                status if status.is_success() => "done",
                StatusCode::CONFLICT => "done",
                StatusCode::UNPROCESSABLE_ENTITY => "invalid",
                _ => "failed",
            };
            if came != expected {
                wrong.push(format!("{route}, {name}: {came} instead of {expected}: {}", seen.body));
            }
        }
        for token in ["", revoked.as_str()] {
            let seen = desk.call(token, one.method, &one.path, &one.body).await;
            write!(table, " {:<9}", seen.status.as_u16()).unwrap();
            if seen.status != StatusCode::UNAUTHORIZED {
                wrong.push(format!("{route} without a token: {}", seen.status));
            }
        }
    }
    let table: String = table.lines().map(|line| format!("{}\n", line.trim_end())).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    insta::assert_snapshot!(table);
}

/// No route is missing from the matrix.
#[tokio::test]
async fn the_matrix_is_whole() {
    let desk = Desk::open().await;
    let twins = twins(&desk).await;
    let document = desk.get("", "/openapi.json").await.json();
    let tried: Vec<String> = tries(&desk, &twins)
        .iter()
        .map(|t| format!("{} {}", t.method, shape(&named(&t.path, &desk, &twins))))
        .collect();
    let mut missing = vec![];
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys() {
            let route = format!("{} {}", method.to_uppercase(), shape(&path["/api/v1".len()..]));
            if !tried.contains(&route) {
                missing.push(route);
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

fn expected(desk: &Desk, rule: Rule, caller: &Caller) -> &'static str {
    let (actor, brand) = (&caller.actor, desk.a.brand);
    let or_forbidden = |may: bool| if may { "done" } else { "forbidden" };
    match rule {
        Rule::Anybody => "done",
        Rule::OnBrand { sees, .. } if !actor.may(sees, brand) => "not found",
        Rule::OnBrand { does, .. } => or_forbidden(actor.may(does, brand)),
        Rule::Refused { sees, .. } if !actor.may(sees, brand) => "not found",
        Rule::Refused { does, .. } if !actor.may(does, brand) => "forbidden",
        Rule::Refused { .. } => "invalid",
        Rule::Somewhere(action) => or_forbidden(actor.may_somewhere(action)),
        Rule::Everywhere(action) => or_forbidden(actor.may_everywhere(action)),
        Rule::Others(Some(action)) if actor.may_everywhere(action) => "done",
        Rule::Others(_) => "not found",
        Rule::Wrong => "invalid",
    }
}

fn tries(desk: &Desk, twins: &Twins) -> Vec<Try> {
    let a = &desk.a;
    let mut all: Vec<Try> = vec![];
    let mut put = |method, path: String, body: String, rule| {
        all.push(Try { method, path, body, rule });
    };
    let see = |sees| Rule::OnBrand { sees, does: sees };
    let triage = Rule::OnBrand { sees: ReadMentions, does: TriageMentions };
    let case = |does| Rule::OnBrand { sees: ReadCases, does };
    let act = |what: &str| format!(r#"{{"action":{what}}}"#);
    let json = str::to_owned;
    let none = String::new;
    let reply = Rule::OnBrand { sees: ReadCases, does: WorkCases };

    put("GET", json("/me"), none(), Rule::Anybody);
    put(
        "PUT",
        json("/me/preferences"),
        json(r#"{"lang":"en","zone":"UTC","theme":"dark"}"#),
        Rule::Anybody,
    );
    put("GET", json("/me/sessions"), none(), Rule::Anybody);
    put("DELETE", json("/me/sessions/00"), none(), Rule::Others(None));
    let wrong = json(r#"{"old":"a wrong one","new":"another long password"}"#);
    put("PUT", json("/me/password"), wrong, Rule::Wrong);
    put("GET", json("/home"), none(), Rule::Anybody);

    put("GET", json("/brands"), none(), Rule::Anybody);
    put(
        "POST",
        json("/brands"),
        json(r#"{"name":"new {n}","lang":"en","zone":"UTC"}"#),
        Rule::Everywhere(ManageCompany),
    );
    put("GET", format!("/brands/{}", a.brand), none(), see(ReadCases));
    let change = json(r#"{"name":"alpha quixotic","lang":"en","zone":"UTC"}"#);
    put("PUT", format!("/brands/{}", a.brand), change, case(ManageBrand));
    // What only the owner may, he may everywhere; heads of the brand see it and may not.
    put(
        "PUT",
        format!("/brands/{}/archived", a.brand),
        json(r#"{"archived":false}"#),
        case(ManageCompany),
    );
    put("POST", format!("/brands/{}/form-token", a.brand), none(), case(ManageBrand));
    put(
        "POST",
        format!("/brands/{}/sources", a.brand),
        json(r#"{"name":"s {n}","kind":"file"}"#),
        case(ManageBrand),
    );
    put("GET", format!("/brands/{}/workers", a.brand), none(), see(ReadCases));

    put("GET", json("/mentions?brand=alpha"), none(), Rule::Somewhere(ReadMentions));
    put("GET", json("/mentions/count"), none(), Rule::Somewhere(ReadMentions));
    put("GET", format!("/mentions/{}", a.mention), none(), see(ReadMentions));
    put("POST", format!("/mentions/{}/seen", a.free_mention), none(), triage);
    put("POST", json("/mentions/seen"), format!(r#"{{"ids":["{}"]}}"#, a.free_mention), triage);
    let opens = Rule::OnBrand { sees: ReadMentions, does: WorkCases };
    put("POST", format!("/mentions/{}/case", a.mention), none(), opens);

    put("GET", json("/cases"), none(), Rule::Anybody);
    put("GET", format!("/cases/{}", a.number), none(), see(ReadCases));
    put("GET", format!("/cases/{}", a.case), none(), see(ReadCases));
    let actions = format!("/cases/{}/actions", a.number);
    for (body, action) in [
        (r#""note","note":"called""#, WorkCases),
        (r#""take""#, WorkCases),
        (r#""assign","owner":null"#, WorkCases),
        (r#""move","stage":"fact_finding""#, WorkCases),
        (r#""give_verdict","verdict":"founded""#, WorkCases),
        (r#""set_kind","kind":"money""#, WorkCases),
        (r#""set_seriousness","level":"serious","why":"the press""#, WorkCases),
        (r#""tick","step":"intake-1","done":true"#, WorkCases),
        (r#""identify","how":"phone""#, WorkCases),
        (r#""ask_proof""#, WorkCases),
        (r#""add_proof","kind":"order","text":"A-17""#, WorkCases),
        (r#""record_fact","slot":"when","text":"at noon","source":"client""#, WorkCases),
        (r#""raise_question","slot":"who","text":"who met you?""#, WorkCases),
        (r#""take_statement","of":"Oleg","text":"I was polite""#, WorkCases),
        (r#""note_temper","heat":2"#, WorkCases),
        (r#""pause","until":"2100-01-01T10:00:00Z""#, WorkCases),
        (r#""ask_consent""#, WorkCases),
        (r#""record_consent","agrees":true"#, WorkCases),
        (r#""offer_options","offers":[{"text":"done again"}]"#, WorkCases),
        (r#""grant","kind":"gift","what":"a coffee","cost":"3 GBP""#, WorkCases),
        (r#""ask_approval","kind":"gift","what":"a coffee","cost":"300 GBP""#, WorkCases),
        (r#""approve","approval":"00000000-0000-0000-0000-000000000000""#, WorkCases),
        (r#""accept_apology""#, WorkCases),
        (r#""state_demand","demand":"refund""#, WorkCases),
        (r#""follow_regulation""#, WorkCases),
        (r#""promise","what":"call back","due":"2100-01-01T10:00:00Z""#, WorkCases),
        (r#""wish","text":"quieter music""#, WorkCases),
        (r#""keep","promise":"00000000-0000-0000-0000-000000000000""#, WorkCases),
        (
            r#""settle","reply":"00000000-0000-0000-0000-000000000000","arrived":true"#,
            SettleDelivery,
        ),
        (r#""close","outcome":"satisfied""#, WorkCases),
        (r#""reopen","reason":"again""#, WorkCases),
    ] {
        put("POST", actions.clone(), act(body), case(action));
    }
    put(
        "PUT",
        format!("/cases/{}/contact", a.number),
        json(r#"{"name":"Ana","email":"","phone":"1"}"#),
        reply,
    );
    put(
        "POST",
        format!("/cases/{}/evidence", a.number),
        form(&[], ("files", "note.txt", "seen {n}")),
        reply,
    );
    let erased = format!("/cases/{}/client/erasure", a.number);
    let why = json(r#"{"reason":"he asked for it"}"#);
    put("POST", erased.clone(), why, Rule::Refused { sees: ReadCases, does: WorkCases });
    put("GET", erased, none(), Rule::Others(None));
    put("GET", format!("/cases/{}/composer", a.number), none(), see(ReadCases));
    let draft = json(r#"{"text":"You are lying.","visibility":"public"}"#);
    put("POST", format!("/cases/{}/guard", a.number), draft, see(ReadCases));
    let text = "Thank you for telling us. We are looking into it.";
    let sent = format!(r#"{{"route":"hand_off","text":"{text}","override_reason":"agreed"}}"#);
    put("POST", format!("/cases/{}/replies", a.number), sent, reply);
    put("GET", format!("/files/{}", a.file), none(), see(ReadCases));

    let client = format!("/clients/{}", twins.one);
    let other = format!(r#"{{"client":"{}","note":"said so"}}"#, twins.other);
    put("GET", client.clone(), none(), see(ReadCases));
    put("PUT", format!("{client}/apart"), other.replace(r#","note":"said so""#, ""), reply);
    put("POST", format!("{client}/merges"), other, reply);
    put("DELETE", format!("{client}/merges/{}", twins.merge), none(), reply);

    put("GET", json("/search?q=courier"), none(), Rule::Anybody);
    put("GET", json("/wishes"), none(), Rule::Somewhere(ReadCases));
    put("GET", json("/views"), none(), Rule::Anybody);
    let view = json(r#"{"page":"mentions","name":"v {n}","query":"tone=negative"}"#);
    put("POST", json("/views"), view.clone(), Rule::Somewhere(ReadMentions));
    let view = view.replace("\"query\"", "\"shared\":true,\"query\"");
    put("POST", json("/views"), view.clone(), Rule::Somewhere(TriageMentions));
    put("PUT", format!("/views/{}", a.view), view, Rule::Others(None));
    put("DELETE", format!("/views/{}", a.view), none(), Rule::Others(None));

    put("GET", json("/imports"), none(), Rule::Somewhere(ImportMentions));
    let file = form(&[("brand", "alpha")], ("file", "more.csv", "text,rating\ngood {n},5\n"));
    put("POST", json("/imports"), file, Rule::Somewhere(ImportMentions));
    let import = format!("/imports/{}", a.import);
    put("GET", import.clone(), none(), see(ImportMentions));
    put("GET", format!("{import}/preview"), none(), see(ImportMentions));
    put("POST", format!("{import}/preview"), json("{}"), see(ImportMentions));
    put("GET", format!("{import}/set-aside.csv"), none(), see(ImportMentions));
    for what in ["start", "stop", "resume"] {
        put("POST", format!("{import}/{what}"), none(), see(ImportMentions));
    }
    put("GET", json("/mentions/export.csv"), none(), Rule::Somewhere(ExportData));
    put("GET", json("/cases/export.csv"), none(), Rule::Somewhere(ExportData));

    put("GET", json("/regulation"), none(), Rule::Somewhere(ReadRegulation));
    put("GET", json("/regulation/history"), none(), Rule::Somewhere(ReadRegulation));
    put("GET", json("/regulation/1/changes"), none(), Rule::Somewhere(ReadRegulation));
    put("GET", json("/regulation/reading"), none(), Rule::Somewhere(ConfirmRegulation));
    put(
        "POST",
        json("/regulation/reading"),
        json(r#"{"version":1}"#),
        Rule::Somewhere(ConfirmRegulation),
    );
    put("GET", json("/regulation/confirmations"), none(), Rule::Somewhere(ReadConfirmations));
    let source = serde_json::json!({ "source": app::regulation::example_source("en") }).to_string();
    put("POST", json("/regulation/check"), source.clone(), Rule::Everywhere(PublishRegulation));
    put("POST", json("/regulation"), source, Rule::Everywhere(PublishRegulation));

    let people = Rule::Everywhere(ManagePeople);
    put("GET", json("/people"), none(), people);
    let person = r#"{"email":"p{n}@desk.test","name":"P","password":"a long password","lang":"en","zone":"UTC"}"#;
    put("POST", json("/people"), json(person), people);
    let who = format!("/people/{}", desk.spare);
    put("GET", who.clone(), none(), people);
    put("PUT", who.clone(), json(r#"{"name":"Spare","email":"spare{n}@desk.test"}"#), people);
    put("PUT", format!("{who}/grants"), json(r#"{"grants":[]}"#), people);
    put("PUT", format!("{who}/active"), json(r#"{"active":true}"#), people);
    put("PUT", format!("{who}/password"), json(r#"{"password":"another long password"}"#), people);

    put("GET", json("/tokens"), none(), Rule::Anybody);
    put("POST", json("/tokens"), json(r#"{"name":"t {n}"}"#), Rule::Anybody);
    let token = format!("/tokens/{}", desk.keepers_token);
    put("DELETE", token, none(), Rule::Others(Some(ManagePeople)));
    put("GET", json("/audit"), none(), Rule::Somewhere(ReadAudit));
    all
}

/// A path with words instead of ids, for people.
fn named(path: &str, desk: &Desk, twins: &Twins) -> String {
    let a = &desk.a;
    let mut path = path.to_owned();
    for (id, name) in [
        (a.brand.to_string(), "{brand}"),
        (a.mention.to_string(), "{mention}"),
        (a.free_mention.to_string(), "{mention}"),
        (a.case.to_string(), "{case id}"),
        (format!("/cases/{}", a.number), "/cases/{case}"),
        (a.file.to_string(), "{file}"),
        (a.import.to_string(), "{import}"),
        (a.view.to_string(), "{view}"),
        (desk.spare.to_string(), "{person}"),
        (desk.keepers_token.to_string(), "{token}"),
        (twins.one.to_string(), "{client}"),
        (twins.merge.to_string(), "{merge}"),
        ("/sessions/00".into(), "/sessions/{session}"),
    ] {
        path = path.replace(&id, name);
    }
    path
}

fn shape(path: &str) -> String {
    let path = path.split('?').next().unwrap();
    let part = |part: &str| {
        let one = part.starts_with('{') || part.chars().all(|c| c.is_ascii_digit());
        if one && !part.is_empty() { "{}".to_owned() } else { part.to_owned() }
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

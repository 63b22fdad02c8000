//! Problems as RFC 9457 tells them: with a code for the program and words for its user.

use crate::desk::Desk;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use serde_json::Value;

struct Told {
    status: StatusCode,
    header: String,
    problem: Value,
}

/// A request in a language; the answer must be a problem.
async fn told(desk: &Desk, token: &str, request: &str, lang: &str, body: &str) -> Told {
    let (method, path) = request.split_once(' ').unwrap();
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::ACCEPT_LANGUAGE, lang)
        .header(header::CONTENT_TYPE, "application/json");
    if !token.is_empty() {
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    let seen = desk.send(request.body(Body::from(body.to_owned())).unwrap()).await;
    assert_eq!(seen.header("content-type"), "application/problem+json", "{path}: {}", seen.body);
    let problem = seen.json();
    assert_eq!(problem["status"], seen.status.as_u16());
    assert!(!problem["title"].as_str().unwrap().is_empty());
    assert!(!problem["detail"].as_str().unwrap().trim().is_empty());
    let code = problem["code"].as_str().unwrap();
    assert_eq!(problem["type"], format!("urn:redress:problem:{code}"));
    let header = ["www-authenticate", "allow", "retry-after"].map(|h| seen.header(h).to_owned());
    Told { status: seen.status, header: header.concat(), problem }
}

#[tokio::test]
async fn each_problem_has_its_status_and_code() {
    let desk = Desk::open().await;
    let owner = desk.owner().await.token;
    let nobody = desk.caller("nobody", &[]).await.token;
    let case = format!("/api/v1/cases/{}", desk.a.number);
    let actions = format!("POST {case}/actions");
    let large = format!(r#"{{"name":"{}"}}"#, "a".repeat(3 << 20));
    for (token, request, body, status, code) in [
        ("", "GET /api/v1/me", "", 401, "no-token"),
        ("rdr_no", "GET /api/v1/me", "", 401, "no-token"),
        (&*owner, "GET /api/v1/nothing", "", 404, "no-route"),
        ("", "GET /api/v2/me", "", 404, "no-route"),
        ("", "POST /api", "", 404, "no-route"),
        (&owner, "PATCH /api/v1/me", "", 405, "method-not-allowed"),
        (&owner, "GET /api/v1/cases/999999", "", 404, "not-found"),
        (&owner, "GET /api/v1/cases/x", "", 404, "not-found"),
        (&owner, "GET /api/v1/mentions/7", "", 404, "not-found"),
        (&nobody, "GET /api/v1/people", "", 403, "forbidden"),
        (&owner, "POST /api/v1/tokens", "{\"name\":", 400, "unreadable"),
        (&owner, "POST /api/v1/tokens", "{\"nam\":\"x\"}", 422, "unreadable"),
        (&owner, "POST /api/v1/tokens", "{\"name\":\" \"}", 422, "invalid"),
        (&owner, "POST /api/v1/tokens", &large, 413, "too-large"),
        (&owner, "GET /api/v1/mentions?tone=angry", "", 422, "invalid"),
        (&owner, "GET /api/v1/mentions?limit=0", "", 422, "invalid"),
        (&owner, "GET /api/v1/mentions?limit=201", "", 422, "invalid"),
        (&owner, "GET /api/v1/mentions?after=x", "", 422, "invalid"),
        (&owner, "GET /api/v1/cases?brand=no-such", "", 422, "invalid"),
        (&owner, "GET /api/v1/cases?late=perhaps", "", 422, "invalid"),
        (&owner, &actions, r#"{"action":"move","stage":"remedy"}"#, 409, "refused"),
        (&owner, &actions, r#"{"action":"dance"}"#, 422, "unreadable"),
        (&owner, "POST /api/v1/regulation", r#"{"source":"x","base":1}"#, 422, "invalid"),
    ] {
        let told = told(&desk, token, request, "en", body).await;
        let came = (told.status.as_u16(), told.problem["code"].as_str().unwrap());
        assert_eq!(came, (status, code), "{request} {}", told.problem);
    }
    let stale = serde_json::json!({ "source": app::regulation::example_source("en"), "base": 7 });
    let told = told(&desk, &owner, "POST /api/v1/regulation", "en", &stale.to_string()).await;
    assert_eq!((told.status.as_u16(), &told.problem["code"]), (409, &"conflict".into()));
}

#[tokio::test]
async fn headers_say_what_to_do() {
    let desk = Desk::open().await;
    let owner = desk.owner().await.token;
    let ask = async |token: &str, request| told(&desk, token, request, "en", "").await.header;
    assert_eq!(ask("", "GET /api/v1/me").await, "Bearer realm=\"redress\"");
    assert!(ask("rdr_x", "GET /api/v1/me").await.contains("invalid_token"));
    assert!(ask(&owner, "DELETE /api/v1/me").await.contains("GET"));
    let wrong = r#"{"old":"wrong","new":"a quite new password"}"#;
    let mut slow = told(&desk, &owner, "PUT /api/v1/me/password", "en", wrong).await;
    for _ in 0..12 {
        if slow.status == StatusCode::UNPROCESSABLE_ENTITY {
            slow = told(&desk, &owner, "PUT /api/v1/me/password", "en", wrong).await;
        }
    }
    assert_eq!(slow.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(slow.header.parse::<u32>().unwrap() > 0, "{}", slow.header);
}

#[tokio::test]
async fn the_words_are_in_the_language_asked_for() {
    let desk = Desk::open().await;
    let owner = desk.owner().await.token;
    let case = format!("POST /api/v1/cases/{}/actions", desk.a.number);
    let mut words = String::new();
    for lang in ["ru", "en", "ro", "de, ro;q=0.5", "de"] {
        for (request, body) in [
            ("POST /api/v1/tokens", r#"{"name":""}"#),
            (case.as_str(), r#"{"action":"reopen","reason":"x"}"#),
            ("GET /api/v1/cases/0", ""),
        ] {
            let problem = told(&desk, &owner, request, lang, body).await.problem;
            words += &format!("{lang}: {}: {}", problem["title"], problem["detail"]);
            for error in problem["errors"].as_array().into_iter().flatten() {
                words +=
                    &format!(" [{} {}: {}]", error["field"], error["problem"], error["detail"]);
            }
            if let Some(refusal) = problem["refusal"].as_str() {
                words += &format!(" ({refusal})");
            }
            words.push('\n');
        }
    }
    insta::assert_snapshot!(words);
}

/// A page's cookie opens nothing here, so no other site can act through it.
#[tokio::test]
async fn cookies_are_not_looked_at() {
    let desk = Desk::open().await;
    let owner = desk.owner().await;
    let cookie = desk.session(owner.actor.person_id().unwrap(), "a secret").await;
    let request = Request::get("/api/v1/me").header(header::COOKIE, &cookie);
    let seen = desk.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!(seen.status, StatusCode::UNAUTHORIZED);
    let page = Request::get("/cases").header(header::COOKIE, &cookie).body(Body::empty()).unwrap();
    assert_eq!(desk.send(page).await.status, StatusCode::OK, "the cookie itself is good");
}

#[tokio::test]
async fn a_page_after_a_page_is_the_whole_list() {
    let desk = Desk::open().await;
    let owner = desk.owner().await.token;
    for path in ["/mentions", "/cases", "/cases?order=newest", "/wishes"] {
        let sign = if path.contains('?') { '&' } else { '?' };
        let whole = desk.get(&owner, path).await.json()["items"].as_array().unwrap().clone();
        assert!(whole.len() >= 2, "{path}");
        let (mut found, mut after) = (vec![], String::new());
        loop {
            let page = desk.get(&owner, &format!("{path}{sign}limit=1{after}")).await.json();
            found.extend(page["items"].as_array().unwrap().clone());
            match page["next"].as_str() {
                Some(next) => after = format!("&after={next}"),
                None => break,
            }
        }
        assert_eq!(found, whole, "{path}");
    }
}

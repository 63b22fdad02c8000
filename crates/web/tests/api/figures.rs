//! For whoever runs the machine: up, ready, figures; and who may read them.

use crate::desk::{Desk, Seen};
use app::Actor;
use app::domain::{Grant, Role};
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use std::net::SocketAddr;

async fn from(desk: &Desk, address: &str, headers: &[(&str, &str)], path: &str) -> Seen {
    let mut request = Request::get(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let mut request = request.body(Body::empty()).unwrap();
    if !address.is_empty() {
        let peer: SocketAddr = address.parse().unwrap();
        request.extensions_mut().insert(ConnectInfo(peer));
    }
    desk.send(request).await
}

#[tokio::test]
async fn up_and_ready_until_the_database_is_gone() {
    let desk = Desk::open().await;
    assert_eq!(from(&desk, "", &[], "/healthz").await.status, StatusCode::OK);
    assert_eq!(from(&desk, "", &[], "/readyz").await.status, StatusCode::OK);
    desk.app.db.close().await;
    assert_eq!(from(&desk, "", &[], "/healthz").await.status, StatusCode::OK);
    let gone = from(&desk, "", &[], "/readyz").await;
    assert_eq!(gone.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(gone.body.contains("database"), "{}", gone.body);
}

#[tokio::test]
async fn figures_are_for_the_machine_itself_and_for_those_who_may_look_into_everything() {
    let desk = Desk::open().await;
    let here = "127.0.0.1:50000";
    let status = async |address: &str, headers: &[(&str, &str)]| {
        from(&desk, address, headers, "/metrics").await.status.as_u16()
    };
    assert_eq!(status(here, &[]).await, 200);
    assert_eq!(status("[::1]:50000", &[]).await, 200);
    assert_eq!(status("[::ffff:127.0.0.1]:50000", &[]).await, 200);
    assert_eq!(status("192.0.2.7:50000", &[]).await, 401);
    assert_eq!(status("", &[]).await, 401);
    // Behind a proxy on the same machine every visitor comes from here.
    for name in ["x-forwarded-for", "forwarded", "via", "x-real-ip"] {
        assert_eq!(status(here, &[(name, "127.0.0.1")]).await, 401, "{name}");
    }
    let everywhere = |role| [Grant { role, brand: None }];
    for (role, expected) in
        [(Role::Owner, 200), (Role::Auditor, 200), (Role::Head, 403), (Role::Manager, 403)]
    {
        let caller = desk.caller(role.code(), &everywhere(role)).await;
        let bearer = format!("Bearer {}", caller.token);
        assert_eq!(status("192.0.2.7:1", &[("authorization", &bearer)]).await, expected, "{role}");
    }
    let of_a = [Grant { role: Role::Auditor, brand: Some(desk.a.brand) }];
    let bearer = format!("Bearer {}", desk.caller("one brand", &of_a).await.token);
    assert_eq!(status("192.0.2.7:1", &[("authorization", &bearer)]).await, 403);
    assert_eq!(status(here, &[("authorization", "Bearer rdr_no")]).await, 401);
}

#[tokio::test]
async fn requests_are_counted_by_the_template_of_their_route() {
    let desk = Desk::open().await;
    let owner = desk.owner().await.token;
    desk.get(&owner, &format!("/cases/{}", desk.a.number)).await;
    desk.get(&owner, "/cases/999999").await;
    let seen = from(&desk, "127.0.0.1:1", &[], "/metrics").await;
    assert!(seen.header(header::CONTENT_TYPE.as_str()).starts_with("text/plain; version=0.0.4"));
    for line in [
        r#"redress_http_requests_total{method="GET",route="/api/v1/cases/{case}",status="200"}"#,
        r#"redress_http_requests_total{method="GET",route="/api/v1/cases/{case}",status="404"}"#,
        r#"redress_http_request_duration_seconds_bucket{method="GET",route="/api/v1/cases/{case}",le="0.1"}"#,
        "redress_cases_open 2",
        r#"redress_outbox_replies{state="waiting"} 2"#,
        r#"redress_outbox_replies{state="queued"} 0"#,
        "redress_replies_uncertain 0",
        "redress_import_last_success_timestamp_seconds 0",
    ] {
        assert!(seen.body.contains(line), "{line} is not in\n{}", seen.body);
    }
    assert!(!seen.body.contains("cases/999999"), "an id is no template");
}

/// The same figures from either database.
#[tokio::test]
async fn figures_of_both_databases() {
    let there = Desk::at(&testkit::postgres::url(), tempfile::tempdir().unwrap()).await;
    for desk in [Desk::open().await, there] {
        let before = app::figures::read(&desk.app, &Actor::operator()).await.unwrap();
        assert_eq!((before.open_cases, before.overdue_promises), (2, 0));
        assert_eq!(before.imported_at, None);
        let outbox: Vec<_> = before.outbox.iter().filter(|(_, n)| *n > 0).cloned().collect();
        assert_eq!(outbox, [("waiting".to_owned(), 2)]);
        app::import::start(&desk.app, &Actor::operator(), desk.a.import, None).await.unwrap();
        app::import::run_waiting(&desk.app, || false).await.unwrap();
        let after = app::figures::read(&desk.app, &Actor::operator()).await.unwrap();
        assert!(after.imported_at.is_some());
    }
}

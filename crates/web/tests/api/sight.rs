//! What lists, searches, exports and live updates tell: everything of one's own brand, nothing of
//! another.

use crate::desk::{Caller, Desk};
use app::Action::{self, *};
use app::domain::{Grant, Role};
use app::{Live, Topic};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};

#[tokio::test]
async fn lists_tell_of_ones_own_brand_alone() {
    let desk = Desk::open().await;
    let grant = |role, brand| [Grant { role, brand: Some(brand) }];
    let callers = [
        desk.owner().await,
        desk.caller("head a", &grant(Role::Head, desk.a.brand)).await,
        desk.caller("manager a", &grant(Role::Manager, desk.a.brand)).await,
        desk.caller("auditor a", &grant(Role::Auditor, desk.a.brand)).await,
        desk.caller("manager b", &grant(Role::Manager, desk.b.brand)).await,
        desk.caller("head b", &grant(Role::Head, desk.b.brand)).await,
        desk.caller("auditor b", &grant(Role::Auditor, desk.b.brand)).await,
        desk.caller("nobody", &[]).await,
    ];
    for caller in &callers {
        for (path, action) in lists() {
            let seen = desk.get(&caller.token, path).await;
            if seen.status == StatusCode::FORBIDDEN {
                assert!(!caller.actor.may_somewhere(action), "{path}: {}", caller.actor.name);
                continue;
            }
            assert_eq!(seen.status, StatusCode::OK, "{path}: {}", seen.body);
            for ours in [&desk.a, &desk.b] {
                let may = caller.actor.may(action, ours.brand);
                let told = seen.body.contains(ours.word);
                assert_eq!(
                    told, may,
                    "{path}: {} of {}\n{}",
                    caller.actor.name, ours.slug, seen.body
                );
            }
        }
    }
}

/// A filter that names another's brand, source or view is no way around.
#[tokio::test]
async fn no_filter_leads_around() {
    let desk = Desk::open().await;
    let of_b = [Grant { role: Role::Head, brand: Some(desk.b.brand) }];
    let b = desk.caller("head b", &of_b).await;
    let source = desk.get(&desk.owner().await.token, "/brands").await.json();
    let source = source["items"][0]["sources"][0]["id"].as_str().unwrap().to_owned();
    for path in [
        "/mentions?brand=alpha".to_owned(),
        format!("/mentions?source={source}"),
        "/mentions?q=quixotic".into(),
        "/mentions/export.csv?brand=alpha".into(),
        "/mentions/export.csv?q=quixotic".into(),
        "/cases?q=quixotic".into(),
        "/cases?brand=alpha".into(),
        format!("/cases?brand={}", desk.a.brand),
        "/cases/export.csv?q=quixotic".into(),
        "/search?q=quixotic".into(),
        format!("/search?q={}", desk.a.number),
        "/wishes?brand=alpha".into(),
    ] {
        let seen = desk.get(&b.token, &path).await;
        assert!(!seen.body.contains("quixotic"), "{path}: {}", seen.body);
        assert!(!seen.body.contains("zephyrous courier"), "{path} showed everything instead");
    }
}

#[tokio::test]
async fn bulk_is_all_or_nothing() {
    let desk = Desk::open().await;
    let of_a = [Grant { role: Role::Manager, brand: Some(desk.a.brand) }];
    let a = desk.caller("manager a", &of_a).await;
    let owner = desk.owner().await;
    let both = format!(r#"{{"ids":["{}","{}"]}}"#, desk.a.free_mention, desk.b.free_mention);
    let seen = desk.call(&a.token, "POST", "/mentions/seen", &both).await;
    assert_eq!(seen.status, StatusCode::NOT_FOUND);
    let seen = desk.call(&owner.token, "POST", "/mentions/seen", &both).await;
    assert_eq!(seen.json()["marked"], 2, "the refused attempt marked nothing");
}

#[tokio::test]
async fn live_updates_tell_of_ones_own_brand_alone() {
    let desk = Desk::open().await;
    let of_b = [Grant { role: Role::Manager, brand: Some(desk.b.brand) }];
    let b = desk.caller("manager b", &of_b).await;
    let heard = listen(&desk, &b).await;
    assert!(heard.contains(&desk.b.case.to_string()), "{heard}");
    assert!(!heard.contains(&desk.a.case.to_string()), "{heard}");
    assert!(!heard.contains(&desk.a.number.to_string()), "{heard}");
    assert!(!heard.contains(&desk.a.import.to_string()), "{heard}");
}

/// Everything that a page of this person hears when both brands have news.
async fn listen(desk: &Desk, who: &Caller) -> String {
    let cookie = desk.session(who.actor.person_id().unwrap(), "a secret").await;
    let request = Request::get("/live").header(header::COOKIE, cookie).body(Body::empty()).unwrap();
    let response = tower::ServiceExt::oneshot(desk.routes.clone(), request).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    for ours in [&desk.a, &desk.b] {
        for topic in [
            Topic::Mentions,
            Topic::Case(ours.case),
            Topic::Import(ours.import),
            Topic::Alarm { case: ours.case, number: ours.number, owner: None, broken: true },
        ] {
            desk.app.tell(Live { brand: ours.brand, topic });
        }
    }
    let mut body = response.into_body().into_data_stream();
    let mut heard = String::new();
    // The last news are of brand B; whoever hears of A would have heard it before.
    let last = format!("/cases/{}", desk.b.number);
    while !heard.contains(&last) {
        let piece = futures_util::StreamExt::next(&mut body).await.expect("more news").unwrap();
        heard += &String::from_utf8_lossy(&piece);
    }
    let _ = desk.stop.send(true);
    heard
}

/// Lists that hold the word of a brand for those who may do this there.
fn lists() -> Vec<(&'static str, Action)> {
    vec![
        ("/mentions", ReadMentions),
        ("/mentions?q=courier", ReadMentions),
        ("/cases", ReadCases),
        ("/cases?q=courier", ReadCases),
        ("/search?q=courier", ReadMentions),
        ("/search?q=courier&what=cases", ReadCases),
        ("/wishes", ReadCases),
        ("/home", ReadCases),
        ("/brands", ReadMentions),
        ("/me", ReadMentions),
        ("/imports", ImportMentions),
        ("/mentions/export.csv", ExportData),
        ("/cases/export.csv", ExportData),
    ]
}

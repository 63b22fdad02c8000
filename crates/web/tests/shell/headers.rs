//! What every answer carries, and what no answer may.

use crate::desk::Desk;
use axum::body::Body;
use axum::http::{Request, StatusCode};

#[tokio::test]
async fn every_answer_has_the_policy() {
    let desk = Desk::open().await;
    let mut owner = desk.owner("en").await;
    let style = owner.get("/sign-in").await; // signed in: leads home
    assert_eq!(style.status, StatusCode::SEE_OTHER);
    let page = owner.get("/").await.body;
    let sheet = page.split("href=\"").find(|p| p.contains("app.css\"")).unwrap();
    let sheet = sheet.split('"').next().unwrap().to_owned();
    for path in ["/", "/me", "/no-such-page", "/sign-in", "/dev/gallery", &sheet, "/static/x/none"]
    {
        let seen = owner.get(path).await;
        let policy = seen.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src"), "{path}");
        assert!(policy.contains("frame-ancestors 'none'"), "{path}");
        assert!(!policy.contains("unsafe"), "{path}");
        assert_eq!(seen.header("x-content-type-options"), "nosniff", "{path}");
    }
    let mut stranger = desk.browser("en");
    assert!(!stranger.get("/").await.header("content-security-policy").is_empty());
}

#[tokio::test]
async fn pages_hold_nothing_the_policy_forbids() {
    let desk = Desk::open().await;
    let mut stranger = desk.browser("ru");
    let mut pages = vec![stranger.get("/welcome").await.body, stranger.get("/nothing").await.body];
    let mut owner = desk.owner("ru").await;
    for path in ["/", "/me", "/dev/gallery", "/dev/home", "/dev/mentions", "/dev/case"] {
        pages.push(owner.get(path).await.body);
    }
    let inline =
        regex::Regex::new(r#"<style|\sstyle="|\son[a-z]+="|javascript:|<script(?:\s[^>]*)?>[^<]"#);
    let inline = inline.unwrap();
    for page in pages {
        assert!(page.contains("</html>"));
        assert_eq!(inline.find(&page).map(|m| m.as_str()), None);
    }
}

#[tokio::test]
async fn a_stamped_file_is_kept_for_good_and_a_stale_stamp_is_not() {
    let desk = Desk::open().await;
    let mut browser = desk.browser("en");
    let page = browser.get("/welcome").await.body;
    let script = page.split("src=\"").find(|p| p.contains("app.js\"")).unwrap();
    let script = script.split('"').next().unwrap().to_owned();
    let fresh = browser.get(&script).await;
    assert_eq!(fresh.status, StatusCode::OK);
    assert_eq!(fresh.header("cache-control"), "public, max-age=31536000, immutable");
    assert!(fresh.header("content-type").starts_with("text/javascript"));
    let stale = browser.get("/static/0000/js/app.js").await;
    assert_eq!((stale.status, stale.header("cache-control")), (StatusCode::OK, "no-cache"));
    assert_eq!(browser.get("/static/0000/../Cargo.toml").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_form_without_its_token_changes_nothing() {
    let desk = Desk::open().await;
    let mut owner = desk.owner("en").await;
    let wish = [("lang", "ro"), ("theme", "dark"), ("zone", "UTC")];
    assert_eq!(owner.post("/me", &wish).await.status, StatusCode::FORBIDDEN);
    let mut forged = wish.to_vec();
    forged.insert(0, ("_csrf", "0123456789012345678901234567890123456789"));
    let seen = owner.post("/me", &forged).await;
    assert_eq!(seen.status, StatusCode::FORBIDDEN);
    assert!(seen.body.contains("The form is out of date"));
    assert!(owner.get("/me").await.body.contains("data-theme=\"auto\""));
    // The token of a stranger's own visit does not fit the owner's session.
    let mut stranger = desk.browser("en");
    let page = stranger.get("/sign-in").await.body;
    let (_, rest) = page.split_once("name=\"_csrf\" value=\"").unwrap();
    let theirs = rest.split('"').next().unwrap().to_owned();
    let mut stolen = wish.to_vec();
    stolen.insert(0, ("_csrf", theirs.as_str()));
    assert_eq!(owner.post("/me", &stolen).await.status, StatusCode::FORBIDDEN);
    // With the right token it goes through.
    assert_eq!(owner.submit("/me", &wish).await.status, StatusCode::SEE_OTHER);
    assert!(owner.get("/me").await.body.contains("data-theme=\"dark\""));
}

#[tokio::test]
async fn a_form_from_another_site_is_refused_before_it_is_read() {
    let desk = Desk::open().await;
    let mut owner = desk.owner("en").await;
    let request = Request::post("/sign-out").header("sec-fetch-site", "cross-site");
    assert_eq!(owner.send(request, Body::empty()).await.status, StatusCode::FORBIDDEN);
    assert_eq!(owner.get("/").await.status, StatusCode::OK);
}

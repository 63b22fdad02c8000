//! Every page without an address of its own is drawn in the three languages, with nothing left
//! untranslated; empty desks have no broken page.

use crate::desk::Desk;
use axum::http::StatusCode;

const PAGES: [&str; 18] = [
    "/",
    "/me",
    "/mentions",
    "/mentions?state=new&lang=ro&q=чай",
    "/cases",
    "/search",
    "/search?q=чай",
    "/wishes",
    "/import",
    "/settings/audit",
    "/settings/brands",
    "/settings/brands/new",
    "/settings/people",
    "/settings/people/new",
    "/settings/regulation",
    "/settings/regulation/edit",
    "/settings/regulation/history",
    "/settings/tokens",
];

#[tokio::test]
async fn every_page_is_drawn_in_three_languages() {
    let desk = Desk::open().await;
    let mut owner = desk.owner("en").await;
    for lang in ["ru", "en", "ro"] {
        owner.submit("/preferences", &[("lang", lang), ("back", "/")]).await;
        for path in PAGES {
            let seen = owner.get(&path.replace("чай", "%D1%87%D0%B0%D0%B9")).await;
            assert_eq!(seen.status, StatusCode::OK, "{path} in {lang}: {}", seen.location());
            check(&seen.body, path, lang);
        }
        for path in ["/dev/gallery", "/dev/home", "/dev/mentions", "/dev/case"] {
            let seen = owner.get(&format!("{path}?lang={lang}")).await;
            check(&seen.body, path, lang);
        }
        let mut stranger = desk.browser(lang);
        check(&stranger.get("/sign-in").await.body, "/sign-in", lang);
        check(&stranger.get("/nothing").await.body, "/nothing", lang);
    }
}

fn check(page: &str, path: &str, lang: &str) {
    assert!(page.contains(&format!("<html lang=\"{lang}\"")), "{path} in {lang}");
    assert!(page.trim_end().ends_with("</html>"), "{path} in {lang} breaks off");
    assert!(!page.contains("Unknown localization"), "{path} in {lang}: a text is missing");
    assert_eq!(page.matches("<h1").count(), 1, "{path} in {lang}");
}

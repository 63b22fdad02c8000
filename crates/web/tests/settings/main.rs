//! The pages of the settings, walked through without script: who may open what, what a form does,
//! what it says when something is wrong.

#![allow(clippy::unwrap_used)] // helpers of tests are tests, too

mod browser;
#[path = "../../../app/tests/world/mod.rs"]
mod world;

use app::domain::Role;
use browser::{Browser, between};
use world::{World, everywhere, of};

/// Who gets what answer from which page: the permission table as a visitor meets it.
#[tokio::test]
async fn who_may_open_what() {
    let world = World::sqlite().await;
    let c = world.company().await;
    let owner = world.person("owner", &[everywhere(Role::Owner)]).await;
    let people = [
        ("owner", owner),
        ("head", world.person("head", &[of(Role::Head, c.alpha)]).await),
        ("manager", world.person("manager", &[of(Role::Manager, c.first)]).await),
        ("auditor", world.person("auditor", &[of(Role::Auditor, c.beta)]).await),
        ("nobody", world.person("nobody", &[]).await),
    ];
    let pages = [
        "/settings/brands".to_owned(),
        "/settings/brands/new".into(),
        "/settings/brands/alpha".into(),
        "/settings/brands/alpha-first".into(),
        "/settings/brands/beta".into(),
        "/settings/people".into(),
        "/settings/people/new".into(),
        format!("/settings/people/{owner}"),
        "/settings/regulation".into(),
        "/settings/regulation/edit".into(),
        "/settings/regulation/history".into(),
        "/settings/tokens".into(),
        "/settings/audit".into(),
    ];
    let mut table = format!("{:<30} signed-out", "");
    let mut browsers = vec![Browser::new(&world)];
    for (name, person) in people {
        table += &format!(" {name:<7}");
        browsers.push(Browser::of(&world, person, "en").await);
    }
    for page in &pages {
        table += &format!("\n{:<30}", page.replace(&owner.to_string(), "ID"));
        for browser in &mut browsers {
            table += &format!(" {:<8}", browser.get(page).await.status);
        }
        table.truncate(table.trim_end().len());
    }
    insta::assert_snapshot!(table);
}

#[tokio::test]
async fn every_page_speaks_each_language() {
    let world = World::sqlite().await;
    world.company().await;
    for lang in ["ru", "en", "ro"] {
        let person = world.person(lang, &[everywhere(Role::Owner)]).await;
        let mut browser = Browser::of(&world, person, lang).await;
        // Something in every list.
        let draft =
            [("source", app::regulation::example_source(lang)), ("base", "0"), ("what", "publish")];
        browser.fill("/settings/regulation/edit", "/settings/regulation/edit", &draft).await;
        for page in [
            "/settings/brands",
            "/settings/brands/new",
            "/settings/brands/alpha",
            "/settings/people",
            "/settings/people/new",
            "/settings/regulation",
            "/settings/regulation/edit",
            "/settings/regulation/history",
            "/settings/regulation/history/1",
            "/settings/tokens",
            "/settings/audit",
        ] {
            let seen = browser.get(page).await;
            assert_eq!(seen.status, 200, "{lang} {page}");
            assert!(seen.has(&format!("<html lang=\"{lang}\"")), "{lang} {page}");
            assert!(!seen.has("Unknown localization"), "{lang} {page}: a text is missing");
        }
    }
}

#[tokio::test]
async fn a_brand_comes_and_changes() {
    let (world, mut b) = desk().await;
    let at = "/settings/brands/new";
    let new = |name| {
        [("name", name), ("parent", ""), ("slug", ""), ("lang", "ru"), ("zone", "Europe/Moscow")]
    };
    let wrong = b.fill(at, at, &new(" ")).await;
    assert_eq!((wrong.status, wrong.error_of("name")), (422, "Please fill this in."));
    let made = b.fill(at, at, &new("Щегол")).await;
    assert_eq!((made.status, made.to.as_str()), (303, "/settings/brands/schegol"));
    let page = "/settings/brands/schegol";
    let shown = b.get(page).await;
    assert!(shown.has("Звонки и визиты") && shown.has("/f/"));
    let mut change =
        vec![("name", "Goldfinch"), ("owner", ""), ("lang", "en"), ("zone", "Nowhere")];
    let wrong = b.fill(page, page, &change).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.error_of("zone").contains("Nowhere") && wrong.has("value=\"Goldfinch\""));
    let manager = world.person("mara", &[everywhere(Role::Manager)]).await.to_string();
    (change[1].1, change[3].1) = (&manager, "Europe/London");
    assert_eq!(b.fill(page, page, &change).await.status, 303);
    assert!(b.get("/settings/brands").await.has("mara"));
    let source = [("source_name", "Google Maps"), ("kind", "file")];
    let sources = "/settings/brands/schegol/sources";
    assert_eq!(b.fill(page, sources, &source).await.status, 303);
    let twice = b.fill(page, sources, &source).await;
    assert!(!twice.error_of("source_name").is_empty());
    let before = between(&b.get(page).await.html, "id=\"form-address\">", "<").unwrap().to_owned();
    let renewed = b.fill(page, "/settings/brands/schegol/form-address", &[]).await;
    assert_eq!(renewed.status, 303, "{}", renewed.html);
    assert!(!b.get(page).await.has(&before));
    b.fill(page, "/settings/brands/schegol/archive", &[("archived", "true")]).await;
    assert!(!b.get(page).await.has("form-address"));
    b.fill(page, "/settings/brands/schegol/archive", &[("archived", "false")]).await;
    assert!(b.get(page).await.has("form-address"));
}

#[tokio::test]
async fn a_colleague_comes_works_and_goes() {
    let (world, mut b) = desk().await;
    let c = world.company().await;
    let at = "/settings/people/new";
    let grant = format!("manager:{}", c.first);
    let mut new = vec![
        ("name", "Mara"),
        ("email", "mara"),
        ("password", "short"),
        ("lang", "ro"),
        ("zone", "Europe/Bucharest"),
        ("grant", grant.as_str()),
        ("grant", "auditor:*"),
    ];
    let wrong = b.fill(at, at, &new).await;
    assert_eq!(wrong.status, 422);
    assert!(!wrong.error_of("email").is_empty() && !wrong.error_of("password").is_empty());
    assert!(wrong.has(&format!("value=\"{grant}\" aria-label=\"Manager: alpha-first\" checked")));
    assert!(!wrong.has("short\""), "a password never comes back");
    (new[1].1, new[2].1) = ("mara@desk.test", "a long password");
    assert_eq!(b.fill(at, at, &new).await.status, 303);
    let list = b.get("/settings/people").await;
    assert!(list.has("Manager · alpha-first") && list.has("Auditor · Everything"));
    let mara =
        app::store::person::by_email(&world.app.db, "mara@desk.test").await.unwrap().unwrap();
    let page = format!("/settings/people/{}", mara.id);
    let grants = format!("{page}/grants");
    assert_eq!(b.fill(&page, &grants, &[("grant", "head:*")]).await.status, 303);
    assert!(b.get("/settings/people").await.has("Head · Everything"));
    let crooked = b.fill(&page, &grants, &[("grant", "king:*")]).await;
    assert_eq!(crooked.status, 400);
    let active = format!("{page}/active");
    assert_eq!(b.fill(&page, &active, &[("active", "false")]).await.status, 303);
    assert!(!app::store::person::by_id(&world.app.db, mara.id).await.unwrap().unwrap().active);
    // The owner cannot send himself away.
    let owner =
        app::store::person::by_email(&world.app.db, "owner@desk.test").await.unwrap().unwrap();
    let own = format!("/settings/people/{}", owner.id);
    let last = b.fill(&own, &format!("{own}/active"), &[("active", "false")]).await;
    assert!(last.status == 422 && last.has("last owner"));
}

#[tokio::test]
async fn a_regulation_is_mended_by_its_line() {
    let (_world, mut b) = desk().await;
    let at = "/settings/regulation/edit";
    let example = app::regulation::example_source("en");
    let broken = example.replacen("09:00-13:00", "29:00-13:00", 1);
    let line = broken.lines().position(|l| l.contains("29:00")).unwrap() + 1;
    let wrong = b.fill(at, at, &[("source", &broken), ("base", "0"), ("what", "publish")]).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.has(&format!("Line {line}:")) && wrong.has("line-wrong"));
    assert!(wrong.has("29:00-13:00"), "what was typed is still there");
    let checked = b.fill(at, at, &[("source", example), ("base", "0"), ("what", "check")]).await;
    assert!(
        checked.status == 200 && checked.has("The text is sound.") && checked.has("night-bakery")
    );
    let first = [("source", example), ("base", "0"), ("note", "Begin <here>"), ("what", "publish")];
    assert_eq!(b.fill(at, at, &first).await.to, "/settings/regulation");
    let late = b.fill(at, at, &first).await;
    assert!(late.status == 409 && late.has("version 1") && late.has("name=\"base\" value=\"1\""));
    let again = example.replace("remind_minutes = 30", "remind_minutes = 15");
    b.fill(at, at, &[("source", &again), ("base", "1"), ("note", ""), ("what", "publish")]).await;
    assert!(b.get("/settings/regulation/history").await.has("Begin &#60;here&#62;"));
    let changes = b.get("/settings/regulation/history/2").await;
    assert!(changes.has("line-added") && changes.has("remind_minutes = 15"));
    assert_eq!(b.get("/settings/regulation/history/9").await.status, 404);
}

#[tokio::test]
async fn a_token_is_shown_once() {
    let (world, mut b) = desk().await;
    let at = "/settings/tokens";
    let made = b.fill(at, at, &[("name", "Export")]).await;
    let secret = between(&made.html, "id=\"token-secret\">", "<").unwrap().to_owned();
    assert!(app::tokens::actor_of_token(&world.app, &secret).await.is_ok());
    let list = b.get(at).await;
    assert!(!list.has(&secret) && list.has("Export"));
    let id = between(&list.html, "name=\"id\" value=\"", "\"").unwrap().to_owned();
    b.fill(at, "/settings/tokens/revoke", &[("id", &id)]).await;
    assert!(app::tokens::actor_of_token(&world.app, &secret).await.is_err());
}

#[tokio::test]
async fn a_forged_form_changes_nothing() {
    let (world, mut b) = desk().await;
    let brand = [("name", "Evil"), ("parent", ""), ("slug", ""), ("lang", "ru"), ("zone", "UTC")];
    b.get("/settings/brands/new").await;
    assert_eq!(b.post("/settings/brands/new", &brand).await.status, 403);
    let mut with = brand.to_vec();
    with.push(("_csrf", "0000000000000000000000000000000000000000"));
    assert_eq!(b.post("/settings/brands/new", &with).await.status, 403);
    assert!(app::store::brand::all(&world.app.db).await.unwrap().is_empty());
}

async fn desk() -> (World, Browser) {
    let world = World::sqlite().await;
    let owner = world.person("owner", &[everywhere(Role::Owner)]).await;
    let browser = Browser::of(&world, owner, "en").await;
    (world, browser)
}

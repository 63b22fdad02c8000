//! Filters in the address, views as tabs, marking, search, in three languages.

use crate::browser::{Browser, between};
use crate::world::{Company, World, everywhere};
use app::domain::brand::{SourceKind, Visibility};
use app::domain::case::By;
use app::domain::{BrandId, MentionId, Role, SourceId};
use app::intake::{Arrival, Routing, take_in};
use app::store::brand::Source;

/// A mention in each brand, the text hostile to a careless page.
pub async fn told(world: &World, c: Company) -> Vec<MentionId> {
    let mut told = Vec::new();
    for (brand, author, text, rating) in [
        (c.alpha, "", "<script>alert(1)</script> Верните деньги \u{202e}esrever", Some(1)),
        (c.first, "Jane & \"Roe\"", "The refund never came, two weeks already.", Some(2)),
        (c.beta, "Ștefan", "Mulțumesc pentru livrare!", None),
    ] {
        told.push(tell(world, brand, author, text, rating).await);
    }
    told
}

async fn tell(
    world: &World,
    brand: BrandId,
    author: &str,
    text: &str,
    rating: Option<i64>,
) -> MentionId {
    let source = SourceId(world.app.uuid());
    let created_at = world.app.now();
    let mut tx = world.app.db.begin().await.unwrap();
    let row = Source { id: source, brand, kind: SourceKind::File, name: "site".into(), created_at };
    app::store::brand::add_source(&mut tx, &row).await.unwrap();
    tx.commit().await.unwrap();
    let arrival = Arrival {
        brand,
        source,
        visibility: Visibility::Public,
        external_id: text.into(),
        author: author.into(),
        title: String::new(),
        text: text.into(),
        rating,
        url: "javascript:alert(1)".into(),
        posted_at: None,
        client: None,
    };
    take_in(&world.app, By::Operator, vec![arrival], Routing::Off).await.unwrap().added[0]
}

#[tokio::test]
async fn the_address_is_the_filter() {
    let world = World::sqlite().await;
    let c = world.company().await;
    told(&world, c).await;
    let anna = world.person("anna", &[everywhere(Role::Owner)]).await;
    let mut browser = Browser::of(&world, anna, "en").await;
    let seen = browser.get("/mentions?q=+refunds+&brand=&tone=&state=new&x=1").await;
    assert_eq!((seen.status, seen.to.as_str()), (303, "/mentions?q=refunds&state=new"));
    let seen = browser.get(&seen.to).await;
    assert!(seen.has("<mark>refund</mark>") && seen.has("1 mention") && !seen.has("Mulțumesc"));
    assert!(seen.has("Jane &#38; &#34;Roe&#34;"), "{}", seen.html);
    let seen = browser.get("/mentions?rating=1,2&lang=en").await;
    assert!(seen.has("value=\"1,2\" selected") && seen.has("value=\"en\" selected"));
    let seen = browser.get("/mentions?brand=alpha-first,beta").await;
    assert!(seen.has("<option value=\"alpha-first,beta\" selected>"), "a mix stays in the form");
    let seen = browser.get("/mentions?tone=angry").await;
    assert_eq!(seen.status, 422);
    let seen = browser.get("/mentions").await;
    assert!(!seen.has("<script>alert") && !seen.has("\u{202e}"), "texts act nowhere");
    assert!(seen.has("⟦U+202E⟧esrever") && seen.has(">no name</a>"));
}

#[tokio::test]
async fn what_was_looked_at_is_marked() {
    let world = World::sqlite().await;
    let c = world.company().await;
    let told = told(&world, c).await;
    let anna = world.person("anna", &[everywhere(Role::Manager)]).await;
    let mut browser = Browser::of(&world, anna, "en").await;
    let ids: Vec<String> = told.iter().map(ToString::to_string).collect();
    let back = ("back", "/mentions?state=new");
    let none = browser.fill("/mentions", "/mentions/seen", &[back]).await;
    assert_eq!(none.to, "/mentions?state=new");
    assert!(browser.get(&none.to).await.has("Nothing was ticked"));
    // A single one, whatever else is ticked.
    browser.fill("/mentions", "/mentions/seen", &[back, ("id", &ids[1]), ("one", &ids[0])]).await;
    let seen = browser.get("/mentions?state=new").await;
    assert!(seen.has("1 mention marked as seen") && seen.has("2 mentions"));
    let all: Vec<_> = [back, ("all", "1")]
        .into_iter()
        .chain(ids.iter().map(|id| ("shown", id.as_str())))
        .collect();
    browser.fill("/mentions", "/mentions/seen", &all).await;
    assert!(browser.get("/mentions?state=new").await.has("Nothing found"));
    let away = browser
        .fill("/mentions", "/mentions/seen", &[("back", "//evil.test"), ("id", &ids[0])])
        .await;
    assert_eq!(away.to, "/mentions");
    let case = browser.fill("/mentions", &format!("/mentions/{}/case", ids[0]), &[]).await;
    assert_eq!(case.to, "/cases/1001");
    let again = browser.fill("/mentions", &format!("/mentions/{}/case", ids[0]), &[]).await;
    assert_eq!(again.to, "/cases/1001", "a second press leads to the same case");
    let page = browser.get(&format!("/mentions/{}", ids[0])).await;
    assert!(page.has("/cases/1001") && !page.has("href=\"javascript:"));
}

#[tokio::test]
async fn views_become_tabs() {
    let world = World::sqlite().await;
    world.company().await;
    let anna = world.person("anna", &[everywhere(Role::Manager)]).await;
    let boris = world.person("boris", &[everywhere(Role::Auditor)]).await;
    let mut anna = Browser::of(&world, anna, "en").await;
    let mut boris = Browser::of(&world, boris, "ru").await;
    let view =
        [("page", "mentions"), ("name", "Angry <b>"), ("query", "tone=negative"), ("shared", "on")];
    assert_eq!(anna.fill("/mentions", "/views", &view).await.to, "/mentions?tone=negative");
    let tab = "<a href=\"/mentions?tone=negative\">Angry &#60;b&#62;";
    assert!(boris.get("/mentions").await.has(tab));
    let open = anna.get("/mentions?tone=negative").await;
    let remove = between(&open.html, "action=\"/views/", "\"").unwrap().to_owned();
    let address = format!("/views/{remove}");
    assert_eq!(boris.fill("/mentions", &address, &[("page", "mentions")]).await.status, 404);
    assert_eq!(
        boris.fill("/mentions", "/views", &view).await.status,
        403,
        "an auditor shares nothing"
    );
    assert_eq!(anna.fill("/mentions", &address, &[("page", "mentions")]).await.to, "/mentions");
    assert!(!boris.get("/mentions").await.has(tab));
    let wrong = [("page", "mentions"), ("name", ""), ("query", "")];
    assert_eq!(anna.fill("/mentions", "/views", &wrong).await.status, 422);
}

#[tokio::test]
async fn search_finds_cases_and_mentions() {
    let world = World::sqlite().await;
    let c = world.company().await;
    let told = told(&world, c).await;
    let anna = world.person("anna", &[everywhere(Role::Head)]).await;
    let actor = world.acting(anna).await;
    let case = app::cases::open(&world.app, &actor, told[1]).await.unwrap();
    let note = app::cases::Act::Note { note: "The parcel lies at <Gara de Nord>".into() };
    app::cases::act(&world.app, &actor, case, note).await.unwrap();
    let wish = app::cases::Act::Wish { text: "Tracking on a map".into() };
    app::cases::act(&world.app, &actor, case, wish).await.unwrap();
    let mut browser = Browser::of(&world, anna, "en").await;
    assert!(browser.get("/search").await.has("Search for anything"));
    let seen = browser.get("/search?q=parcels").await;
    assert!(seen.has("The <mark>parcel</mark> lies at &#60;Gara de Nord&#62;"), "{}", seen.html);
    assert!(browser.get("/search?q=1001").await.has("href=\"/cases/1001\""));
    assert!(
        browser
            .get("/search?q=nothing+at+all&what=cases")
            .await
            .has("Nothing found for “nothing at all”")
    );
    let seen = browser.get("/wishes?q=maps").await;
    assert!(seen.has("on a <mark>map</mark>") && seen.has("/cases/1001"), "{}", seen.html);
    assert!(browser.get("/wishes?q=banana").await.has("Nothing found"));
}

#[tokio::test]
async fn every_page_speaks_each_language() {
    let world = World::sqlite().await;
    let c = world.company().await;
    let told = told(&world, c).await;
    let pages = [
        ("/mentions".to_owned(), ["Упоминания", "Mentions", "Mențiuni"]),
        (
            "/mentions?owner=me&stage=closed&visibility=private&from=2026-01-01".into(),
            ["Стадия дела", "Stage of the case", "Etapa cazului"],
        ),
        (
            format!("/mentions/{}", told[0]),
            ["Как это прочитано", "How it was read", "Cum a fost citită"],
        ),
        ("/search?q=x".into(), ["ничего не нашлось", "Nothing found", "Nu s-a găsit"]),
        ("/wishes".into(), ["Пожеланий пока нет", "No wishes yet", "Încă nu sunt dorințe"]),
        ("/import".into(), ["Загрузка отзывов", "Import reviews", "Încărcarea recenziilor"]),
    ];
    for (n, lang) in ["ru", "en", "ro"].into_iter().enumerate() {
        let reader = world.person(lang, &[everywhere(Role::Owner)]).await;
        let mut browser = Browser::of(&world, reader, lang).await;
        for (page, titles) in &pages {
            let seen = browser.get(page).await;
            assert_eq!(seen.status, 200, "{page}");
            assert!(seen.has(titles[n]), "{lang} {page}");
            assert!(
                !seen.has("Unknown localization"),
                "{lang} {page}: {:?}",
                between(&seen.html, "Unknown localization", "<")
            );
        }
    }
}

//! Brands, branches, sources and the addresses of their forms.

use crate::world::{World, of};
use app::brands::{self, NewBrand};
use app::domain::Role;
use app::domain::brand::SourceKind;

on_both!(
    a_new_brand_can_be_complained_to,
    the_tree_shows_what_one_may_see,
    an_archived_brand_takes_no_complaints,
    names_are_unique_where_they_must_be,
);

async fn a_new_brand_can_be_complained_to(world: World) {
    let app = &world.app;
    let owner = world.owner().await;
    let id = brands::add(app, &owner, new("Кофейня «Щегол»")).await.unwrap();
    let brand = brands::by_slug(app, &owner, "kofeynya-schegol").await.unwrap();
    assert_eq!(brand.id, id);
    let kinds: Vec<_> = brand.sources.iter().map(|s| (s.kind, s.name.as_str())).collect();
    assert_eq!(
        kinds,
        [(SourceKind::Manual, "Звонки и визиты"), (SourceKind::Form, "Форма жалобы")]
    );
    let token = brand.form_token.unwrap();
    assert_eq!(brands::of_form(app, &token).await.unwrap().id, id);
    let newer = brands::new_form_token(app, &owner, id).await.unwrap();
    assert_ne!(newer, token);
    assert!(brands::of_form(app, &token).await.is_err(), "the old address leads nowhere");
    assert_eq!(brands::of_form(app, &newer).await.unwrap().id, id);
    // With a person in charge from the start.
    let with_owner = NewBrand { owner: owner.person_id(), ..new("Second") };
    let id = brands::add(app, &owner, with_owner).await.unwrap();
    assert_eq!(brands::get(app, &owner, id).await.unwrap().owner_name, "owner");
}

async fn the_tree_shows_what_one_may_see(world: World) {
    let app = &world.app;
    let c = world.company().await;
    let shown = async |actor| {
        let list = brands::list(app, &actor).await.unwrap();
        list.iter().map(|b| format!("{}{}", "> ".repeat(b.depth), b.slug)).collect::<Vec<_>>()
    };
    let owner = world.owner().await;
    assert_eq!(shown(owner).await, ["alpha", "> alpha-first", "> alpha-second", "beta"]);
    let manager = world.actor("m", &[of(Role::Manager, c.second), of(Role::Auditor, c.beta)]).await;
    assert_eq!(shown(manager).await, ["alpha-second", "beta"]);
    let brands = app::store::brand::all(&app.db).await.unwrap();
    assert_eq!(brands::ancestry(&brands, c.first), ["alpha-first", "alpha"]);
}

async fn an_archived_brand_takes_no_complaints(world: World) {
    let app = &world.app;
    let c = world.company().await;
    let owner = world.owner().await;
    brands::archive(app, &owner, c.alpha, true).await.unwrap();
    for form in ["form-alpha", "form-alpha-first", "form-alpha-second"] {
        assert!(brands::of_form(app, form).await.is_err(), "{form}");
    }
    assert!(brands::of_form(app, "form-beta").await.is_ok());
    let early = brands::archive(app, &owner, c.first, false).await;
    assert_eq!(early.unwrap_err().to_string(), "archived: parent-archived");
    let under = NewBrand { parent: Some(c.alpha), ..new("Third") };
    assert_eq!(
        brands::add(app, &owner, under).await.unwrap_err().to_string(),
        "parent: unknown-brand"
    );
    brands::archive(app, &owner, c.alpha, false).await.unwrap();
    brands::archive(app, &owner, c.first, false).await.unwrap();
    assert!(brands::of_form(app, "form-alpha-first").await.is_ok());
    assert!(brands::of_form(app, "form-alpha-second").await.is_err(), "one at a time");
}

async fn names_are_unique_where_they_must_be(world: World) {
    let app = &world.app;
    let c = world.company().await;
    let owner = world.owner().await;
    let slug = |slug: &str| NewBrand { slug: Some(slug.into()), ..new("Alpha") };
    let problem = async |new| brands::add(app, &owner, new).await.unwrap_err().to_string();
    assert_eq!(problem(slug("alpha")).await, "slug: slug-taken");
    assert_eq!(problem(slug("Not a slug")).await, "slug: slug-wrong");
    let id = brands::add(app, &owner, new("Alpha")).await.unwrap();
    assert_eq!(brands::get(app, &owner, id).await.unwrap().slug, "alpha-2");
    let source =
        async |brand, name| brands::add_source(app, &owner, brand, name, SourceKind::File).await;
    source(c.alpha, "Google Maps").await.unwrap();
    source(c.beta, "Google Maps").await.unwrap();
    assert_eq!(
        source(c.alpha, " Google  Maps").await.unwrap_err().to_string(),
        "name: source-taken"
    );
    assert_eq!(source(c.alpha, " ").await.unwrap_err().to_string(), "name: empty");
}

fn new(name: &str) -> NewBrand {
    NewBrand {
        name: name.into(),
        lang: "ru".into(),
        zone: "Europe/Moscow".into(),
        ..NewBrand::default()
    }
}

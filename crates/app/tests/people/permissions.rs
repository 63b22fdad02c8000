//! The permission matrix, and each use case of this suite against it: nobody gets further than
//! the table lets him, brand by brand.

use crate::world::{Company, World, everywhere, of};
use app::brands::{self, BrandChange, NewBrand};
use app::clients;
use app::domain::brand::{SourceKind, Visibility};
use app::domain::case::By;
use app::domain::{BrandId, ClientId, Role, SourceId};
use app::intake::{Arrival, Routing, take_in};
use app::people::{self, NewPerson};
use app::regulation::{self, Draft};
use app::store::brand::Source;
use app::{Action, Actor, AppError, audit};
use std::fmt::Write;

#[test]
fn the_matrix() {
    let mut table = String::from("action               owner head manager auditor\n");
    for action in Action::ALL {
        write!(table, "{:<20}", action.code()).unwrap();
        for role in Role::ALL {
            let width = role.code().len();
            let mark = if action.allowed_to(*role) { "+" } else { "·" };
            write!(table, " {mark:<width$}").unwrap();
        }
        table.truncate(table.trim_end().len());
        table.push('\n');
    }
    insta::assert_snapshot!(table);
}

/// Reach of a grant: the brand it names, its branches, nothing beside or above.
#[tokio::test]
async fn a_grant_reaches_down_and_not_up_or_aside() {
    let world = World::sqlite().await;
    let c = world.company().await;
    let brands = [("alpha", c.alpha), ("first", c.first), ("second", c.second), ("beta", c.beta)];
    let mut table = String::new();
    for (name, actor) in actors(&world, c).await {
        let reach =
            brands.iter().filter(|(_, b)| actor.may(Action::ReadCases, *b)).map(|(n, _)| *n);
        writeln!(table, "{name:<18} {}", reach.collect::<Vec<_>>().join(" ")).unwrap();
    }
    insta::assert_snapshot!(table);
}

/// Every use case that concerns one brand, tried by everybody on every brand.
#[tokio::test]
async fn what_concerns_a_brand() {
    let world = World::sqlite().await;
    let c = world.company().await;
    for (name, actor) in actors(&world, c).await {
        for (brand_name, brand) in
            [("alpha", c.alpha), ("first", c.first), ("second", c.second), ("beta", c.beta)]
        {
            let sees = actor.may(Action::ReadCases, brand);
            for (what, action, everywhere, answer) in on_brand(&world, &actor, brand).await {
                let may = if everywhere {
                    actor.may_everywhere(action)
                } else {
                    actor.may(action, brand)
                };
                let expected = match (sees, may) {
                    (_, true) => "done",
                    (true, false) => "forbidden",
                    (false, false) => "not found",
                };
                assert_eq!(answer, expected, "{name}: {what} on {brand_name}");
            }
        }
    }
}

/// Every use case that concerns the whole company, tried by everybody.
#[tokio::test]
async fn what_concerns_everything() {
    let world = World::sqlite().await;
    let c = world.company().await;
    let all = actors(&world, c).await;
    for (n, (name, actor)) in all.iter().enumerate() {
        for (what, action, answer) in on_company(&world, actor, n).await {
            let expected = if actor.may_everywhere(action) { "done" } else { "forbidden" };
            assert_eq!(answer, expected, "{name}: {what}");
        }
        let read = told(&regulation::read(&world.app, actor).await);
        let may = actor.may_somewhere(Action::ReadRegulation);
        assert_eq!(read, if may { "done" } else { "forbidden" }, "{name}: read the regulation");
        assert_eq!(
            told(&regulation::history(&world.app, actor).await),
            read,
            "{name}: its history"
        );
        assert_eq!(
            told(&audit::list(&world.app, actor, None, 10).await),
            if actor.may_somewhere(Action::ReadAudit) { "done" } else { "forbidden" },
            "{name}: read the audit trail"
        );
    }
}

/// Lists hold what the table lets one see, and nothing else.
#[tokio::test]
async fn lists_show_no_more_than_the_table() {
    let world = World::sqlite().await;
    let c = world.company().await;
    let owner = Actor::operator();
    for brand in [c.alpha, c.first, c.second, c.beta] {
        brands::add_source(&world.app, &owner, brand, "site", SourceKind::File).await.unwrap();
    }
    for (name, actor) in actors(&world, c).await {
        for view in brands::list(&world.app, &actor).await.unwrap() {
            assert!(actor.may(Action::ReadMentions, view.id), "{name} sees {}", view.slug);
            let manages = actor.may(Action::ManageBrand, view.id);
            assert_eq!(
                (view.manages, view.form_token.is_some()),
                (manages, manages),
                "{name}: {}",
                view.slug
            );
            assert!(view.sources.iter().all(|s| s.brand == view.id));
        }
        if let Ok(trail) = audit::list(&world.app, &actor, None, 100).await {
            for entry in trail.entries {
                let brand =
                    entry.object.strip_prefix("brand:").map(|id| id.parse::<BrandId>().unwrap());
                let may = brand.map_or(actor.may_everywhere(Action::ReadAudit), |b| {
                    actor.may(Action::ReadAudit, b)
                });
                assert!(may, "{name} reads of {}", entry.object);
            }
        }
    }
}

async fn actors(world: &World, c: Company) -> Vec<(&'static str, Actor)> {
    let wanted = [
        ("owner", vec![everywhere(Role::Owner)]),
        ("head of all", vec![everywhere(Role::Head)]),
        ("manager of all", vec![everywhere(Role::Manager)]),
        ("auditor of all", vec![everywhere(Role::Auditor)]),
        ("head of alpha", vec![of(Role::Head, c.alpha)]),
        ("manager of alpha", vec![of(Role::Manager, c.alpha)]),
        ("auditor of alpha", vec![of(Role::Auditor, c.alpha)]),
        ("head of a branch", vec![of(Role::Head, c.first)]),
        ("manager of branch", vec![of(Role::Manager, c.first)]),
        ("manager and auditor", vec![of(Role::Manager, c.second), of(Role::Auditor, c.beta)]),
        ("nobody", vec![]),
    ];
    let mut actors = vec![];
    for (name, grants) in wanted {
        actors.push((name, world.actor(&name.replace(' ', "."), &grants).await));
    }
    actors
}

/// What was tried, by which permission, whether it must hold for everything, what came of it.
async fn on_brand(
    world: &World,
    actor: &Actor,
    brand: BrandId,
) -> Vec<(&'static str, Action, bool, &'static str)> {
    let app = &world.app;
    let change =
        BrandChange { name: "n".into(), owner: None, lang: "ro".into(), zone: "UTC".into() };
    let source = format!("source {}", app.uuid());
    let [one, two] = two_clients(world, brand).await;
    vec![
        ("see a client", Action::ReadCases, false, told(&clients::card(app, actor, one).await)),
        (
            "tell clients apart",
            Action::WorkCases,
            false,
            told(&clients::apart(app, actor, one, two).await),
        ),
        (
            "merge clients",
            Action::WorkCases,
            false,
            told(&clients::merge(app, actor, one, two, "he said so").await),
        ),
        ("part clients", Action::WorkCases, false, told(&part(world, actor, one, two).await)),
        ("see", Action::ReadCases, false, told(&brands::get(app, actor, brand).await)),
        ("workers", Action::ReadCases, false, told(&people::workers(app, actor, brand).await)),
        (
            "change",
            Action::ManageBrand,
            false,
            told(&brands::change(app, actor, brand, change).await),
        ),
        (
            "form address",
            Action::ManageBrand,
            false,
            told(&brands::new_form_token(app, actor, brand).await),
        ),
        (
            "add a source",
            Action::ManageBrand,
            false,
            told(&brands::add_source(app, actor, brand, &source, SourceKind::File).await),
        ),
        (
            "archive",
            Action::ManageCompany,
            true,
            told(&brands::archive(app, actor, brand, true).await),
        ),
        ("restore", Action::ManageCompany, true, told(&restore(world, actor, brand).await)),
    ]
}

/// Two clients with a case each; new ones at each call.
async fn two_clients(world: &World, brand: BrandId) -> [ClientId; 2] {
    let source = Source {
        id: SourceId(world.app.uuid()),
        brand,
        kind: SourceKind::Manual,
        name: world.app.uuid().to_string(),
        created_at: world.app.now(),
    };
    let mut tx = world.app.db.begin().await.unwrap();
    app::store::brand::add_source(&mut tx, &source).await.unwrap();
    tx.commit().await.unwrap();
    let said = |id: &str| Arrival {
        brand,
        source: source.id,
        visibility: Visibility::Private,
        external_id: id.into(),
        author: String::new(),
        title: String::new(),
        text: "The tea was cold.".into(),
        rating: None,
        url: String::new(),
        posted_at: None,
        client: None,
    };
    let both = vec![said("1"), said("2")];
    let taken = take_in(&world.app, By::Operator, both, Routing::Always).await.unwrap();
    let client = async |n: usize| {
        let case = app::store::case::get(&world.app.db, taken.opened[n]).await.unwrap();
        case.unwrap().client
    };
    [client(0).await, client(1).await]
}

/// Takes back a merge, which is there whoever asks.
async fn part(world: &World, actor: &Actor, one: ClientId, two: ClientId) -> app::Result<()> {
    let merge = clients::merge(&world.app, &Actor::operator(), one, two, "yes").await?;
    clients::undo(&world.app, actor, one, merge).await.map(|_| ())
}

/// A branch cannot come back before its brand; so both do.
async fn restore(world: &World, actor: &Actor, brand: BrandId) -> app::Result<()> {
    let parent = app::store::brand::by_id(&world.app.db, brand).await.unwrap().unwrap().parent;
    if let Some(parent) = parent {
        brands::archive(&world.app, &Actor::operator(), parent, false).await?;
    }
    brands::archive(&world.app, actor, brand, false).await
}

async fn on_company(
    world: &World,
    actor: &Actor,
    n: usize,
) -> Vec<(&'static str, Action, &'static str)> {
    let app = &world.app;
    let other = world.person(&format!("other{n}"), &[]).await;
    let brand = NewBrand {
        name: format!("brand {n}"),
        lang: "en".into(),
        zone: "UTC".into(),
        ..NewBrand::default()
    };
    let new = NewPerson {
        email: format!("new{n}@desk.test"),
        name: "New".into(),
        password: "a long password".into(),
        lang: "en".into(),
        zone: "UTC".into(),
    };
    let draft = Draft { source: regulation::example_source("en"), note: "", base: None };
    let email = format!("renamed{n}@desk.test");
    use Action::{ManageCompany, ManagePeople, PublishRegulation};
    vec![
        ("list people", ManagePeople, told(&people::list(app, actor).await)),
        ("see a person", ManagePeople, told(&people::get(app, actor, other).await)),
        ("add a person", ManagePeople, told(&people::add(app, actor, new, vec![]).await)),
        ("rename", ManagePeople, told(&people::change(app, actor, other, "N", &email).await)),
        (
            "grant",
            ManagePeople,
            told(&people::set_grants(app, actor, other, vec![everywhere(Role::Owner)]).await),
        ),
        (
            "set a password",
            ManagePeople,
            told(&people::set_password(app, actor, other, None, "a new password", None).await),
        ),
        ("send away", ManagePeople, told(&people::set_active(app, actor, other, false).await)),
        ("take back", ManagePeople, told(&people::set_active(app, actor, other, true).await)),
        ("add a brand", ManageCompany, told(&brands::add(app, actor, brand).await)),
        (
            "check a regulation",
            PublishRegulation,
            told(&regulation::check(app, actor, draft.source).await),
        ),
        (
            "publish a regulation",
            PublishRegulation,
            told(&regulation::publish(app, actor, draft).await),
        ),
    ]
}

fn told<T>(answer: &app::Result<T>) -> &'static str {
    match answer {
        Ok(_) => "done",
        Err(AppError::Forbidden(_)) => "forbidden",
        Err(AppError::NotFound(_)) => "not found",
        Err(AppError::Invalid(_)) => "invalid",
        Err(_) => "failed",
    }
}

//! People and their grants: the last owner stays, nobody is in charge of what he may not work on.

use crate::world::{World, everywhere, of};
use app::brands::{self, BrandChange};
use app::domain::{BrandId, Grant, PersonId, Role};
use app::people;
use app::{Actor, AppError, audit};

on_both!(
    the_last_owner_stays,
    two_owners_cannot_remove_each_other,
    grants_are_checked,
    in_charge_is_who_may_work_there,
    an_address_belongs_to_one,
    settings_leave_a_trail,
);

async fn the_last_owner_stays(world: World) {
    let app = &world.app;
    let owner = world.owner().await;
    let id = owner.person_id().unwrap();
    let last = |r: app::Result<()>| assert!(r.unwrap_err().to_string().contains("last-owner"));
    last(people::set_active(app, &owner, id, false).await);
    last(people::set_grants(app, &owner, id, vec![everywhere(Role::Head)]).await);
    last(people::set_grants(app, &owner, id, vec![]).await);
    // Somebody who left does not count.
    let gone = world.person("gone", &[everywhere(Role::Owner)]).await;
    people::set_active(app, &owner, gone, false).await.unwrap();
    last(people::set_active(app, &owner, id, false).await);
    people::set_active(app, &owner, gone, true).await.unwrap();
    people::set_active(app, &owner, id, false).await.unwrap();
}

async fn two_owners_cannot_remove_each_other(world: World) {
    let app = &world.app;
    let a = world.actor("a", &[everywhere(Role::Owner)]).await;
    let b = world.actor("b", &[everywhere(Role::Owner)]).await;
    let id = |x: &Actor| x.person_id().unwrap();
    let (x, y) = tokio::join!(
        people::set_active(app, &a, id(&b), false),
        people::set_grants(app, &b, id(&a), vec![]),
    );
    assert!(x.is_ok() ^ y.is_ok(), "{x:?} {y:?}");
}

async fn grants_are_checked(world: World) {
    let app = &world.app;
    let c = world.company().await;
    let owner = world.owner().await;
    let id = world.person("mara", &[]).await;
    let set = |grants| people::set_grants(app, &owner, id, grants);
    let problem = |r: app::Result<()>| r.unwrap_err().to_string();
    assert_eq!(problem(set(vec![of(Role::Owner, c.alpha)]).await), "grants: owner-everywhere");
    let nowhere = BrandId(app.uuid());
    assert_eq!(problem(set(vec![of(Role::Head, nowhere)]).await), "grants: unknown-brand");
    let grants =
        vec![of(Role::Manager, c.first), of(Role::Auditor, c.beta), of(Role::Manager, c.first)];
    set(grants).await.unwrap();
    let view = people::get(app, &owner, id).await.unwrap();
    assert_eq!(view.grants.len(), 2);
    let nobody = PersonId(app.uuid());
    let gone = people::set_grants(app, &owner, nobody, vec![]).await;
    assert!(matches!(gone, Err(AppError::NotFound(_))));
}

async fn in_charge_is_who_may_work_there(world: World) {
    let app = &world.app;
    let c = world.company().await;
    let owner = world.owner().await;
    let charge = async |person: PersonId, brand: BrandId| {
        let (lang, zone) = ("en".into(), "UTC".into());
        let change = BrandChange { name: "Alpha".into(), owner: Some(person), lang, zone };
        brands::change(app, &owner, brand, change).await
    };
    let auditor = world.person("auditor", &[everywhere(Role::Auditor)]).await;
    let manager = world.person("manager", &[of(Role::Manager, c.first)]).await;
    assert_eq!(charge(auditor, c.first).await.unwrap_err().to_string(), "owner: owner-cannot-work");
    assert_eq!(charge(manager, c.beta).await.unwrap_err().to_string(), "owner: owner-cannot-work");
    charge(manager, c.first).await.unwrap();
    let who = people::workers(app, &owner, c.first).await.unwrap();
    let names: Vec<_> = who.iter().map(|w| w.name.as_str()).collect();
    assert_eq!(names, ["manager", "owner"]);
    // Moved to another branch, he leaves this one.
    let in_charge = async || brands::get(app, &owner, c.first).await.unwrap().owner;
    assert_eq!(in_charge().await, Some(manager));
    let both: Vec<Grant> = vec![of(Role::Manager, c.alpha)];
    people::set_grants(app, &owner, manager, both).await.unwrap();
    assert_eq!(in_charge().await, Some(manager), "the brand above is enough");
    people::set_grants(app, &owner, manager, vec![of(Role::Manager, c.second)]).await.unwrap();
    assert_eq!(in_charge().await, None);
    charge(manager, c.second).await.unwrap();
    people::set_active(app, &owner, manager, false).await.unwrap();
    assert_eq!(brands::get(app, &owner, c.second).await.unwrap().owner, None);
    assert!(charge(manager, c.second).await.is_err(), "he left");
}

async fn an_address_belongs_to_one(world: World) {
    let app = &world.app;
    let owner = world.owner().await;
    let id = world.person("mara", &[]).await;
    let taken = people::change(app, &owner, id, "Mara", " OWNER@desk.test").await;
    assert_eq!(taken.unwrap_err().to_string(), "email: email-taken");
    people::change(app, &owner, id, "Mara", "Mara@desk.test").await.unwrap();
}

async fn settings_leave_a_trail(world: World) {
    let app = &world.app;
    let c = world.company().await;
    let owner = world.owner().await;
    let id = world.person("mara", &[]).await;
    people::set_grants(app, &owner, id, vec![of(Role::Head, c.beta), everywhere(Role::Auditor)])
        .await
        .unwrap();
    people::set_active(app, &owner, id, false).await.unwrap();
    brands::new_form_token(app, &owner, c.beta).await.unwrap();
    let mut seen = vec![];
    let mut before = None;
    loop {
        let page = audit::list(app, &owner, before, 2).await.unwrap();
        seen.extend(page.entries.into_iter().map(|e| {
            assert_eq!(e.person_name, "owner");
            format!("{} {}", e.action, e.detail)
        }));
        before = page.next;
        if before.is_none() {
            break;
        }
    }
    assert_eq!(
        seen,
        [
            "form-address-changed beta",
            "person-left mara@desk.test",
            "grants-changed mara@desk.test: head beta, auditor *",
        ]
    );
}

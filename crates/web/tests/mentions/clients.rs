//! The card of a client: reached from a case, in each language, with its two buttons and the way back.

use crate::browser::{Browser, between};
use crate::world::{World, of};
use app::domain::brand::{SourceKind, Visibility};
use app::domain::case::By;
use app::domain::{BrandId, ClientId, Role, SourceId};
use app::intake::{Arrival, Contact, Routing, take_in};
use app::store::brand::Source;

/// A form through which somebody with this name and phone wrote: the case's number and the client.
async fn wrote(world: &World, brand: BrandId, name: &str, phone: &str) -> (i64, ClientId) {
    let source = Source {
        id: SourceId(world.app.uuid()),
        brand,
        kind: SourceKind::Form,
        name: format!("form of {name}"),
        created_at: world.app.now(),
    };
    let mut tx = world.app.db.begin().await.unwrap();
    app::store::brand::add_source(&mut tx, &source).await.unwrap();
    tx.commit().await.unwrap();
    let said = Arrival {
        brand,
        source: source.id,
        visibility: Visibility::Private,
        external_id: name.into(),
        author: name.into(),
        title: String::new(),
        text: "The kettle leaks.".into(),
        rating: None,
        url: String::new(),
        posted_at: None,
        client: Some(Contact { name: name.into(), email: String::new(), phone: phone.into() }),
    };
    let taken = take_in(&world.app, By::Client, vec![said], Routing::Always).await.unwrap();
    let case = app::store::case::get(&world.app.db, taken.opened[0]).await.unwrap().unwrap();
    (case.number, case.client)
}

#[tokio::test]
async fn a_card_its_suggestion_and_the_way_back() {
    let world = World::sqlite().await;
    let c = world.company().await;
    let (_, ana) = wrote(&world, c.alpha, "Ana", "722 000 111").await;
    let (number, maria) = wrote(&world, c.alpha, "Maria", "722-000-111").await;
    let (_, other) = wrote(&world, c.beta, "Ion", "722000111").await;
    let manager = world.person("manager", &[of(Role::Manager, c.alpha)]).await;
    let mut b = Browser::of(&world, manager, "en").await;

    let case = b.get(&format!("/cases/{number}")).await;
    assert!(case.has(&format!("/clients/{maria}\"")), "the case leads to the card");
    assert!(case.has("Perhaps the same person as somebody who wrote before"));
    assert!(!case.has("He has written before"));
    let at = format!("/clients/{maria}");
    let card = b.get(&at).await;
    assert_eq!(card.status, 200);
    assert!(card.has("Perhaps the same person") && card.has("Phone 722 000 111"));
    assert!(!card.has("Ion"), "beta is not his");
    assert_eq!(b.get(&format!("/clients/{other}")).await.status, 404);

    let answer = |answer| [("other", ana.to_string()), ("answer", String::from(answer))];
    let same = answer("same");
    let same: Vec<(&str, &str)> = same.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let forged = b.post(&format!("{at}/same"), &same).await;
    assert_eq!(forged.status, 403, "without the token of a form");
    let merged = b.fill(&at, &format!("{at}/same"), &same).await;
    assert_eq!((merged.status, merged.to.as_str()), (303, at.as_str()));
    let card = b.get(&at).await;
    assert!(card.has("Found to be the same person") && card.has("once, on"), "{}", card.html);
    assert_eq!(b.get(&format!("/clients/{ana}")).await.to, at, "found under one address");
    let case = b.get(&format!("/cases/{number}")).await;
    assert!(case.has("He has written before: one case"));

    let merge = between(&card.html, "name=\"merge\" value=\"", "\"").unwrap().to_owned();
    let parted = b.fill(&at, &format!("{at}/part"), &[("merge", &merge)]).await;
    assert_eq!(parted.status, 303);
    assert_eq!(b.get(&format!("/clients/{ana}")).await.status, 200, "a card of his own again");
    let apart = answer("apart");
    let apart: Vec<(&str, &str)> = apart.iter().map(|(k, v)| (*k, v.as_str())).collect();
    b.fill(&at, &format!("{at}/same"), &apart).await;
    b.get(&at).await; // the sentence of the form is shown once
    assert!(!b.get(&at).await.has("Perhaps the same person"));
}

/// Nothing in common, but he said so himself: by the number of a case, with a reason.
#[tokio::test]
async fn somebody_named_by_his_case() {
    let world = World::sqlite().await;
    let c = world.company().await;
    let (_, ana) = wrote(&world, c.alpha, "Ana", "722 000 111").await;
    let (number, maria) = wrote(&world, c.alpha, "Maria", "733 000 222").await;
    let (hidden, _) = wrote(&world, c.beta, "Ion", "744 000 333").await;
    let manager = world.person("manager", &[of(Role::Manager, c.alpha)]).await;
    let mut b = Browser::of(&world, manager, "en").await;
    let at = format!("/clients/{ana}");
    let (number, hidden) = (number.to_string(), hidden.to_string());
    for (number, note, field) in [
        (number.as_str(), "", "note"),
        (hidden.as_str(), "he said so", "number"),
        ("the other", "he said so", "number"),
    ] {
        let form = [("answer", "named"), ("number", number), ("note", note)];
        let wrong = b.fill(&at, &format!("{at}/same"), &form).await;
        assert_eq!(wrong.status, 422, "{number} {note}");
        assert!(!wrong.error_of(field).is_empty(), "{}", wrong.html);
    }
    let form = [("answer", "named"), ("number", number.as_str()), ("note", "he said so")];
    assert_eq!(b.fill(&at, &format!("{at}/same"), &form).await.status, 303);
    assert!(b.get(&at).await.has("he said so"));
    assert_eq!(b.get(&format!("/clients/{maria}")).await.to, at);
}

#[tokio::test]
async fn who_only_reads_is_shown_no_buttons_and_each_language_has_its_words() {
    let world = World::sqlite().await;
    let c = world.company().await;
    let (_, ana) = wrote(&world, c.alpha, "Ana", "722 000 111").await;
    let (_, maria) = wrote(&world, c.alpha, "Maria", "722-000-111").await;
    for lang in ["ru", "en", "ro"] {
        let auditor = world.person(lang, &[of(Role::Auditor, c.alpha)]).await;
        let mut b = Browser::of(&world, auditor, lang).await;
        let card = b.get(&format!("/clients/{ana}")).await;
        assert_eq!(card.status, 200);
        assert!(card.has(&format!("/clients/{maria}")), "the suggestion itself is shown");
        assert!(!card.has("name=\"answer\""), "no buttons");
        assert!(!card.has("Unknown localization"), "{lang}: a text is missing");
        let path = format!("/clients/{ana}/same");
        let form = [("other", maria.to_string()), ("answer", "same".into())];
        let form: Vec<(&str, &str)> = form.iter().map(|(k, v)| (*k, v.as_str())).collect();
        assert_eq!(b.fill("/cases", &path, &form).await.status, 403, "{lang}");
    }
}

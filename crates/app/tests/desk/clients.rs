//! Who a client is: his card, who may be the same person, merging and taking it back, and what that
//! means for authorities and for those who may not see all brands.

use super::source;
use crate::world::{World, everywhere, of};
use app::cases::{Act, RemedyDraft, act};
use app::clients::{Card, apart, card, merge, undo};
use app::domain::amends::RemedyKind;
use app::domain::brand::{SourceKind, Visibility};
use app::domain::case::By;
use app::domain::contact::{ContactKind, Weight};
use app::domain::inquiry::ProofKind;
use app::domain::{BrandId, CaseId, ClientId, Outcome, Role, SourceId, Stage, Verdict};
use app::intake::{Arrival, Contact, Routing, take_in};
use app::{Actor, AppError};

on_both!(
    a_phone_written_differently_is_a_clue,
    a_name_is_no_clue,
    an_account_is_a_weak_clue_and_only_at_its_site,
    orders_and_receipts_are_clues,
    merging_and_taking_it_back,
    two_who_merge_at_once_make_no_circle,
    not_the_same_is_remembered,
    who_may_see_and_merge,
    authorities_count_the_whole_person,
    rebuilding_leaves_the_cards_as_they_are,
    a_changed_phone_is_forgotten,
);

/// Somebody who wrote to us himself; his case and who he is.
async fn wrote(
    world: &World,
    brand: BrandId,
    source: SourceId,
    id: &str,
    contact: [&str; 3],
) -> (CaseId, ClientId) {
    let [name, email, phone] = contact.map(str::to_owned);
    let client = (!email.is_empty() || !phone.is_empty()).then(|| Contact {
        name: name.clone(),
        email,
        phone,
    });
    let said = Arrival {
        brand,
        source,
        visibility: Visibility::Public,
        external_id: id.into(),
        author: name,
        title: String::new(),
        text: "Thank you, the kettle is lovely and the delivery was quick!".into(),
        rating: Some(5),
        url: String::new(),
        posted_at: None,
        client,
    };
    let taken = take_in(&world.app, By::Client, vec![said], Routing::Always).await.unwrap();
    world.clock.pass(3600);
    let case = taken.opened[0];
    let row = app::store::case::get(&world.app.db, case).await.unwrap().unwrap();
    (case, row.client)
}

/// A brand whose people write phones as in Russia.
async fn russian(world: &World, slug: &str) -> BrandId {
    let id = world.brand(slug, None).await;
    let mut brand = app::store::brand::by_id(&world.app.db, id).await.unwrap().unwrap();
    brand.lang = "ru".into();
    let mut tx = world.app.db.begin().await.unwrap();
    app::store::brand::put(&mut tx, &brand).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn seen(world: &World, actor: &Actor, client: ClientId) -> Card {
    card(&world.app, actor, client).await.unwrap()
}

fn who(card: &Card) -> Vec<ClientId> {
    card.perhaps.iter().map(|s| s.client).collect()
}

/// Everything on a card, to compare one with another.
fn whole(card: &Card) -> String {
    serde_json::to_string(card).unwrap()
}

async fn a_phone_written_differently_is_a_clue(world: World) {
    let brand = russian(&world, "gamma").await;
    let form = source(&world, brand, SourceKind::Form).await;
    let owner = world.owner().await;
    let (_, anna) = wrote(&world, brand, form, "1", ["Anna", "", "+7 900 123-45-67"]).await;
    let (_, again) = wrote(&world, brand, form, "2", ["A. K.", "", "8 (900) 123 45 67"]).await;
    wrote(&world, brand, form, "3", ["Oleg", "", "+7 900 123-45-68"]).await;
    let card = seen(&world, &owner, anna).await;
    assert_eq!(who(&card), [again]);
    let found = &card.perhaps[0];
    assert_eq!((found.weight, found.cases, found.may_merge), (Weight::Strong, 1, true));
    assert_eq!(found.evidence[0].kind, ContactKind::Phone);
    assert_eq!(found.evidence[0].shown, "8 (900) 123 45 67", "as he wrote it himself");
}

async fn a_name_is_no_clue(world: World) {
    let c = world.company().await;
    let owner = world.owner().await;
    let form = source(&world, c.alpha, SourceKind::Form).await;
    let (_, one) = wrote(&world, c.alpha, form, "1", ["Ion Rusu", "a@example.com", ""]).await;
    let (_, two) = wrote(&world, c.alpha, form, "2", ["Ion Rusu", "b@example.com", ""]).await;
    // What somebody calls himself in a form is a name, and no account of a site.
    wrote(&world, c.alpha, form, "3", ["Ion Rusu", "", ""]).await;
    assert_eq!(who(&seen(&world, &owner, one).await), []);
    let bare = merge(&world.app, &owner, one, two, " ").await;
    assert!(matches!(bare, Err(AppError::Invalid(_))), "without a clue it takes a reason");
    merge(&world.app, &owner, one, two, "he said so on the phone").await.unwrap();
    let card = seen(&world, &owner, one).await;
    assert_eq!(card.merged[0].note, "he said so on the phone");
    assert_eq!(card.cases.len(), 2);
}

async fn an_account_is_a_weak_clue_and_only_at_its_site(world: World) {
    let c = world.company().await;
    let owner = world.owner().await;
    let here = source(&world, c.alpha, SourceKind::File).await;
    let there = source(&world, c.beta, SourceKind::File).await;
    let (_, one) = wrote(&world, c.alpha, here, "1", ["irina_k", "", ""]).await;
    let (_, two) = wrote(&world, c.alpha, here, "2", ["Irina_K", "", ""]).await;
    wrote(&world, c.beta, there, "3", ["irina_k", "", ""]).await;
    let card = seen(&world, &owner, one).await;
    assert_eq!(who(&card), [two]);
    assert_eq!(card.perhaps[0].weight, Weight::Medium);
    assert_eq!(card.accounts[0].name, "irina_k");
    assert_eq!(card.accounts[0].source_name, format!("file of {}", c.alpha));
}

async fn orders_and_receipts_are_clues(world: World) {
    let c = world.company().await;
    let owner = world.owner().await;
    let mut clients = Vec::new();
    let alphas = source(&world, c.alpha, SourceKind::Manual).await;
    let betas = source(&world, c.beta, SourceKind::Manual).await;
    let receipt = "t=20260302T1405&s=1234.50&fn=9960440300000001&i=12345&fp=34567890&n=1";
    for (i, (brand, kind, text)) in [
        (c.alpha, ProofKind::Order, "№ A-1742"),
        (c.alpha, ProofKind::Order, "a1742"),
        (c.beta, ProofKind::Order, "A-1742"),
        (c.alpha, ProofKind::Receipt, receipt),
        (c.beta, ProofKind::Receipt, receipt),
    ]
    .into_iter()
    .enumerate()
    {
        let src = if brand == c.alpha { alphas } else { betas };
        let (case, client) = wrote(&world, brand, src, &i.to_string(), ["", "", ""]).await;
        let proof = Act::AddProof { kind, text: text.into() };
        act(&world.app, &owner, case, proof).await.unwrap();
        clients.push(client);
    }
    let card = seen(&world, &owner, clients[0]).await;
    assert_eq!(who(&card), [clients[1]], "the numbers of another brand are its own");
    assert_eq!(card.proofs[0].shown, "№ A-1742");
    assert_eq!(card.proofs[0].place, "alpha");
    let card = seen(&world, &owner, clients[3]).await;
    assert_eq!(who(&card), [clients[4]], "a receipt is one in the whole world");
    assert!(card.proofs[0].shown.contains("1234.50 RUB"), "{:?}", card.proofs);
}

async fn merging_and_taking_it_back(world: World) {
    let c = world.company().await;
    let owner = world.owner().await;
    let form = source(&world, c.alpha, SourceKind::Form).await;
    let (first, one) =
        wrote(&world, c.alpha, form, "1", ["Ana", "ana@example.com", "+40 722 000 111"]).await;
    let (_, two) = wrote(&world, c.alpha, form, "2", ["A.", "ana@example.com", ""]).await;
    let (last, three) = wrote(&world, c.alpha, form, "3", ["Anna", "", "0040722000111"]).await;
    let (_, four) = wrote(&world, c.alpha, form, "4", ["Z", "", "+40 722 000 111"]).await;
    let closed = Act::Close { outcome: Outcome::NoAction, grounds: "praise".into() };
    act(&world.app, &owner, first, closed).await.unwrap();
    let before = [
        whole(&seen(&world, &owner, one).await),
        whole(&seen(&world, &owner, two).await),
        whole(&seen(&world, &owner, three).await),
    ];
    let journal = app::store::journal::len(&world.app.db).await.unwrap();
    // Two into one, and then that one into three: a chain.
    let m1 = merge(&world.app, &owner, one, two, "").await.unwrap();
    let between = whole(&seen(&world, &owner, one).await);
    let m2 = merge(&world.app, &owner, three, two, "the same flat").await.unwrap();
    let card = seen(&world, &owner, two).await;
    assert_eq!(card.id, three, "found under whom all were merged into");
    assert_eq!((card.name.as_str(), card.cases.len()), ("Anna", 3));
    assert_eq!(card.other_names, ["Ana", "A."]);
    assert_eq!(card.mails.len(), 1, "one mail that two of them gave");
    assert_eq!(card.before.unwrap().times, 2);
    assert_eq!(who(&card), [four], "whoever shares something with any of them");
    assert_eq!(card.merged.len(), 2);
    assert_eq!(card.merged[0].evidence[0].kind, ContactKind::Mail);
    let page = app::cases::view(&world.app, &owner, last).await.unwrap();
    assert_eq!((page.others.len(), page.before.unwrap().times, page.card), (2, 2, three));
    let again = merge(&world.app, &owner, one, three, "").await.unwrap();
    assert_eq!(again, m2, "they are one already");
    undo(&world.app, &owner, three, m2).await.unwrap();
    assert_eq!(whole(&seen(&world, &owner, two).await), between, "as after the first merge");
    undo(&world.app, &owner, two, m1).await.unwrap();
    let after = [
        whole(&seen(&world, &owner, one).await),
        whole(&seen(&world, &owner, two).await),
        whole(&seen(&world, &owner, three).await),
    ];
    assert_eq!(after, before, "as if nothing had been");
    undo(&world.app, &owner, one, m1).await.unwrap(); // the button pressed twice
    let foreign = undo(&world.app, &owner, four, m1).await;
    assert!(matches!(foreign, Err(AppError::NotFound(_))));
    assert_eq!(app::store::journal::len(&world.app.db).await.unwrap(), journal, "no event");
    let trail = app::audit::list(&world.app, &owner, None, 9).await.unwrap().entries;
    let told: Vec<&str> = trail.iter().map(|e| e.action.as_str()).collect();
    assert_eq!(told, ["clients-parted", "clients-parted", "clients-merged", "clients-merged"]);
}

async fn two_who_merge_at_once_make_no_circle(world: World) {
    let c = world.company().await;
    let owner = world.owner().await;
    let form = source(&world, c.alpha, SourceKind::Form).await;
    for i in 0..8 {
        let mail = format!("m{i}@example.com");
        let (_, one) = wrote(&world, c.alpha, form, &format!("a{i}"), ["A", &mail, ""]).await;
        let (_, two) = wrote(&world, c.alpha, form, &format!("b{i}"), ["B", &mail, ""]).await;
        let both = tokio::join!(
            merge(&world.app, &owner, one, two, ""),
            merge(&world.app, &owner, two, one, "")
        );
        let done = [both.0, both.1];
        assert!(done.iter().any(Result::is_ok), "{done:?}");
        let lost = |r: &app::Result<_>| matches!(r, Ok(_) | Err(AppError::Conflict));
        assert!(done.iter().all(lost), "{done:?}");
        let card = seen(&world, &owner, one).await;
        assert_eq!((card.cases.len(), card.merged.len()), (2, 1));
    }
}

async fn not_the_same_is_remembered(world: World) {
    let c = world.company().await;
    let owner = world.owner().await;
    let form = source(&world, c.alpha, SourceKind::Form).await;
    // Husband and wife with one phone.
    let (_, one) = wrote(&world, c.alpha, form, "1", ["Ana", "a@example.com", "722000111"]).await;
    let (_, two) = wrote(&world, c.alpha, form, "2", ["Ion", "", "722-000-111"]).await;
    let (_, three) = wrote(&world, c.alpha, form, "3", ["Ana", "a@example.com", ""]).await;
    apart(&world.app, &owner, one, two).await.unwrap();
    assert_eq!(who(&seen(&world, &owner, one).await), [three]);
    assert_eq!(who(&seen(&world, &owner, two).await), []);
    // Who is the same as one of them is not the other either.
    merge(&world.app, &owner, three, one, "").await.unwrap();
    assert_eq!(who(&seen(&world, &owner, three).await), []);
}

async fn who_may_see_and_merge(world: World) {
    let c = world.company().await;
    let owner = world.owner().await;
    let (fa, fb) = (
        source(&world, c.alpha, SourceKind::Form).await,
        source(&world, c.beta, SourceKind::Form).await,
    );
    let phone = "722 000 111";
    let (case, one) = wrote(&world, c.alpha, fa, "1", ["Ana", "", phone]).await;
    let (_, two) = wrote(&world, c.beta, fb, "2", ["Secret", "secret@example.com", phone]).await;
    let (_, near) = wrote(&world, c.first, fa, "3", ["Anna", "", phone]).await;
    let manager = world.actor("manager", &[of(Role::Manager, c.alpha)]).await;
    let branch = world.actor("branch", &[of(Role::Manager, c.first)]).await;
    let auditor = world.actor("auditor", &[everywhere(Role::Auditor)]).await;
    let stranger = world.actor("stranger", &[of(Role::Manager, c.beta)]).await;
    assert_eq!(who(&seen(&world, &manager, one).await), [near], "beta is not told");
    let told = seen(&world, &auditor, one).await;
    assert_eq!(told.perhaps.len(), 2);
    assert!(!told.may_merge && told.perhaps.iter().all(|s| !s.may_merge));
    let hidden = card(&world.app, &stranger, one).await;
    assert!(matches!(hidden, Err(AppError::NotFound(_))));
    for (name, actor, a, b, expected) in [
        ("manager over both", &manager, one, near, "done"),
        ("manager, other brand", &manager, one, two, "not found"),
        ("branch, brand above", &branch, near, one, "not found"),
        ("auditor", &auditor, one, two, "forbidden"),
        ("stranger", &stranger, one, two, "not found"),
    ] {
        let told = match apart(&world.app, actor, a, b).await {
            Ok(()) => "done",
            Err(AppError::NotFound(_)) => "not found",
            Err(AppError::Forbidden(_)) => "forbidden",
            Err(error) => panic!("{error}"),
        };
        assert_eq!(told, expected, "{name}");
        if expected != "done" {
            assert!(merge(&world.app, actor, a, b, "sure").await.is_err(), "{name}");
        }
    }

    // Merged over brands by one who may: others see and count what is theirs.
    let id = merge(&world.app, &owner, two, one, "").await.unwrap();
    let card = seen(&world, &manager, one).await;
    assert_eq!((card.id, card.cases.len(), card.merged.len()), (one, 1, 0));
    assert!(card.mails.is_empty() && card.other_names.is_empty() && card.before.is_none());
    assert!(!card.may_merge, "part of it is not his");
    let page = app::cases::view(&world.app, &manager, case).await.unwrap();
    assert_eq!((page.others.len(), page.before, page.card), (0, None, one));
    let taken = undo(&world.app, &manager, one, id).await;
    assert!(matches!(taken, Err(AppError::Forbidden(_))));
    undo(&world.app, &owner, one, id).await.unwrap();
}

async fn authorities_count_the_whole_person(world: World) {
    let c = world.company().await;
    let source_of_rules = app::regulation::example_source("en");
    let draft = app::regulation::Draft { source: source_of_rules, note: "", base: None };
    app::regulation::publish(&world.app, &Actor::operator(), draft).await.unwrap();
    let form = source(&world, c.alpha, SourceKind::Form).await;
    let owner = world.owner().await;
    let mail = "ana@example.com";
    let (case_a, one) = wrote(&world, c.alpha, form, "1", ["Ana", mail, ""]).await;
    let (case_b, two) = wrote(&world, c.alpha, form, "2", ["Anna", mail, ""]).await;
    let manager = world.actor("manager", &[of(Role::Manager, c.alpha)]).await;
    let give = async |case: CaseId, cost: &str| {
        let (what, cost) = ("a voucher".into(), cost.parse().unwrap());
        let remedy = RemedyDraft { kind: RemedyKind::Gift, what, cost };
        act(&world.app, &manager, case, Act::Grant(remedy)).await
    };
    for case in [case_a, case_b] {
        act(&world.app, &manager, case, Act::Take).await.unwrap();
        let finding = Act::Move { stage: Stage::FactFinding };
        act(&world.app, &manager, case, finding).await.unwrap();
        let founded = Act::GiveVerdict { verdict: Verdict::Founded, grounds: String::new() };
        act(&world.app, &owner, case, founded).await.unwrap();
    }
    let spent = async |client: ClientId| {
        let mut tx = world.app.db.begin().await.unwrap();
        let day = jiff::civil::date(2027, 1, 15);
        let currency = "GBP".parse().unwrap();
        let spent = app::store::remedy::spent(&mut tx, None, client, currency, day).await.unwrap();
        spent.client
    };
    // A manager may give one client 40 GBP.
    give(case_a, "20 GBP").await.unwrap();
    give(case_b, "15 GBP").await.unwrap();
    assert_eq!((spent(one).await, spent(two).await), (2_000, 1_500));
    let id = merge(&world.app, &owner, one, two, "").await.unwrap();
    assert_eq!((spent(one).await, spent(two).await), (3_500, 3_500), "one person, one sum");
    let card = seen(&world, &owner, two).await;
    assert_eq!(card.given.iter().map(ToString::to_string).collect::<Vec<_>>(), ["35.00 GBP"]);
    for case in [case_a, case_b] {
        let over = give(case, "6 GBP").await;
        assert!(matches!(over, Err(AppError::Refused(_))), "both are one client: {over:?}");
    }
    undo(&world.app, &owner, one, id).await.unwrap();
    assert_eq!((spent(one).await, spent(two).await), (2_000, 1_500));
    give(case_b, "6 GBP").await.unwrap();
}

async fn rebuilding_leaves_the_cards_as_they_are(world: World) {
    let c = world.company().await;
    let owner = world.owner().await;
    let file = source(&world, c.alpha, SourceKind::File).await;
    let (case, one) = wrote(&world, c.alpha, file, "1", ["irina_k", "i@example.com", ""]).await;
    let (_, two) = wrote(&world, c.alpha, file, "2", ["irina_k", "", "722000111"]).await;
    let order = Act::AddProof { kind: ProofKind::Order, text: "A-1742".into() };
    act(&world.app, &owner, case, order).await.unwrap();
    merge(&world.app, &owner, one, two, "").await.unwrap();
    let before = (whole(&seen(&world, &owner, two).await), contacts(&world).await);
    assert_eq!(before.1.len(), 5, "two accounts, a mail, a phone, an order: {:?}", before.1);
    app::rebuild(&world.app).await.unwrap();
    assert_eq!((whole(&seen(&world, &owner, two).await), contacts(&world).await), before);
    // A desk from before the table was there gets the same rows.
    world.app.db.exec("DELETE FROM client_contact", vec![]).await.unwrap();
    app::rebuild(&world.app).await.unwrap();
    let keys = |rows: &[String]| {
        rows.iter().map(|r| r.rsplit_once('|').unwrap().0.to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(keys(&contacts(&world).await), keys(&before.1));
}

/// Every contact there is, when it was added last.
async fn contacts(world: &World) -> Vec<String> {
    let sql = "SELECT cast(client_id AS TEXT) || kind || '|' || value || '|' || source || '|' || shown \
               || '|' || cast(added_at AS TEXT) FROM client_contact ORDER BY client_id, kind, value";
    let rows = world.app.db.rows(sql, vec![]).await.unwrap();
    rows.iter().map(|row| row.first::<String>().unwrap()).collect()
}

async fn a_changed_phone_is_forgotten(world: World) {
    let c = world.company().await;
    let owner = world.owner().await;
    let form = source(&world, c.alpha, SourceKind::Form).await;
    let (case, one) = wrote(&world, c.alpha, form, "1", ["Ana", "", "722 000 111"]).await;
    let (_, wrong) = wrote(&world, c.alpha, form, "2", ["Ion", "", "722 000 111"]).await;
    let (_, right) = wrote(&world, c.alpha, form, "3", ["Ana", "", "722 000 112"]).await;
    assert_eq!(who(&seen(&world, &owner, one).await), [wrong]);
    app::cases::contact(&world.app, &owner, case, "Ana", "", "722-000-112").await.unwrap();
    let card = seen(&world, &owner, one).await;
    assert_eq!(who(&card), [right]);
    assert_eq!(card.phones.iter().map(|p| p.shown.as_str()).collect::<Vec<_>>(), ["722-000-112"]);
}

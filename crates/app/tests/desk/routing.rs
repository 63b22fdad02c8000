//! What arrives is read, stored once and given to whom the regulation says.

use super::{arrival, source};
use crate::world::{World, of};
use app::brands::{BrandChange, change};
use app::domain::brand::SourceKind;
use app::domain::case::By;
use app::domain::{Role, Timestamp};
use app::intake::{Routing, take_in};

on_both!(a_low_complaint_becomes_a_case_of_the_branch);

async fn a_low_complaint_becomes_a_case_of_the_branch(world: World) {
    let c = world.company().await;
    let src = source(&world, c.first, SourceKind::File).await;
    let owner = world.owner().await;
    let manager = world.person("manager", &[of(Role::Manager, c.first)]).await;
    let change_to = BrandChange {
        name: "Alpha first".into(),
        owner: Some(manager),
        lang: "en".into(),
        zone: "Europe/Bucharest".into(),
    };
    change(&world.app, &owner, c.first, change_to).await.unwrap();
    let bad = arrival(
        c.first,
        src,
        "bad",
        "I ordered a kettle two weeks ago, it never arrived, and they refuse to give my money back. Terrible service!",
    );
    let mut good = arrival(
        c.first,
        src,
        "good",
        "Thank you so much, the staff were lovely and everything was perfect!",
    );
    good.rating = Some(5);
    let mut old = bad.clone();
    old.external_id = "old".into();
    old.posted_at = Some(Timestamp::from_second(1_600_000_000).unwrap());
    let batch = vec![bad, good, old];
    let taken = take_in(&world.app, By::Operator, batch.clone(), Routing::Rules).await.unwrap();
    assert_eq!((taken.added.len(), taken.known, taken.opened.len()), (3, 0, 1));
    let again = take_in(&world.app, By::Operator, batch, Routing::Rules).await.unwrap();
    assert_eq!(
        (again.added.len(), again.known, again.opened.len()),
        (0, 3, 0),
        "the same twice adds nothing"
    );
    let page = app::cases::view(&world.app, &owner, taken.opened[0]).await.unwrap();
    assert_eq!(page.item.owner, Some(manager));
    assert!(matches!(&page.timeline[0].by, By::Rule(_)));
    // It came on a Friday at 8:00 UTC; the example regulation works from 9:00 in London.
    let due = page.item.next_due.expect("an answer is owed");
    assert_eq!(due.to_string(), "2027-01-15T11:00:00Z");
}

//! Lists of mentions: words in three languages, every filter, pages both ways, marking as seen.

use crate::said::{arrival, one, said, source};
use crate::world::{World, everywhere, of};
use app::domain::{MentionId, Role};
use app::mentions::{self, Cursor, Filter, MentionState};
use app::{Actor, AppError};

on_both!(
    words_are_found_in_all_their_forms,
    each_filter_narrows,
    no_text_can_pass_for_a_filter,
    pages_lead_forth_and_back,
    counts_stop_at_a_thousand,
    seen_is_marked_once,
    a_mention_knows_its_case,
);

async fn found(world: &World, actor: &Actor, query: &str) -> Vec<MentionId> {
    let filter: Filter = query.parse().unwrap();
    let page = mentions::list(&world.app, actor, &filter, None, 50).await.unwrap();
    let count = mentions::counts(&world.app, actor, &filter).await.unwrap();
    assert_eq!((count.n, count.more), (page.items.len() as i64, false), "{query}");
    page.items.iter().map(|m| m.id).collect()
}

async fn words_are_found_in_all_their_forms(world: World) {
    let s = said(&world).await;
    let owner = world.owner().await;
    let check = async |query: &str, expected: &[MentionId]| {
        assert_eq!(found(&world, &owner, &format!("q={query}")).await, expected, "{query}");
    };
    check("деньги", &[s.secret, s.courier]).await;
    check("денег курьеры", &[s.courier]).await;
    check("waits refunds", &[s.refund]).await;
    check("multumesc livrare", &[s.thanks]).await;
    check("Mulţumesc", &[s.thanks]).await;
    check("лукин", &[s.secret, s.courier]).await;
    check("stefan", &[s.thanks]).await;
    check("банан", &[]).await;
    check("😡", &[]).await;
    check("!!!", &[]).await;
    check("%22+OR+*+NEAR(", &[]).await;
    let filter: Filter = "q=деньги".parse().unwrap();
    let page = mentions::list(&world.app, &owner, &filter, None, 50).await.unwrap();
    let item = page.items.iter().find(|m| m.id == s.courier).unwrap();
    let marked: Vec<_> = item.in_text.iter().map(|m| &item.text[m.start..m.end]).collect();
    assert_eq!(marked, ["деньги"]);
}

async fn each_filter_narrows(world: World) {
    let s = said(&world).await;
    let owner = world.owner().await;
    let all = [s.secret, s.thanks, s.refund, s.courier];
    let site = source(&world, s.company.first, "site").await;
    let check = async |query: &str, expected: &[MentionId]| {
        assert_eq!(found(&world, &owner, query).await, expected, "{query}");
    };
    check("", &all).await;
    check("brand=alpha", &[s.thanks, s.refund, s.courier]).await;
    check("brand=alpha-first,beta", &[s.secret, s.refund]).await;
    check("brand=nowhere", &[]).await;
    check(&format!("source={site}"), &[s.refund]).await;
    check("lang=ru", &[s.secret, s.courier]).await;
    check("lang=en,ro", &[s.thanks, s.refund]).await;
    check("rating=1,2", &[s.refund, s.courier]).await;
    check("rating=0", &[s.secret]).await;
    check("visibility=private", &[]).await;
    check("state=new", &all).await;
    check("state=case", &[]).await;
    check("from=2027-01-11&until=2027-01-12", &[s.thanks, s.refund]).await;
    check("until=2027-01-10", &[s.courier]).await;
    check("lang=ru&rating=1&brand=alpha&q=деньги&from=2027-01-01", &[s.courier]).await;
    // A tone and an intent are whatever the model says; each mention has one of each.
    let page = mentions::list(&world.app, &owner, &Filter::default(), None, 50).await.unwrap();
    for item in page.items {
        let query = format!("tone={}&intent={}", item.tone, item.intent);
        assert!(found(&world, &owner, &query).await.contains(&item.id), "{query}");
        assert!((0.0..=1.0).contains(&item.tone_confidence));
    }
}

/// What a client writes is never taken for a facet of the index.
async fn no_text_can_pass_for_a_filter(world: World) {
    let c = world.company().await;
    let at = source(&world, c.alpha, "site").await;
    let other = format!("zzb{} zzmseen zzgremedy", c.beta.0.simple());
    let liar = one(&world, arrival(c.alpha, at, "zzonone", &other, None, None)).await;
    let beta = world.actor("b", &[of(Role::Manager, c.beta)]).await;
    assert_eq!(found(&world, &beta, "").await, []);
    let owner = world.owner().await;
    assert_eq!(found(&world, &owner, "state=seen").await, []);
    assert_eq!(found(&world, &owner, "stage=remedy").await, []);
    assert_eq!(found(&world, &owner, "owner=none").await, []);
    assert_eq!(found(&world, &owner, "q=zzmseen").await, [liar]);
    assert_eq!(found(&world, &owner, "q=zzmnew").await, []);
}

async fn pages_lead_forth_and_back(world: World) {
    let c = world.company().await;
    let owner = world.owner().await;
    let at = source(&world, c.alpha, "site").await;
    let mut told = Vec::new();
    for n in 0..7 {
        told.push(one(&world, arrival(c.alpha, at, "a", &format!("word {n}"), None, None)).await);
    }
    told.reverse();
    for query in ["", "q=word", "brand=alpha"] {
        let filter: Filter = query.parse().unwrap();
        let page = async |cursor: Option<&str>| {
            let cursor = cursor.map(|c| c.parse::<Cursor>().unwrap());
            mentions::list(&world.app, &owner, &filter, cursor, 3).await.unwrap()
        };
        let ids = |p: &mentions::Page| p.items.iter().map(|m| m.id).collect::<Vec<_>>();
        let first = page(None).await;
        assert_eq!((ids(&first), &first.previous), (told[..3].to_vec(), &None));
        let second = page(first.next.as_deref()).await;
        assert_eq!(ids(&second), told[3..6]);
        let third = page(second.next.as_deref()).await;
        assert_eq!((ids(&third), &third.next), (told[6..].to_vec(), &None));
        let back = page(third.previous.as_deref()).await;
        assert_eq!(ids(&back), told[3..6]);
        let top = page(back.previous.as_deref()).await;
        assert_eq!((ids(&top), &top.previous), (told[..3].to_vec(), &None));
    }
    assert!("x17".parse::<Cursor>().is_err() && "".parse::<Cursor>().is_err());
}

async fn counts_stop_at_a_thousand(world: World) {
    let c = world.company().await;
    let at = source(&world, c.alpha, "site").await;
    let many = (0..1001).map(|n| arrival(c.alpha, at, "a", &format!("n{n}"), None, None));
    let many: Vec<_> = many.collect();
    for chunk in many.chunks(400) {
        let taken = app::intake::take_in(
            &world.app,
            app::domain::case::By::Operator,
            chunk.to_vec(),
            app::intake::Routing::Off,
        );
        taken.await.unwrap();
    }
    let owner = world.owner().await;
    for query in ["", "brand=alpha"] {
        let count = mentions::counts(&world.app, &owner, &query.parse().unwrap()).await.unwrap();
        assert_eq!((count.n, count.more), (999, true));
    }
}

async fn seen_is_marked_once(world: World) {
    let s = said(&world).await;
    let owner = world.owner().await;
    let app = &world.app;
    let mut live = app.live.subscribe();
    assert!(mentions::mark_seen(app, &owner, s.refund).await.unwrap());
    assert!(!mentions::mark_seen(app, &owner, s.refund).await.unwrap());
    assert_eq!(live.try_recv().unwrap().brand, s.company.first);
    assert_eq!(found(&world, &owner, "state=seen").await, [s.refund]);
    assert_eq!(found(&world, &owner, "state=new").await, [s.secret, s.thanks, s.courier]);
    let both = [s.courier, s.refund, s.thanks, s.courier];
    assert_eq!(mentions::mark_seen_many(app, &owner, &both).await.unwrap(), 2);
    assert_eq!(found(&world, &owner, "state=new").await, [s.secret]);
    // Looking at one changes nothing.
    let page = mentions::get(app, &owner, s.secret).await.unwrap();
    assert_eq!(page.mention.state, MentionState::New);
}

async fn a_mention_knows_its_case(world: World) {
    let s = said(&world).await;
    let app = &world.app;
    let anna = world.actor("anna", &[everywhere(Role::Head)]).await;
    let case = app::cases::open(app, &anna, s.refund).await.unwrap();
    let me = format!("owner={}", anna.person_id().unwrap());
    for query in ["state=case", "stage=intake", "owner=me", me.as_str(), "owner=me,none&rating=2"] {
        assert_eq!(found(&world, &anna, query).await, [s.refund], "{query}");
    }
    assert_eq!(found(&world, &anna, "owner=none").await, []);
    let item = mentions::get(app, &anna, s.refund).await.unwrap();
    let of = item.mention.case.unwrap();
    assert_eq!((of.id, of.owner_name.as_str()), (case, "anna"));
    assert!(!item.may_open_case && item.may_triage);
    // Marking it as seen leaves it in its case.
    assert!(!mentions::mark_seen(app, &anna, s.refund).await.unwrap());
    assert_eq!(found(&world, &anna, "state=case").await, [s.refund]);
    let gone = mentions::get(app, &anna, MentionId(app.uuid())).await;
    assert!(matches!(gone, Err(AppError::NotFound("mention"))));
}

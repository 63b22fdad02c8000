//! One search over mentions and cases.

use crate::said::said;
use crate::world::{World, everywhere};
use app::cases::{Act, act, open};
use app::domain::Role;
use app::search::{What, search};
use app::wishes::{self, WishQuery};

on_both!(cases_are_found_by_what_was_written, a_number_finds_its_case, wishes_are_found_by_words);

async fn cases_are_found_by_what_was_written(world: World) {
    let s = said(&world).await;
    let app = &world.app;
    let anna = world.actor("anna", &[everywhere(Role::Head)]).await;
    let case = open(app, &anna, s.courier).await.unwrap();
    let note = "Звонил водителю: он застрял в пробке у вокзала. <b>Проверить</b> запись.";
    act(app, &anna, case, Act::Note { note: note.into() }).await.unwrap();
    let found = search(app, &anna, "пробки", What::All, None).await.unwrap();
    assert_eq!(found.cases.len(), 1);
    let said: Vec<_> = found.cases[0].said.iter().map(|p| (p.text.as_str(), p.hit)).collect();
    assert_eq!(
        said,
        [
            ("Звонил водителю: он застрял в ", false),
            ("пробке", true),
            (" у вокзала. <b>Проверить</b> запись.", false),
        ]
    );
    assert!(found.mentions.items.is_empty());
    let found = search(app, &anna, "курьер", What::All, None).await.unwrap();
    assert_eq!(found.mentions.items[0].case.as_ref().unwrap().id, case);
    for (text, what) in
        [("", What::All), ("   ", What::Cases), ("🙂", What::All), ("пробка", What::Mentions)]
    {
        let found = search(app, &anna, text, what, None).await.unwrap();
        assert!(found.cases.is_empty() && found.mentions.items.is_empty(), "{text}");
    }
}

async fn a_number_finds_its_case(world: World) {
    let s = said(&world).await;
    let app = &world.app;
    let anna = world.actor("anna", &[everywhere(Role::Head)]).await;
    let mut numbers = Vec::new();
    for id in [s.courier, s.refund] {
        let case = open(app, &anna, id).await.unwrap();
        numbers.push(app::cases::view(app, &anna, case).await.unwrap().item.number);
        let note = Act::Note { note: format!("see also {}", numbers[0]) };
        act(app, &anna, case, note).await.unwrap();
    }
    for text in [format!("{}", numbers[0]), format!("№{}", numbers[0]), format!("# {}", numbers[0])]
    {
        let found = search(app, &anna, &text, What::All, None).await.unwrap();
        let order: Vec<_> = found.cases.iter().map(|h| h.case.number).collect();
        assert_eq!(order, [numbers[0], numbers[1]], "the very case first: {text}");
    }
    let none = search(app, &anna, "99999", What::Cases, None).await.unwrap();
    assert!(none.cases.is_empty());
}

async fn wishes_are_found_by_words(world: World) {
    let s = said(&world).await;
    let app = &world.app;
    let anna = world.actor("anna", &[everywhere(Role::Head)]).await;
    for (id, text) in [
        (s.courier, "Хочу видеть курьера на карте"),
        (s.refund, "Show the refund date"),
        (s.refund, "Send a message"),
    ] {
        let case = open(app, &anna, id).await.unwrap();
        act(app, &anna, case, Act::Wish { text: text.into() }).await.unwrap();
        world.clock.pass(60);
    }
    let list = async |text: &str, brand: &str, limit| {
        let brands = if brand.is_empty() { vec![] } else { vec![brand.to_owned()] };
        let query = WishQuery { text: text.into(), brands, cursor: None, limit };
        let page = wishes::list(app, &anna, &query).await.unwrap();
        let texts: Vec<_> = page.items.iter().map(|w| w.text.clone()).collect();
        (texts, page.next)
    };
    let all = ["Send a message", "Show the refund date", "Хочу видеть курьера на карте"];
    assert_eq!(list("", "", 50).await.0, all);
    assert_eq!(list("", "alpha", 50).await.0, all);
    assert_eq!(list("", "alpha-first", 50).await.0, all[..2]);
    assert_eq!(list("карту", "", 50).await.0, all[2..]);
    // "date" stands in another wish of the same case only.
    assert_eq!(list("dates", "", 50).await.0, [all[1]]);
    assert_eq!(list("banana", "", 50).await.0, Vec::<String>::new());
    let (first, next) = list("", "", 2).await;
    assert_eq!(first, all[..2]);
    let rest = WishQuery { cursor: next, limit: 2, ..WishQuery::default() };
    let rest = wishes::list(app, &anna, &rest).await.unwrap();
    assert_eq!((rest.items.len(), rest.next), (1, None));
    assert_eq!(rest.items[0].recorded_by, "anna");
}

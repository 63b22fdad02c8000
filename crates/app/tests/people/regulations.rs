//! Publishing regulations.

use crate::world::{World, everywhere, of};
use app::AppError;
use app::domain::Role;
use app::regulation::{self, Draft, LineKind};

on_both!(
    publishing_takes_effect_at_once,
    of_two_editors_one_learns_of_the_other,
    a_slip_is_named_with_its_line,
    each_person_reads_and_confirms_for_himself
);

async fn publishing_takes_effect_at_once(world: World) {
    let app = &world.app;
    let owner = world.owner().await;
    let before = regulation::read(app, &owner).await.unwrap();
    assert_eq!(before.version, 0, "the example serves until something is published");
    let text = TEXT.replace('\n', "\r\n");
    let done = regulation::publish(app, &owner, draft(&text, Some(0))).await.unwrap();
    assert_eq!((done.version, done.remarks.len()), (1, 0));
    assert_eq!(regulation::current(app).await.unwrap().title, "How we answer");
    assert_eq!(regulation::read(app, &owner).await.unwrap().source, TEXT);
    // Another process publishes: this one notices.
    let newer = TEXT.replace("How we answer", "How we listen");
    let elsewhere = app::App::new(app.db.clone(), (*app.settings).clone());
    regulation::publish(&elsewhere, &owner, draft(&newer, Some(1))).await.unwrap();
    assert_eq!(regulation::current(app).await.unwrap().title, "How we listen");
    let history = regulation::history(app, &owner).await.unwrap();
    assert_eq!(history.iter().map(|v| v.version).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(history[0].published_by, "owner");
    let lines = regulation::changes(app, &owner, 2).await.unwrap();
    let changed: Vec<_> = lines
        .iter()
        .filter(|l| l.kind != LineKind::Same)
        .map(|l| (l.kind, l.text.as_str()))
        .collect();
    assert_eq!(
        changed,
        [
            (LineKind::Removed, "title = \"How we answer\""),
            (LineKind::Added, "title = \"How we listen\""),
        ]
    );
    assert!(matches!(regulation::changes(app, &owner, 9).await, Err(AppError::NotFound(_))));
}

async fn of_two_editors_one_learns_of_the_other(world: World) {
    let app = &world.app;
    let owner = world.owner().await;
    let one = regulation::publish(app, &owner, draft(TEXT, Some(0)));
    let two = regulation::publish(app, &owner, draft(TEXT, Some(0)));
    let (one, two) = tokio::join!(one, two);
    assert!(one.is_ok() ^ two.is_ok(), "{one:?} {two:?}");
    assert!(matches!(one.and(two), Err(AppError::Conflict)));
}

async fn a_slip_is_named_with_its_line(world: World) {
    let app = &world.app;
    let owner = world.owner().await;
    let problem = async |text: &str| match regulation::publish(app, &owner, draft(text, None)).await
    {
        Err(AppError::Invalid(wrong)) => {
            assert_eq!((wrong[0].field, wrong[0].problem), ("source", "regulation-line"));
            wrong[0].detail.split(':').next().unwrap().to_owned()
        }
        other => panic!("{other:?}"),
    };
    let with = |settings: &str| TEXT.replace("\n+++\n", &format!("\n{settings}\n+++\n"));
    assert_eq!(problem(&with("surprise = 1")).await, "7");
    assert_eq!(problem(&TEXT.replace("09:00-18:00", "25:00-18:00")).await, "6");
    assert_eq!(problem(&TEXT.replace("Europe/Moscow", "Europe/Nowhere")).await, "4");
    let module = "\n# Words {#words}\n\n## A {#a lang=en}\n\nDear {nobody}\n";
    assert_eq!(problem(&format!("{TEXT}{module}")).await, "15");
    assert_eq!(regulation::read(app, &owner).await.unwrap().version, 0, "nothing was published");
    // An unknown brand is a remark: the brand may still come.
    let harbour = with("[calendars.harbour]\nzone = \"UTC\"\nweek = { mon = [\"22:00-06:00\"] }");
    let done = regulation::publish(app, &owner, draft(&harbour, None)).await.unwrap();
    assert_eq!(done.remarks.len(), 1);
    assert_eq!((done.remarks[0].line, done.remarks[0].detail.as_str()), (7, "harbour"));
    world.brand("harbour", None).await;
    assert!(regulation::check(app, &owner, &harbour).await.unwrap().is_empty());
}

const TEXT: &str = r#"+++
title = "How we answer"
[calendars.default]
zone = "Europe/Moscow"
[calendars.default.week]
mon = ["09:00-18:00"]
+++

Listen first.
"#;

fn draft(source: &str, base: Option<i64>) -> Draft<'_> {
    Draft { source, note: "", base }
}

async fn each_person_reads_and_confirms_for_himself(world: World) {
    let app = &world.app;
    let c = world.company().await;
    let owner = world.owner().await;
    let head = world.actor("head", &[of(Role::Head, c.alpha)]).await;
    let manager = world.actor("manager", &[of(Role::Manager, c.first)]).await;
    let elsewhere = world.actor("elsewhere", &[of(Role::Manager, c.beta)]).await;
    let auditor = world.actor("auditor", &[everywhere(Role::Auditor)]).await;
    assert_eq!(regulation::unread(app, &manager).await.unwrap(), None, "nothing published");
    let asking = TEXT.replacen("\n[calendars", CHECK, 1);
    regulation::publish(app, &owner, draft(&asking, None)).await.unwrap();
    assert_eq!(regulation::unread(app, &manager).await.unwrap(), Some(1));
    assert_eq!(regulation::unread(app, &auditor).await.unwrap(), None, "he does not work by it");
    // A wrong or missing answer confirms nothing, and says where to read again.
    for answers in [&[][..], &[1]] {
        match regulation::confirm(app, &manager, 1, answers).await {
            Err(AppError::Invalid(wrong)) => assert_eq!(
                (wrong[0].problem, wrong[0].detail.as_str()),
                ("understanding-wrong", "1 → Calm down first")
            ),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(regulation::unread(app, &manager).await.unwrap(), Some(1));
    regulation::confirm(app, &manager, 1, &[2]).await.unwrap();
    assert_eq!(regulation::unread(app, &manager).await.unwrap(), None);
    let first = regulation::reading(app, &manager).await.unwrap().confirmed_at;
    regulation::confirm(app, &manager, 1, &[2]).await.unwrap();
    assert_eq!(regulation::reading(app, &manager).await.unwrap().confirmed_at, first);
    for nobody in [&auditor, &app::Actor::operator()] {
        let answer = regulation::confirm(app, nobody, 1, &[2]).await;
        assert!(matches!(answer, Err(AppError::Forbidden(_))), "{answer:?}");
    }
    // Who leads a brand sees those who work there; a manager sees nobody's confirmation.
    let list = async |actor| {
        let list = regulation::confirmations(app, actor).await.unwrap();
        list.into_iter().map(|c| format!("{} {}", c.name, c.done)).collect::<Vec<_>>()
    };
    assert_eq!(list(&head).await, ["head false", "owner false", "manager true"]);
    assert_eq!(
        list(&owner).await,
        ["elsewhere false", "head false", "owner false", "manager true"]
    );
    let answer = regulation::confirmations(app, &elsewhere).await;
    assert!(matches!(answer, Err(AppError::Forbidden(_))));
    // A newer version asks everybody again, with what changed since his own.
    let newer = asking.replace("Listen first.", "Listen first, then ask.");
    regulation::publish(app, &owner, draft(&newer, None)).await.unwrap();
    let late = regulation::confirm(app, &manager, 1, &[2]).await;
    assert!(matches!(late, Err(AppError::Conflict)));
    let reading = regulation::reading(app, &manager).await.unwrap();
    assert_eq!((reading.version, reading.confirmed_version, reading.done), (2, 1, false));
    assert!(reading.changes.iter().any(|l| l.kind == LineKind::Added && l.text.contains("ask")));
    assert!(regulation::reading(app, &head).await.unwrap().changes.is_empty());
}

const CHECK: &str = r#"
[[understanding]]
question = "Both are angry. What first?"
answers = ["Answer at once", "Calm down"]
right = 2
read = "Calm down first"

[calendars"#;

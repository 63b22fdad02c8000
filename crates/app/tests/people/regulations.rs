//! Publishing regulations.

use crate::world::World;
use app::AppError;
use app::regulation::{self, Draft, LineKind};

on_both!(
    publishing_takes_effect_at_once,
    of_two_editors_one_learns_of_the_other,
    a_slip_is_named_with_its_line
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

//! Whom each of these use cases shows what: another brand, a branch, nothing granted, an auditor.

use crate::said::{Said, said};
use crate::world::{World, everywhere, of};
use app::cases::ListQuery;
use app::domain::{MentionId, Role};
use app::mentions::{self, Filter};
use app::search::{What, search};
use app::{Action, Actor, AppError, Result, export, import, wishes};

on_both!(nobody_reads_beyond_his_brands, bulk_marking_is_all_or_nothing, only_who_may_imports);

/// Everybody with the mentions he may know of.
async fn people(world: &World, s: &Said) -> Vec<(&'static str, Actor, Vec<MentionId>)> {
    let c = s.company;
    let alpha = vec![s.thanks, s.refund, s.courier];
    let all = vec![s.secret, s.thanks, s.refund, s.courier];
    let wanted = [
        ("owner", vec![everywhere(Role::Owner)], all.clone()),
        ("auditor", vec![everywhere(Role::Auditor)], all),
        ("head", vec![of(Role::Head, c.alpha)], alpha.clone()),
        ("manager", vec![of(Role::Manager, c.alpha)], alpha.clone()),
        ("brand-auditor", vec![of(Role::Auditor, c.alpha)], alpha),
        ("branch", vec![of(Role::Manager, c.first)], vec![s.refund]),
        ("branch-head", vec![of(Role::Head, c.second)], vec![s.thanks]),
        (
            "two",
            vec![of(Role::Manager, c.first), of(Role::Auditor, c.beta)],
            vec![s.secret, s.refund],
        ),
        ("nobody", vec![], vec![]),
    ];
    let mut people = Vec::new();
    for (name, grants, sees) in wanted {
        people.push((name, world.actor(name, &grants).await, sees));
    }
    people
}

async fn nobody_reads_beyond_his_brands(world: World) {
    let s = said(&world).await;
    let app = &world.app;
    let owner = world.actor("chief", &[everywhere(Role::Owner)]).await;
    for id in [s.secret, s.refund] {
        let case = app::cases::open(app, &owner, id).await.unwrap();
        let note = app::cases::Act::Note { note: "барбарис refund".into() };
        app::cases::act(app, &owner, case, note).await.unwrap();
        let wish = app::cases::Act::Wish { text: "барбарис в чай".into() };
        app::cases::act(app, &owner, case, wish).await.unwrap();
    }
    for (name, actor, sees) in people(&world, &s).await {
        let nothing = sees.is_empty();
        for query in ["", "q=деньги", "brand=beta", "brand=alpha", "state=new,case", "rating=0"]
        {
            let filter: Filter = query.parse().unwrap();
            let page = mentions::list(app, &actor, &filter, None, 50).await;
            let count = mentions::counts(app, &actor, &filter).await;
            if nothing {
                assert!(matches!(page, Err(AppError::Forbidden(Action::ReadMentions))));
                assert!(matches!(count, Err(AppError::Forbidden(Action::ReadMentions))));
                continue;
            }
            let page = page.unwrap();
            assert!(page.items.iter().all(|m| sees.contains(&m.id)), "{name}: {query}");
            assert_eq!(count.unwrap().n as usize, page.items.len(), "{name}: {query}");
            if query.is_empty() {
                assert_eq!(page.items.len(), sees.len(), "{name}");
            }
        }
        for id in [s.courier, s.refund, s.thanks, s.secret] {
            let one = mentions::get(app, &actor, id).await;
            match sees.contains(&id) {
                true => assert_eq!(
                    one.unwrap().may_triage,
                    !(name.contains("auditor") || name == "two" && id == s.secret),
                    "{name}"
                ),
                false => assert!(matches!(one, Err(AppError::NotFound("mention"))), "{name}"),
            }
        }
        // The secret word stands in the mention and in the case of another brand.
        let found = search(app, &actor, "барбарис", What::All, None).await.unwrap();
        let both = usize::from(sees.contains(&s.secret)) + usize::from(sees.contains(&s.refund));
        assert_eq!(found.cases.len(), both, "{name}");
        assert!(found.cases.iter().all(|h| actor.may(Action::ReadCases, h.case.brand)));
        assert_eq!(found.mentions.items.len(), usize::from(sees.contains(&s.secret)), "{name}");
        let number = search(app, &actor, "№1001", What::Cases, None).await.unwrap();
        assert_eq!(number.cases.len(), usize::from(sees.contains(&s.secret)), "{name}");
        let wishes =
            wishes::list(app, &actor, &wishes::WishQuery { limit: 50, ..Default::default() }).await;
        match nothing {
            true => assert!(matches!(wishes, Err(AppError::Forbidden(Action::ReadCases)))),
            false => assert_eq!(wishes.unwrap().items.len(), both, "{name}"),
        }
        exports(&world, name, &actor, &sees).await;
    }
}

/// An export holds what the actor may carry out, which is less than what he may read.
async fn exports(world: &World, name: &str, actor: &Actor, sees: &[MentionId]) {
    let whole = async |export: Result<export::Export>| -> Result<String> {
        let mut export = export?;
        let mut all = Vec::new();
        while let Some(piece) = export.next().await? {
            all.extend(piece);
        }
        Ok(String::from_utf8(all).unwrap())
    };
    let mentions = whole(export::mentions(&world.app, actor, &Filter::default()).await).await;
    let cases = whole(export::cases(&world.app, actor, &ListQuery::default()).await).await;
    let lines = |csv: Result<String>| csv.map(|csv| csv.trim_end().lines().count() - 1);
    let carried = match name {
        "owner" | "auditor" | "head" | "brand-auditor" | "branch-head" => Ok(sees.len()),
        "two" => Ok(1),
        _ => Err(()),
    };
    match (carried, lines(mentions), lines(cases)) {
        (Ok(n), Ok(mentions), Ok(cases)) => {
            assert_eq!(mentions, n, "{name}");
            assert!(cases <= n, "{name}");
        }
        (Err(()), Err(AppError::Forbidden(a)), Err(AppError::Forbidden(b))) => {
            assert_eq!((a, b), (Action::ExportData, Action::ExportData));
        }
        other => panic!("{name}: {other:?}"),
    }
}

async fn bulk_marking_is_all_or_nothing(world: World) {
    let s = said(&world).await;
    let app = &world.app;
    let owner = world.owner().await;
    let new = async || {
        let filter: Filter = "state=new".parse().unwrap();
        mentions::counts(app, &owner, &filter).await.unwrap().n
    };
    let manager = world.actor("m", &[of(Role::Manager, s.company.alpha)]).await;
    let mixed = mentions::mark_seen_many(app, &manager, &[s.courier, s.secret]).await;
    assert!(matches!(mixed, Err(AppError::NotFound("mention"))));
    let mixed = world
        .actor("x", &[of(Role::Manager, s.company.alpha), of(Role::Auditor, s.company.beta)])
        .await;
    let refused = mentions::mark_seen_many(app, &mixed, &[s.courier, s.secret]).await;
    assert!(matches!(refused, Err(AppError::Forbidden(Action::TriageMentions))));
    let auditor = world.actor("a", &[everywhere(Role::Auditor)]).await;
    let refused = mentions::mark_seen(app, &auditor, s.courier).await;
    assert!(matches!(refused, Err(AppError::Forbidden(Action::TriageMentions))));
    assert_eq!(new().await, 4);
    let many: Vec<_> = (0..501).map(|_| MentionId(app.uuid())).collect();
    assert!(matches!(
        mentions::mark_seen_many(app, &owner, &many).await,
        Err(AppError::Invalid(_))
    ));
    mentions::mark_seen_many(app, &manager, &[s.courier, s.refund, s.thanks]).await.unwrap();
    assert_eq!(new().await, 1);
}

async fn only_who_may_imports(world: World) {
    let s = said(&world).await;
    let app = &world.app;
    for (name, actor, _) in people(&world, &s).await {
        for (brand, slug) in [
            (s.company.alpha, "alpha"),
            (s.company.second, "alpha-second"),
            (s.company.beta, "beta"),
        ] {
            let (sees, may) =
                (actor.may(Action::ReadMentions, brand), actor.may(Action::ImportMentions, brand));
            let upload = async || -> Result<_> {
                let mut incoming = import::begin(app, &actor).await?;
                incoming.write(b"text,rating\nfine,5\n").await?;
                incoming.finish(brand, "", "reviews.csv").await
            };
            match (upload().await, sees, may) {
                (Ok(id), true, true) => {
                    import::preview(app, &actor, id, None).await.unwrap();
                    let auditor =
                        world.actor(&format!("a{id}"), &[everywhere(Role::Auditor)]).await;
                    assert!(matches!(
                        import::status(app, &auditor, id).await,
                        Err(AppError::NotFound("import"))
                    ));
                    assert!(import::preview(app, &auditor, id, None).await.is_err());
                    assert!(import::start(app, &auditor, id, None).await.is_err());
                    assert!(import::set_aside(app, &auditor, id).await.is_err());
                }
                (Err(AppError::Forbidden(Action::ImportMentions)), _, false) => {}
                (Err(AppError::NotFound("brand")), false, false) => {}
                (other, ..) => panic!("{name} on {slug}: {other:?}"),
            }
            let file = std::env::temp_dir().join("redress-no-such-file.csv");
            let run =
                import::run_file(app, &actor, &file, slug, "s", Default::default(), |_| {}).await;
            match may {
                true => assert!(matches!(run, Err(AppError::Io(_))), "{name} on {slug}"),
                false => assert!(matches!(
                    run,
                    Err(AppError::Forbidden(_) | AppError::NotFound("brand"))
                )),
            }
        }
        let list = import::list(app, &actor).await;
        match actor.may_somewhere(Action::ImportMentions) {
            true => {
                assert!(list.unwrap().iter().all(|r| actor.may(Action::ImportMentions, r.brand)))
            }
            false => assert!(matches!(list, Err(AppError::Forbidden(Action::ImportMentions)))),
        }
    }
    let left = std::fs::read_dir(app.settings.data_dir.join("imports")).unwrap().count();
    let drafts =
        import::list(app, &world.actor("o2", &[everywhere(Role::Owner)]).await).await.unwrap();
    assert_eq!(left, drafts.len(), "a refused upload leaves no file");
}

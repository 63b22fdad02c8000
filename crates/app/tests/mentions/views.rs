//! Saved views: one's own, shared ones, and who may change them.

use crate::world::{World, everywhere, of};
use app::domain::{Role, ViewId};
use app::views::{self, NewView, ViewPage};
use app::{Action, Actor, AppError};

on_both!(views_are_kept_and_shared);

async fn views_are_kept_and_shared(world: World) {
    let c = world.company().await;
    let app = &world.app;
    let anna = world.actor("anna", &[of(Role::Manager, c.alpha)]).await;
    let boris = world.actor("boris", &[of(Role::Manager, c.beta)]).await;
    let auditor = world.actor("auditor", &[everywhere(Role::Auditor)]).await;
    let new = |name: &str, query: &str, shared| NewView {
        page: ViewPage::Mentions,
        name: name.into(),
        query: query.into(),
        shared,
    };
    let names = async |actor: &Actor| {
        let all = views::list(app, actor, ViewPage::Mentions).await.unwrap();
        all.into_iter().map(|v| (v.name, v.mine)).collect::<Vec<_>>()
    };
    let angry = views::save(app, &anna, new("  Angry  ones ", "?tone=negative&cursor=o1", true))
        .await
        .unwrap();
    views::save(app, &anna, new("Mine", "rating=1", false)).await.unwrap();
    views::save(app, &anna, new("Of alpha", "brand=alpha", true)).await.unwrap();
    let of = |name: &str, mine| (name.to_owned(), mine);
    assert_eq!(
        names(&anna).await,
        [of("Angry ones", true), of("Mine", true), of("Of alpha", true)]
    );
    // Another brand's people do not learn of it by its views.
    assert_eq!(names(&boris).await, [of("Angry ones", false)]);
    assert_eq!(names(&auditor).await, [of("Angry ones", false), of("Of alpha", false)]);
    let seen = views::list(app, &boris, ViewPage::Mentions).await.unwrap();
    assert_eq!((seen[0].query.as_str(), seen[0].shared), ("tone=negative", true));
    assert!(views::list(app, &anna, ViewPage::Cases).await.unwrap().is_empty());

    // Nobody changes what is not his; an auditor shares nothing.
    assert!(matches!(views::remove(app, &boris, angry).await, Err(AppError::NotFound("view"))));
    let change = views::change(app, &boris, angry, new("x", "", false)).await;
    assert!(matches!(change, Err(AppError::NotFound("view"))));
    let shared = views::save(app, &auditor, new("x", "", true)).await;
    assert!(matches!(shared, Err(AppError::Forbidden(Action::TriageMentions))));
    views::save(app, &auditor, new("own", "", false)).await.unwrap();
    let nobody = world.actor("nobody", &[]).await;
    assert!(matches!(
        views::save(app, &nobody, new("x", "", false)).await,
        Err(AppError::Forbidden(_))
    ));
    assert!(views::save(app, &Actor::operator(), new("x", "", false)).await.is_err());

    for (name, query) in
        [(" ", ""), (&*"x".repeat(61), ""), ("x", "tone=angry"), ("x", &*"q".repeat(5000))]
    {
        let refused = views::save(app, &anna, new(name, query, false)).await;
        assert!(matches!(refused, Err(AppError::Invalid(_))), "{name} {query}");
    }
    views::change(app, &anna, angry, new("Calm", "tone=positive", false)).await.unwrap();
    assert_eq!(names(&boris).await, []);
    views::remove(app, &anna, angry).await.unwrap();
    assert!(matches!(views::remove(app, &anna, angry).await, Err(AppError::NotFound("view"))));
    assert!(matches!(
        views::remove(app, &anna, ViewId(app.uuid())).await,
        Err(AppError::NotFound("view"))
    ));
}

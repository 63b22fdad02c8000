//! Sign-in, sessions and tokens.

use crate::world::{World, everywhere};
use app::domain::{PersonId, Role};
use app::people::{self, NewPerson};
use app::sign_in::{self, Attempt};
use app::{Action, Actor, AppError, tokens};

on_both!(
    the_first_visitor_becomes_the_owner,
    a_session_lasts_while_it_is_used,
    signing_out_ends_it,
    guessing_is_slowed_down,
    a_new_password_ends_the_other_sessions,
    who_leaves_is_out_at_once,
    tokens_work_until_they_are_revoked,
);

const PASSWORD: &str = "нитка-иголка-7";

async fn the_first_visitor_becomes_the_owner(world: World) {
    let app = &world.app;
    assert!(people::first_visit(app).await.unwrap());
    // Two browsers at the same moment: one wins, whatever the order.
    let (a, b) = tokio::join!(
        people::create_owner(app, person("Ana@Desk.Test")),
        people::create_owner(app, person("boris@desk.test")),
    );
    assert!(a.is_ok() ^ b.is_ok(), "{a:?} {b:?}");
    assert!(!people::first_visit(app).await.unwrap());
    let third = people::create_owner(app, person("third@desk.test")).await;
    assert!(matches!(third, Err(AppError::Forbidden(_))), "{third:?}");
    let email = if a.is_ok() { " ANA@desk.test" } else { "Boris@desk.test" };
    let session = sign_in::sign_in(app, attempt(email, PASSWORD)).await.unwrap();
    let (actor, csrf) = sign_in::session(app, &session.token).await.unwrap();
    assert_eq!(csrf, session.csrf);
    assert!(actor.may_everywhere(Action::ManagePeople));
    assert_eq!((actor.lang.as_str(), actor.zone.as_str()), ("ru", "Europe/Chisinau"));
    // The desk begins with the example regulation in his language.
    let regulation = app::regulation::read(app, &actor).await.unwrap();
    assert_eq!(regulation.version, 1);
    let example = app::regulation::example_source("ru");
    assert_eq!(regulation.rules.title, "Как мы отвечаем на недовольство");
    assert_eq!(regulation.source.lines().count(), example.lines().count());
    assert_eq!(regulation.rules.calendar(&[]).timetable().zone, "Europe/Chisinau");
}

async fn a_session_lasts_while_it_is_used(world: World) {
    let (app, _) = with_owner(&world).await;
    let token = sign_in::sign_in(app, attempt("ana@desk.test", PASSWORD)).await.unwrap().token;
    let hour = 3600;
    // Used each eleven hours it lives on, up to thirty days.
    let mut alive = 0;
    while sign_in::session(app, &token).await.is_ok() {
        alive += 11;
        world.clock.pass(11 * hour);
        assert!(alive < 10_000);
    }
    assert_eq!(alive, 726, "the first eleven hours after 30 days");
    let token = sign_in::sign_in(app, attempt("ana@desk.test", PASSWORD)).await.unwrap().token;
    world.clock.pass(12 * hour - 1);
    sign_in::session(app, &token).await.unwrap();
    world.clock.pass(12 * hour);
    assert!(matches!(sign_in::session(app, &token).await, Err(AppError::SignedOut)));
    assert!(matches!(sign_in::session(app, "made up").await, Err(AppError::SignedOut)));
}

async fn signing_out_ends_it(world: World) {
    let (app, owner) = with_owner(&world).await;
    let mut open = vec![];
    for _ in 0..3 {
        open.push(sign_in::sign_in(app, attempt("ana@desk.test", PASSWORD)).await.unwrap().token);
    }
    sign_in::sign_out(app, &open[0]).await.unwrap();
    assert!(sign_in::session(app, &open[0]).await.is_err());
    let shown = sign_in::sessions(app, &owner, Some(&open[2])).await.unwrap();
    assert_eq!(shown.iter().filter(|s| s.current).count(), 1);
    let other = shown.iter().find(|s| !s.current).unwrap();
    // A stranger who knows the name of a session cannot end it.
    let stranger = world.actor("stranger", &[everywhere(Role::Owner)]).await;
    assert!(sign_in::end_session(app, &stranger, &other.id).await.is_err());
    sign_in::end_session(app, &owner, &other.id).await.unwrap();
    assert!(sign_in::session(app, &open[1]).await.is_err());
    let fourth = sign_in::sign_in(app, attempt("ana@desk.test", PASSWORD)).await.unwrap().token;
    assert_eq!(sign_in::sign_out_everywhere(app, &owner, Some(&fourth)).await.unwrap(), 1);
    assert!(sign_in::session(app, &open[2]).await.is_err());
    assert!(sign_in::session(app, &fourth).await.is_ok());
}

async fn guessing_is_slowed_down(world: World) {
    let (app, _) = with_owner(&world).await;
    for n in 0..6 {
        // The same answer for a wrong password and for nobody.
        let wrong = sign_in::sign_in(app, attempt("ana@desk.test", "wrong password")).await;
        let nobody = sign_in::sign_in(
            app,
            Attempt { address: "elsewhere", ..attempt("nobody@desk.test", PASSWORD) },
        )
        .await;
        assert_eq!(wrong.unwrap_err().to_string(), nobody.unwrap_err().to_string(), "try {n}");
    }
    let barred = sign_in::sign_in(app, attempt("ana@desk.test", PASSWORD)).await;
    assert!(matches!(barred, Err(AppError::TooMany(1))), "{barred:?}");
    // Her own browser, from another address, is not barred by a stranger's guesses.
    sign_in::sign_in(app, Attempt { address: "home", ..attempt("ana@desk.test", PASSWORD) })
        .await
        .unwrap();
    world.clock.pass(1);
    sign_in::sign_in(app, attempt("ana@desk.test", PASSWORD)).await.unwrap();
}

async fn a_new_password_ends_the_other_sessions(world: World) {
    let (app, owner) = with_owner(&world).await;
    let id = owner.person_id().unwrap();
    let here = sign_in::sign_in(app, attempt("ana@desk.test", PASSWORD)).await.unwrap().token;
    let there = sign_in::sign_in(app, attempt("ana@desk.test", PASSWORD)).await.unwrap().token;
    let change = |old, new| people::set_password(app, &owner, id, old, new, Some(&here));
    for (old, new, problem) in [
        (None, "another password", "old_password: wrong-password"),
        (Some("not the old one"), "another password", "old_password: wrong-password"),
        (Some(PASSWORD), "short", "password: password-short"),
        (Some(PASSWORD), "ANA@desk.test", "password: password-is-email"),
        (Some(PASSWORD), "аааааааааааа", "password: password-one-letter"),
    ] {
        assert_eq!(change(old, new).await.unwrap_err().to_string(), problem);
    }
    change(Some(PASSWORD), "another password").await.unwrap();
    assert!(sign_in::session(app, &here).await.is_ok());
    assert!(sign_in::session(app, &there).await.is_err());
    assert!(sign_in::sign_in(app, attempt("ana@desk.test", PASSWORD)).await.is_err());
    sign_in::sign_in(app, attempt("ana@desk.test", "another password")).await.unwrap();
}

async fn who_leaves_is_out_at_once(world: World) {
    let (app, owner) = with_owner(&world).await;
    let id = people::add(app, &owner, person("mara@desk.test"), vec![]).await.unwrap();
    let session = sign_in::sign_in(app, attempt("mara@desk.test", PASSWORD)).await.unwrap().token;
    let token = tokens::create(app, &world.acting(id).await, "script").await.unwrap().secret;
    people::set_active(app, &owner, id, false).await.unwrap();
    assert!(sign_in::session(app, &session).await.is_err());
    assert!(tokens::actor_of_token(app, &token).await.is_err());
    assert!(sign_in::sign_in(app, attempt("mara@desk.test", PASSWORD)).await.is_err());
    // Coming back does not bring the old keys back.
    people::set_active(app, &owner, id, true).await.unwrap();
    assert!(tokens::actor_of_token(app, &token).await.is_err());
    assert!(sign_in::session(app, &session).await.is_err());
    sign_in::sign_in(app, attempt("mara@desk.test", PASSWORD)).await.unwrap();
}

async fn tokens_work_until_they_are_revoked(world: World) {
    let (app, owner) = with_owner(&world).await;
    let made = tokens::create(app, &owner, " nightly  export ").await.unwrap();
    assert!(made.secret.starts_with("rdr_"));
    assert_eq!(made.name, "nightly export");
    let actor = tokens::actor_of_token(app, &made.secret).await.unwrap();
    assert_eq!(actor.person_id(), owner.person_id());
    assert!(actor.may_everywhere(Action::ManagePeople));
    let used = |list: Vec<tokens::TokenView>| list[0].used_at.unwrap();
    let first = used(tokens::list(app, &owner).await.unwrap());
    world.clock.pass(59);
    tokens::actor_of_token(app, &made.secret).await.unwrap();
    assert_eq!(used(tokens::list(app, &owner).await.unwrap()), first);
    world.clock.pass(1);
    tokens::actor_of_token(app, &made.secret).await.unwrap();
    assert!(used(tokens::list(app, &owner).await.unwrap()) > first);
    let stranger = world.actor("stranger", &[everywhere(Role::Head)]).await;
    assert!(matches!(tokens::revoke(app, &stranger, made.id).await, Err(AppError::NotFound(_))));
    tokens::revoke(app, &owner, made.id).await.unwrap();
    assert!(tokens::actor_of_token(app, &made.secret).await.is_err());
    assert!(tokens::list(app, &owner).await.unwrap().is_empty());
    assert!(matches!(tokens::revoke(app, &owner, made.id).await, Err(AppError::NotFound(_))));
    for secret in ["", "rdr_", "rdr_made-up", &made.secret[4..]] {
        assert!(matches!(tokens::actor_of_token(app, secret).await, Err(AppError::SignedOut)));
    }
}

async fn with_owner(world: &World) -> (&app::App, Actor) {
    let id: PersonId = people::create_owner(&world.app, person("ana@desk.test")).await.unwrap();
    (&world.app, world.acting(id).await)
}

fn person(email: &str) -> NewPerson {
    NewPerson {
        email: email.into(),
        name: "Ana Popa".into(),
        password: PASSWORD.into(),
        lang: "ru".into(),
        zone: "Europe/Chisinau".into(),
    }
}

fn attempt<'a>(email: &'a str, password: &'a str) -> Attempt<'a> {
    Attempt { email, password, address: "192.0.2.7", agent: "test" }
}

//! What a person sets for himself: language, theme, time zone, password, and where he is signed in.

use crate::cx::{Nav, Page};
use crate::i18n::T;
use crate::ui::{Choice, Errors};
use crate::{CsrfForm, Cx, FlashKind, Lang, Problem, Web};
use app::people::{Preferences, set_password, set_preferences};
use app::sign_in::{SessionView, end_session, sessions};
use app::{AppError, password};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::{get, post};
use serde::Deserialize;

pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/me", get(show).post(save))
        .route("/me/password", post(change_password))
        .route("/me/sessions", post(end))
}

#[derive(Template)]
#[template(path = "pages/me.html")]
struct Me {
    t: T,
    page: Page,
    email: String,
    zone: String,
    langs: Vec<Choice>,
    themes: Vec<Choice>,
    sessions: Vec<SessionView>,
    errors: Errors,
    shortest: usize,
}

#[derive(Deserialize)]
struct Wish {
    lang: String,
    theme: String,
    zone: String,
}

#[derive(Deserialize)]
struct NewPassword {
    old_password: String,
    password: String,
}

#[derive(Deserialize)]
struct Ended {
    id: String,
}

async fn show(cx: Cx, State(web): State<Web>) -> Result<Response, Problem> {
    Ok(cx.render(&page(&cx, &web, None, Errors::default()).await?))
}

async fn save(
    cx: Cx,
    State(web): State<Web>,
    CsrfForm(form): CsrfForm<Wish>,
) -> Result<Response, Problem> {
    let zone = form.zone.clone();
    let wish = Preferences { lang: form.lang, zone: form.zone, theme: form.theme };
    // The answer is said in the language that was just chosen.
    let t = T { lang: wish.lang.parse().unwrap_or(cx.t.lang), ..cx.t.clone() };
    match set_preferences(&web.app, cx.actor()?, wish).await {
        Ok(()) => Ok(cx.redirect_with("/me", FlashKind::Good, t.s("saved"))),
        Err(AppError::Invalid(wrong)) => {
            let errors = Errors::from_app(&cx.t, &wrong);
            Ok(cx.invalid(&page(&cx, &web, Some(zone), errors).await?))
        }
        Err(error) => Err(error.into()),
    }
}

async fn change_password(
    cx: Cx,
    State(web): State<Web>,
    CsrfForm(form): CsrfForm<NewPassword>,
) -> Result<Response, Problem> {
    let actor = cx.actor()?;
    let me = actor.person_id().ok_or(Problem::SignIn)?;
    let (old, keep) = (Some(form.old_password.as_str()), Some(cx.session()));
    match set_password(&web.app, actor, me, old, &form.password, keep).await {
        Ok(()) => Ok(cx.redirect_with("/me", FlashKind::Good, cx.t.s("me-password-changed"))),
        Err(AppError::Invalid(wrong)) => {
            let errors = Errors::from_app(&cx.t, &wrong);
            Ok(cx.invalid(&page(&cx, &web, None, errors).await?))
        }
        Err(error) => Err(error.into()),
    }
}

async fn end(
    cx: Cx,
    State(web): State<Web>,
    CsrfForm(form): CsrfForm<Ended>,
) -> Result<Response, Problem> {
    end_session(&web.app, cx.actor()?, &form.id).await?;
    Ok(cx.redirect_with("/me", FlashKind::Good, cx.t.s("me-session-ended")))
}

async fn page(cx: &Cx, web: &Web, zone: Option<String>, errors: Errors) -> Result<Me, Problem> {
    let actor = cx.actor()?;
    Ok(Me {
        t: cx.t.clone(),
        page: cx.page(Nav::None),
        email: actor.email.clone(),
        zone: zone.unwrap_or_else(|| actor.zone.clone()),
        langs: Lang::ALL.map(|l| Choice::new(l.code(), l.own_name())).into(),
        themes: ["auto", "light", "dark"].map(|c| Choice::new(c, cx.t.of("theme", c))).into(),
        sessions: sessions(&web.app, actor, Some(cx.session())).await?,
        errors,
        shortest: password::SHORTEST,
    })
}

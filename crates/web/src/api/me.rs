//! The person behind the token: who he is, where he may do what, his preferences and sessions.

use super::ask::{Answer, At, Body, By};
use super::codes::Permission;
use super::route::{Op, Routes, items};
use crate::Web;
use app::people::{Preferences, set_password, set_preferences};
use app::{Action, AppError, brands, sign_in};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

pub(super) fn add(routes: Routes) -> Routes {
    routes
        .add(Op::get("/me", "me", "Who the token stands for, and what he may do").gives::<Me>(), me)
        .add(
            Op::put("/me/preferences", "set_preferences", "Language, time zone and theme")
                .takes::<Wish>()
                .gives_nothing(),
            preferences,
        )
        .add(
            Op::put("/me/password", "set_own_password", "A new password; all sessions end")
                .takes::<Passwords>()
                .gives_nothing(),
            password,
        )
        .add(
            Op::get("/me/sessions", "list_sessions", "Where he is signed in").lists::<Session>(),
            sessions,
        )
        .add(
            Op::delete("/me/sessions/{session}", "end_session", "Ends one session").gives_nothing(),
            end_session,
        )
}

#[derive(Serialize, ToSchema)]
struct Me {
    id: Uuid,
    name: String,
    email: String,
    lang: String,
    zone: String,
    theme: String,
    /// What he may do with every brand and with what belongs to none.
    #[schema(value_type = Vec<Permission>)]
    everywhere: Vec<&'static str>,
    brands: Vec<MyBrand>,
}

#[derive(Serialize, ToSchema)]
struct MyBrand {
    id: Uuid,
    slug: String,
    name: String,
    #[schema(value_type = Vec<Permission>)]
    may: Vec<&'static str>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Preferences)]
struct Wish {
    lang: String,
    /// IANA name.
    zone: String,
    /// `auto`, `light` or `dark`.
    theme: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Passwords {
    old: String,
    new: String,
}

#[derive(ToSchema)]
#[allow(dead_code)] // describes `app::sign_in::SessionView`
struct Session {
    id: String,
    agent: String,
    created_at: super::codes::Moment,
    seen_at: super::codes::Moment,
    expires_at: super::codes::Moment,
    current: bool,
}

async fn me(By(actor): By, State(web): State<Web>) -> Answer<Json<Me>> {
    let codes = |may: &dyn Fn(Action) -> bool| {
        Action::ALL.iter().filter(|a| may(**a)).map(|a| a.code()).collect()
    };
    let brands = brands::list(&web.app, &actor).await?.into_iter().map(|b| MyBrand {
        may: codes(&|action| actor.may(action, b.id)),
        id: b.id.0,
        slug: b.slug,
        name: b.name,
    });
    Ok(Json(Me {
        id: actor.person_id().ok_or(AppError::SignedOut)?.0,
        everywhere: codes(&|action| actor.may_everywhere(action)),
        brands: brands.collect(),
        name: actor.name,
        email: actor.email,
        lang: actor.lang,
        zone: actor.zone,
        theme: actor.theme,
    }))
}

async fn preferences(
    By(actor): By,
    State(web): State<Web>,
    Body(wish): Body<Wish>,
) -> Answer<StatusCode> {
    let Wish { lang, zone, theme } = wish;
    set_preferences(&web.app, &actor, Preferences { lang, zone, theme }).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn password(
    By(actor): By,
    State(web): State<Web>,
    Body(words): Body<Passwords>,
) -> Answer<StatusCode> {
    let me = actor.person_id().ok_or(AppError::SignedOut)?;
    set_password(&web.app, &actor, me, Some(&words.old), &words.new, None).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn sessions(By(actor): By, State(web): State<Web>) -> Answer<impl IntoResponse> {
    Ok(items(sign_in::sessions(&web.app, &actor, None).await?))
}

async fn end_session(
    By(actor): By,
    State(web): State<Web>,
    At(session): At<String>,
) -> Answer<StatusCode> {
    sign_in::end_session(&web.app, &actor, &session).await?;
    Ok(StatusCode::NO_CONTENT)
}

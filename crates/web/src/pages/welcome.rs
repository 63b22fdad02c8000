//! The first visit: whoever comes first to an empty desk becomes its owner.

use crate::cx::{Nav, Page};
use crate::i18n::T;
use crate::ui::Errors;
use crate::{Caller, CsrfForm, Cx, FlashKind, Lang, Problem, Web, session};
use app::people::{NewPerson, create_owner, first_visit};
use app::sign_in::{Attempt, sign_in};
use app::{AppError, password};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;

pub(crate) fn routes() -> Router<Web> {
    Router::new().route("/welcome", get(show).post(create))
}

#[derive(Template)]
#[template(path = "pages/welcome.html")]
struct Welcome {
    t: T,
    page: Page,
    form: Form,
    errors: Errors,
    shortest: usize,
    usual_zone: &'static str,
}

#[derive(Deserialize, Default)]
struct Form {
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    zone: String,
}

async fn show(cx: Cx, State(web): State<Web>) -> Result<Response, Problem> {
    if !first_visit(&web.app).await? {
        return Ok(cx.redirect("/"));
    }
    Ok(cx.render(&page(&cx, Form::default(), Errors::default())))
}

async fn create(
    cx: Cx,
    caller: Caller,
    State(web): State<Web>,
    CsrfForm(form): CsrfForm<Form>,
) -> Result<Response, Problem> {
    let zone = if form.zone.trim().is_empty() { usual_zone(cx.t.lang) } else { form.zone.trim() };
    let new = NewPerson {
        email: form.email.clone(),
        name: form.name.clone(),
        password: form.password.clone(),
        lang: cx.t.lang.code().to_owned(),
        zone: zone.to_owned(),
    };
    match create_owner(&web.app, new).await {
        Ok(_) => {}
        // Somebody was faster: the way in is the sign-in now.
        Err(AppError::Forbidden(_)) => return Ok(cx.redirect("/sign-in")),
        Err(AppError::Invalid(wrong)) => {
            let errors = Errors::from_app(&cx.t, &wrong);
            return Ok(cx.invalid(&page(&cx, form, errors)));
        }
        Err(error) => return Err(error.into()),
    }
    let attempt = Attempt {
        email: &form.email,
        password: &form.password,
        address: &caller.address,
        agent: &caller.agent,
    };
    let new = sign_in(&web.app, attempt).await?;
    let mut response = cx.redirect_with("/", FlashKind::Good, cx.t.s("welcome-done"));
    session::start(&cx, &mut response, &new);
    Ok(response)
}

fn page(cx: &Cx, form: Form, errors: Errors) -> Welcome {
    Welcome {
        t: cx.t.clone(),
        page: cx.page(Nav::None),
        form: Form { password: String::new(), ..form },
        errors,
        shortest: password::SHORTEST,
        usual_zone: usual_zone(cx.t.lang),
    }
}

/// Where most readers of a language are, for a browser without the script.
fn usual_zone(lang: Lang) -> &'static str {
    match lang {
        Lang::Ru => "Europe/Moscow",
        Lang::En => "Europe/London",
        Lang::Ro => "Europe/Bucharest",
    }
}

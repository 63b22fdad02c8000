//! `Cx`: everything a handler knows about the visit: who, in which language and
//! zone, with which token; and how it answers. `visit` builds it once for each
//! request and draws the page of every `Problem` a handler returns.

use crate::flash::{self, Flash, FlashKind};
use crate::i18n::T;
use crate::lang::Lang;
use crate::problem::Problem;
use crate::ui::Face;
use crate::{Web, cookies, csrf, session};
use app::Actor;
use askama::Template;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};
use jiff::tz::TimeZone;
use std::sync::Arc;

pub(crate) const LANG_COOKIE: &str = "redress_lang";
pub(crate) const THEME_COOKIE: &str = "redress_theme";
const SEED_COOKIE: &str = "redress_seed";

/// The context of one request; take it as an argument of a handler.
#[derive(Clone)]
pub struct Cx {
    pub t: T,
    /// The path with its query, for "back here" links.
    pub path: String,
    who: Option<Arc<Actor>>,
    theme: &'static str,
    seed: String,
    /// The secret of the session, as the cookie brought it.
    session: String,
    /// The session's own word for its forms.
    word: String,
    flash: Option<Flash>,
    counts: Counts,
    secure: bool,
}

/// The numbers beside the navigation.
#[derive(Clone, Copy, Default, Debug)]
pub struct Counts {
    pub late: i64,
    pub fresh: i64,
}

/// Which entry of the navigation is the present one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Nav {
    None,
    Home,
    Mentions,
    Cases,
    Search,
    Wishes,
    Settings,
}

/// What `layout.html` and `plain.html` need; every page template has it as `page`.
#[derive(Clone, Debug)]
pub struct Page {
    pub nav: Nav,
    /// "auto", "light" or "dark".
    pub theme: &'static str,
    pub csrf: String,
    pub path: String,
    pub flash: Option<Flash>,
    /// Who is signed in.
    pub person: Option<Face>,
    pub counts: Counts,
}

/// An entry of the navigation.
pub struct NavItem {
    pub href: &'static str,
    pub icon: &'static str,
    pub label: &'static str,
    /// The letter after `g`.
    pub key: &'static str,
    pub current: bool,
    pub on_phone: bool,
    pub late: i64,
    pub fresh: i64,
}

impl Page {
    pub fn nav_items(&self) -> [NavItem; 6] {
        let item = |nav, href, icon, label, key| NavItem {
            href,
            icon,
            label,
            key,
            current: self.nav == nav,
            on_phone: nav != Nav::Settings,
            late: if nav == Nav::Home { self.counts.late } else { 0 },
            fresh: if nav == Nav::Mentions { self.counts.fresh } else { 0 },
        };
        [
            item(Nav::Home, "/", "home", "nav-home", "h"),
            item(Nav::Mentions, "/mentions", "mention", "nav-mentions", "m"),
            item(Nav::Cases, "/cases", "case", "nav-cases", "c"),
            item(Nav::Search, "/search", "search", "nav-search", "f"),
            item(Nav::Wishes, "/wishes", "wish", "nav-wishes", "w"),
            item(Nav::Settings, "/settings", "settings", "nav-settings", "s"),
        ]
    }
}

impl Cx {
    /// Who is signed in; otherwise the visitor is led to the sign-in page and back.
    pub fn actor(&self) -> Result<&Actor, Problem> {
        self.who.as_deref().ok_or(Problem::SignIn)
    }

    pub fn signed_in(&self) -> Option<&Actor> {
        self.who.as_deref()
    }

    pub fn page(&self, nav: Nav) -> Page {
        Page {
            nav,
            theme: self.theme,
            csrf: csrf::token(&self.seed, &self.word),
            path: self.path.clone(),
            flash: self.flash.clone(),
            person: self.who.as_ref().map(|actor| Face::new(&actor.name)),
            counts: self.counts,
        }
    }

    /// A whole page. It has shown the flash, so the flash goes.
    pub fn render(&self, template: &impl Template) -> Response {
        let mut response = self.fragment(template);
        if self.flash.is_some() {
            response
                .headers_mut()
                .append(header::SET_COOKIE, cookies::set(flash::COOKIE, "", 0, self.secure));
        }
        response
    }

    /// The page again with what is wrong in its form (422).
    pub fn invalid(&self, template: &impl Template) -> Response {
        (StatusCode::UNPROCESSABLE_ENTITY, self.render(template)).into_response()
    }

    /// A piece of a page, for the script to swap in.
    pub fn fragment(&self, template: &impl Template) -> Response {
        match template.render() {
            Ok(html) => Html(html).into_response(),
            Err(error) => Problem::internal(error).into_response(),
        }
    }

    /// After a form: see other.
    pub fn redirect(&self, to: &str) -> Response {
        Redirect::to(to).into_response()
    }

    /// After a form, with one sentence for the next page: `cx.redirect_with("/cases/12", FlashKind::Good, cx.t.s("saved"))`.
    pub fn redirect_with(&self, to: &str, kind: FlashKind, text: impl Into<String>) -> Response {
        let mut response = self.redirect(to);
        let flash = Flash { kind, text: text.into() };
        response.headers_mut().append(header::SET_COOKIE, flash.cookie(self.secure));
        response
    }

    /// Adds a cookie of the desk to an answer. `max_age` in seconds; 0 removes it.
    pub(crate) fn keep(&self, response: &mut Response, name: &str, value: &str, max_age: u32) {
        response
            .headers_mut()
            .append(header::SET_COOKIE, cookies::set(name, value, max_age, self.secure));
    }

    /// Compares in constant time.
    pub(crate) fn csrf_is(&self, token: &str) -> bool {
        let right = csrf::token(&self.seed, &self.word);
        let differences = right.bytes().zip(token.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b));
        right.len() == token.len() && differences == 0
    }

    /// The session's secret as the cookie brought it.
    pub(crate) fn session(&self) -> &str {
        &self.session
    }
}

impl<S: Sync> FromRequestParts<S> for Cx {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parts
            .extensions
            .get::<Cx>()
            .cloned()
            .ok_or_else(|| Problem::internal("a route outside of `visit`"))
    }
}

/// Around every page: builds the context, draws problems, gives a new visitor his seed.
pub(crate) async fn visit(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let cookie_seed = cookies::get(request.headers(), SEED_COOKIE).filter(|s| s.len() == 32);
    let seed = cookie_seed.clone().unwrap_or_else(|| hex::encode(&web.app.ids.secret()[..16]));
    let path = request.uri().path_and_query().map_or("/", |p| p.as_str()).to_owned();
    let cx = match open(&web, request.headers(), path, seed).await {
        Ok(cx) => cx,
        Err(problem) => return problem.into_response(),
    };
    request.extensions_mut().insert(cx.clone());
    let mut response = next.run(request).await;
    let problem =
        response.extensions().get::<Problem>().cloned().or_else(|| Problem::of_bare(&response));
    if let Some(problem) = problem {
        response = problem.page(&cx);
    }
    if cookie_seed.is_none() {
        cx.keep(&mut response, SEED_COOKIE, &cx.seed, cookies::YEAR);
    }
    response
}

async fn open(web: &Web, headers: &HeaderMap, path: String, seed: String) -> Result<Cx, Problem> {
    let session = cookies::get(headers, session::COOKIE).unwrap_or_default();
    let (who, word) = session::person(web, &session).await?.unzip();
    let setting = |name: &str| cookies::get(headers, name);
    let lang = who
        .as_ref()
        .and_then(|a| a.lang.parse().ok())
        .or_else(|| setting(LANG_COOKIE)?.parse().ok())
        .or_else(|| Lang::accept(headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?))
        .unwrap_or(Lang::En);
    let zone = who.as_ref().map_or("UTC", |a| a.zone.as_str()).to_owned();
    let theme =
        who.as_ref().map(|a| a.theme.clone()).or_else(|| setting(THEME_COOKIE)).unwrap_or_default();
    let counts = match &who {
        Some(actor) => session::counts(web, actor).await?,
        None => Counts::default(),
    };
    Ok(Cx {
        t: T::new(lang, TimeZone::get(&zone).unwrap_or(TimeZone::UTC), web.app.now()),
        path,
        who: who.map(Arc::new),
        theme: known_theme(&theme),
        seed,
        session,
        word: word.unwrap_or_default(),
        flash: Flash::read(headers),
        counts,
        secure: web.app.settings.public_url.starts_with("https:"),
    })
}

pub(crate) fn known_theme(theme: &str) -> &'static str {
    match theme {
        "light" => "light",
        "dark" => "dark",
        _ => "auto",
    }
}

#[cfg(any(test, debug_assertions))]
impl Cx {
    /// A context out of nothing, for the gallery and for tests of templates.
    pub(crate) fn sample(lang: Lang, theme: &str, now: jiff::Timestamp) -> Cx {
        let mut someone = Actor::operator();
        someone.name = "Анна Кожухарь".into();
        Cx {
            t: T::new(lang, TimeZone::get("Europe/Chisinau").unwrap_or(TimeZone::UTC), now),
            path: "/dev/gallery".into(),
            who: Some(Arc::new(someone)),
            theme: known_theme(theme),
            seed: "sample".into(),
            session: String::new(),
            word: String::new(),
            flash: None,
            counts: Counts { late: 2, fresh: 14 },
            secure: false,
        }
    }
}

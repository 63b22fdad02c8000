//! A browser without script and window: keeps cookies, finds the token of a form, sends it.

use crate::world::World;
use app::domain::PersonId;
use app::store::session::{self, Session};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use sha2::{Digest, Sha256};
use tokio::sync::watch;
use tower::ServiceExt;
use web::Web;

pub struct Browser {
    desk: Router,
    cookies: Vec<(String, String)>,
}

pub struct Seen {
    pub status: u16,
    /// Where a redirect leads.
    pub to: String,
    pub html: String,
}

impl Browser {
    pub fn new(world: &World) -> Self {
        Browser {
            desk: web::router(Web::new(world.app.clone(), watch::channel(false).1)),
            cookies: vec![],
        }
    }

    /// Signed in as a person, in a language.
    pub async fn of(world: &World, person: PersonId, lang: &str) -> Self {
        let (app, secret) = (&world.app, format!("session of {person}"));
        let mut tx = app.db.begin().await.unwrap();
        let mut row = app::store::person::get(&mut tx, person).await.unwrap().unwrap();
        row.lang = lang.into();
        app::store::person::change(&mut tx, &row).await.unwrap();
        let now = app.now();
        let held = Session {
            token_hash: Sha256::digest(&secret).to_vec(),
            person,
            csrf: "word".into(),
            created_at: now,
            seen_at: now,
            expires_at: now.checked_add(jiff::SignedDuration::from_hours(1)).unwrap(),
            agent: "test".into(),
        };
        session::add(&mut tx, &held).await.unwrap();
        tx.commit().await.unwrap();
        let mut browser = Self::new(world);
        browser.cookies.push(("redress_session".into(), secret.replace(' ', "%20")));
        browser
    }

    pub async fn get(&mut self, path: &str) -> Seen {
        self.send(Request::get(path), Body::empty()).await
    }

    /// Opens the page, takes the token of its forms, and sends the fields to `to`.
    pub async fn fill(&mut self, page: &str, to: &str, fields: &[(&str, &str)]) -> Seen {
        let html = self.get(page).await.html;
        let token = between(&html, "name=\"_csrf\" value=\"", "\"").unwrap_or_default();
        let mut all = vec![("_csrf", token)];
        all.extend_from_slice(fields);
        self.post(to, &all).await
    }

    pub async fn post(&mut self, to: &str, fields: &[(&str, &str)]) -> Seen {
        let pairs: Vec<_> =
            fields.iter().map(|(k, v)| format!("{}={}", encode(k), encode(v))).collect();
        let request = Request::post(to)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        self.send(request, Body::from(pairs.join("&"))).await
    }

    pub async fn send(&mut self, request: axum::http::request::Builder, body: Body) -> Seen {
        let cookies: Vec<_> = self.cookies.iter().map(|(k, v)| format!("{k}={v}")).collect();
        let request = request.header(header::COOKIE, cookies.join("; ")).body(body).unwrap();
        let answer = self.desk.clone().oneshot(request).await.unwrap();
        for line in answer.headers().get_all(header::SET_COOKIE) {
            let pair = line.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.retain(|(n, _)| n != name);
            if !value.is_empty() {
                self.cookies.push((name.into(), value.into()));
            }
        }
        let status = answer.status().as_u16();
        let to =
            answer.headers().get(header::LOCATION).map_or("", |v| v.to_str().unwrap()).to_owned();
        let bytes = to_bytes(answer.into_body(), 1 << 22).await.unwrap();
        Seen { status, to, html: String::from_utf8(bytes.to_vec()).unwrap() }
    }
}

impl Seen {
    pub fn has(&self, text: &str) -> bool {
        self.html.contains(text)
    }

    /// What stands as wrong beside a field.
    pub fn error_of(&self, field: &str) -> &str {
        between(&self.html, &format!("id=\"{field}-error\">"), "</p>").unwrap_or_default()
    }
}

pub fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    text.split_once(before)?.1.split_once(after).map(|(found, _)| found)
}

fn encode(text: &str) -> String {
    let byte = |b: u8| match b {
        b if b.is_ascii_alphanumeric() || b == b'_' => (b as char).to_string(),
        b => format!("%{b:02X}"),
    };
    text.bytes().map(byte).collect()
}

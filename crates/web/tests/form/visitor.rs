//! A shop with a complaint form, and a visitor who keeps no cookies and sends forms with files.

use crate::world::World;
use app::Actor;
use app::brands::{self, NewBrand};
use app::cases::{CaseItem, ListQuery};
use app::domain::BrandId;
use app::store::session::{self, Session};
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Request, header};
use sha2::{Digest, Sha256};
use std::net::SocketAddr;
use tower::ServiceExt;
use web::Web;

pub struct Shop {
    pub world: World,
    pub owner: Actor,
    pub brand: BrandId,
    /// The secret of its form.
    pub token: String,
    routes: Router,
}

pub struct Visitor {
    routes: Router,
    /// What his browser asks for.
    lang: &'static str,
    address: SocketAddr,
    cookie: String,
}

pub struct Seen {
    pub status: u16,
    pub headers: HeaderMap,
    pub bytes: Bytes,
    pub html: String,
}

/// A field of a form: typed, or a file with its name.
pub enum Part<'a> {
    Typed(&'a str, &'a str),
    File(&'a str, &'a [u8]),
}

impl Shop {
    pub async fn open() -> Shop {
        let world = World::sqlite().await;
        let owner = world.owner().await;
        let wish = NewBrand {
            name: "Кафе «Știința & Co»".into(),
            slug: Some("cafe".into()),
            lang: "ro".into(),
            zone: "Europe/Chisinau".into(),
            ..NewBrand::default()
        };
        let brand = brands::add(&world.app, &owner, wish).await.unwrap();
        let view = brands::get(&world.app, &owner, brand).await.unwrap();
        let stopped = tokio::sync::watch::channel(false).1;
        let routes = web::router(Web::new(world.app.clone(), stopped));
        Shop { world, owner, brand, token: view.form_token.unwrap(), routes }
    }

    pub fn visitor(&self, lang: &'static str) -> Visitor {
        let address = "203.0.113.7:4000".parse().unwrap();
        Visitor { routes: self.routes.clone(), lang, address, cookie: String::new() }
    }

    /// A browser in which somebody of the company is signed in.
    pub async fn signed_in(&self, who: &Actor) -> Visitor {
        let (app, secret) = (&self.world.app, format!("session-{}", self.world.app.uuid()));
        let held = Session {
            token_hash: Sha256::digest(&secret).to_vec(),
            person: who.person_id().unwrap(),
            csrf: "word".into(),
            created_at: app.now(),
            seen_at: app.now(),
            expires_at: app.now().checked_add(jiff::SignedDuration::from_hours(48)).unwrap(),
            agent: "test".into(),
        };
        let mut tx = app.db.begin().await.unwrap();
        session::add(&mut tx, &held).await.unwrap();
        tx.commit().await.unwrap();
        Visitor { cookie: format!("redress_session={secret}"), ..self.visitor("en") }
    }

    pub fn form(&self) -> String {
        format!("/f/{}", self.token)
    }

    pub async fn cases(&self) -> Vec<CaseItem> {
        let all = ListQuery { limit: 100, ..ListQuery::default() };
        app::cases::list(&self.world.app, &self.owner, &all).await.unwrap().items
    }
}

impl Visitor {
    /// The same person at another connection.
    pub fn from(self, address: &str) -> Visitor {
        Visitor { address: address.parse().unwrap(), ..self }
    }

    pub async fn get(&self, path: &str) -> Seen {
        self.send(Request::get(path), Body::empty()).await
    }

    /// Opens the page and sends its form, as a browser does: also the fields nobody sees.
    pub async fn fill(&self, path: &str, parts: &[Part<'_>]) -> Seen {
        let once = self.get(path).await.once();
        self.post(path, &once, parts).await
    }

    pub async fn post(&self, path: &str, once: &str, parts: &[Part<'_>]) -> Seen {
        let mut body = Vec::new();
        let once = Part::Typed("once", once);
        for part in std::iter::once(&once).chain(parts) {
            match part {
                Part::Typed(name, value) => {
                    let head = format!(
                        "--edge\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n"
                    );
                    body.extend_from_slice(head.as_bytes());
                    body.extend_from_slice(value.as_bytes());
                }
                Part::File(name, bytes) => {
                    let head = format!(
                        "--edge\r\ncontent-disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\
                         content-type: application/octet-stream\r\n\r\n"
                    );
                    body.extend_from_slice(head.as_bytes());
                    body.extend_from_slice(bytes);
                }
            }
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--edge--\r\n");
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge")
            .header("sec-fetch-site", "same-origin");
        self.send(request, Body::from(body)).await
    }

    async fn send(&self, request: axum::http::request::Builder, body: Body) -> Seen {
        let request = request
            .header(header::HOST, "desk.test")
            .header(header::ACCEPT_LANGUAGE, self.lang)
            .header(header::COOKIE, &self.cookie)
            .extension(ConnectInfo(self.address))
            .body(body)
            .unwrap();
        let answer = self.routes.clone().oneshot(request).await.unwrap();
        let (parts, body) = answer.into_parts();
        let bytes = to_bytes(body, 1 << 24).await.unwrap();
        let html = String::from_utf8_lossy(&bytes).into_owned();
        Seen { status: parts.status.as_u16(), headers: parts.headers, bytes, html }
    }
}

impl Seen {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |v| v.to_str().unwrap())
    }

    pub fn has(&self, text: &str) -> bool {
        self.html.contains(text)
    }

    pub fn once(&self) -> String {
        between(&self.html, "name=\"once\" value=\"", "\"").expect("a form on the page").to_owned()
    }

    /// What stands as wrong beside a field.
    pub fn error_of(&self, field: &str) -> &str {
        between(&self.html, &format!("id=\"{field}-error\">"), "</p>").unwrap_or_default()
    }

    /// The path of the private page that the receipt names.
    pub fn page(&self) -> String {
        let link = between(&self.html, "id=\"client-link\">", "<").expect("a receipt");
        link.strip_prefix("http://desk.test").unwrap().split('?').next().unwrap().to_owned()
    }
}

pub fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    text.split_once(before)?.1.split_once(after).map(|(found, _)| found)
}

//! A desk with nobody behind it yet, and a browser that keeps cookies and reads tokens.
//! For the tests of all pages; nothing here judges.
#![allow(dead_code)]

use app::store::Db;
use app::{App, Settings};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use std::collections::BTreeMap;
use tokio::sync::watch;
use tower::ServiceExt;
use web::Web;

pub struct Desk {
    pub app: App,
    pub routes: Router,
    _dir: tempfile::TempDir,
}

impl Desk {
    pub async fn open() -> Desk {
        let dir = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", dir.path().join("desk.db").display());
        let settings = Settings {
            data_dir: dir.path().to_owned(),
            public_url: "http://desk.test".into(),
            mail_from: None,
            max_upload: 1 << 20,
        };
        let app = App::new(Db::open(&url).await.unwrap(), settings);
        let routes = web::router(Web::new(app.clone(), watch::channel(false).1));
        Desk { app, routes, _dir: dir }
    }

    pub fn browser(&self, lang: &str) -> Browser {
        Browser { routes: self.routes.clone(), lang: lang.to_owned(), cookies: BTreeMap::new() }
    }

    /// A browser of the owner, just after the first visit.
    pub async fn owner(&self, lang: &str) -> Browser {
        let mut browser = self.browser(lang);
        browser.get("/welcome").await;
        let form = [
            ("name", "Анна Кожухарь"),
            ("email", "anna@desk.test"),
            ("password", "verde crud la gară"),
            ("zone", "Europe/Chisinau"),
        ];
        let seen = browser.submit("/welcome", &form).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
        browser
    }
}

pub struct Browser {
    routes: Router,
    lang: String,
    pub cookies: BTreeMap<String, String>,
}

pub struct Seen {
    pub status: StatusCode,
    pub headers: header::HeaderMap,
    pub body: String,
}

impl Seen {
    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).map_or("", |v| v.to_str().unwrap())
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |v| v.to_str().unwrap())
    }
}

impl Browser {
    pub async fn get(&mut self, path: &str) -> Seen {
        self.send(Request::get(path), Body::empty()).await
    }

    /// Sends a form with the token of the page at `path` (or of home when that is no page).
    pub async fn submit(&mut self, path: &str, fields: &[(&str, &str)]) -> Seen {
        let token = self.token().await;
        let mut all = vec![("_csrf", token.as_str())];
        all.extend(fields);
        self.post(path, &all).await
    }

    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Seen {
        let body: Vec<String> =
            fields.iter().map(|(k, v)| format!("{}={}", encode(k), encode(v))).collect();
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        self.send(request, Body::from(body.join("&"))).await
    }

    pub async fn send(&mut self, request: axum::http::request::Builder, body: Body) -> Seen {
        let jar: Vec<String> = self.cookies.iter().map(|(k, v)| format!("{k}={v}")).collect();
        let request = request
            .header(header::COOKIE, jar.join("; "))
            .header(header::ACCEPT_LANGUAGE, &self.lang)
            .header(header::HOST, "desk.test")
            .body(body)
            .unwrap();
        let response = self.routes.clone().oneshot(request).await.unwrap();
        self.keep(&response);
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, 1 << 22).await.unwrap();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Seen { status: parts.status, headers: parts.headers, body }
    }

    /// Every page carries the same token of the visitor; an unknown address is a page too.
    async fn token(&mut self) -> String {
        let page = self.get("/no-such-page").await.body;
        let (_, rest) = page.split_once("name=\"_csrf\" value=\"").expect("a token on the page");
        rest.split('"').next().unwrap().to_owned()
    }

    fn keep(&mut self, response: &Response<Body>) {
        for line in response.headers().get_all(header::SET_COOKIE) {
            let line = line.to_str().unwrap();
            let (name, value) = line.split(';').next().unwrap().split_once('=').unwrap();
            if line.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

fn encode(text: &str) -> String {
    let keep = |b: &u8| b.is_ascii_alphanumeric() || b"-._~".contains(b);
    text.bytes()
        .map(|b| if keep(&b) { (b as char).to_string() } else { format!("%{b:02X}") })
        .collect()
}

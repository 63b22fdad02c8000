//! A desk with two brands and something of every kind in each, and a program that calls it.
//! For the tests of the API; nothing here judges.

use app::attachments::{Upload, add_evidence};
use app::brands::{self, NewBrand};
use app::cases::{self, Act};
use app::compose::{self, Draft};
use app::domain::brand::{SourceKind, Visibility};
use app::domain::case::{By, Route};
use app::domain::inquiry::EvidenceKind;
use app::domain::{
    AttachmentId, BrandId, CaseId, Grant, ImportId, MentionId, PersonId, Role, TokenId, ViewId,
};
use app::intake::{Arrival, Routing, take_in};
use app::store::Db;
use app::store::person::{self, Person};
use app::store::session::{self, Session};
use app::views::{NewView, ViewPage};
use app::{Actor, App, Settings};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use serde_json::Value;
use sha2::{Digest, Sha256};
use tokio::sync::watch;
use tower::ServiceExt;
use web::Web;

pub struct Desk {
    pub app: App,
    pub routes: Router,
    /// Ends live updates.
    pub stop: watch::Sender<bool>,
    pub a: Ours,
    pub b: Ours,
    /// Somebody to be changed.
    pub spare: PersonId,
    /// A token of the one who made all this.
    pub keepers_token: TokenId,
    _dir: tempfile::TempDir,
}

/// What there is of one brand.
pub struct Ours {
    pub brand: BrandId,
    pub slug: &'static str,
    /// A word that stands in all of its texts and nowhere else.
    pub word: &'static str,
    pub mention: MentionId,
    pub free_mention: MentionId,
    pub case: CaseId,
    pub number: i64,
    pub file: AttachmentId,
    pub import: ImportId,
    pub view: ViewId,
}

pub struct Seen {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

/// One who calls: his person, as `app` knows him, and the secret of a token.
pub struct Caller {
    pub actor: Actor,
    pub token: String,
}

impl Desk {
    pub async fn open() -> Desk {
        let dir = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", dir.path().join("desk.db").display());
        Desk::at(&url, dir).await
    }

    pub async fn at(url: &str, dir: tempfile::TempDir) -> Desk {
        let settings = Settings {
            data_dir: dir.path().to_owned(),
            public_url: "http://desk.test".into(),
            mail_from: Some("desk@desk.test".into()),
            max_upload: 1 << 20,
        };
        let app = App::new(Db::open(url).await.unwrap(), settings);
        let (stop, stopped) = watch::channel(false);
        let routes = web::router(Web::new(app.clone(), stopped));
        let publish = app::regulation::Draft {
            source: app::regulation::example_source("en"),
            note: "first",
            base: None,
        };
        app::regulation::publish(&app, &Actor::operator(), publish).await.unwrap();
        let keeper = person(&app, "keeper", &[Grant { role: Role::Owner, brand: None }]).await;
        let keeper = acting(&app, keeper).await;
        let a = ours(&app, &keeper, "alpha", "quixotic").await;
        let b = ours(&app, &keeper, "beta", "zephyrous").await;
        let keepers_token = app::tokens::create(&app, &keeper, "his own").await.unwrap().id;
        let spare = person(&app, "spare", &[]).await;
        Desk { app, routes, stop, a, b, spare, keepers_token, _dir: dir }
    }

    pub async fn caller(&self, name: &str, grants: &[Grant]) -> Caller {
        let id = person(&self.app, name, grants).await;
        let actor = acting(&self.app, id).await;
        let token = app::tokens::create(&self.app, &actor, "test").await.unwrap().secret;
        Caller { actor, token }
    }

    pub async fn owner(&self) -> Caller {
        self.caller("owner", &[Grant { role: Role::Owner, brand: None }]).await
    }

    /// A token of an owner that was revoked.
    pub async fn revoked(&self) -> String {
        let owner = self.caller("gone", &[Grant { role: Role::Owner, brand: None }]).await;
        let mine = app::tokens::list(&self.app, &owner.actor).await.unwrap();
        app::tokens::revoke(&self.app, &owner.actor, mine[0].id).await.unwrap();
        owner.token
    }

    /// A session of a browser, without the way through the sign-in page; its cookie.
    pub async fn session(&self, person: PersonId, secret: &str) -> String {
        let now = self.app.now();
        let row = Session {
            token_hash: Sha256::digest(secret).to_vec(),
            person,
            csrf: "word".into(),
            created_at: now,
            seen_at: now,
            expires_at: now + jiff::SignedDuration::from_hours(1),
            agent: "test".into(),
        };
        let mut tx = self.app.db.begin().await.unwrap();
        session::add(&mut tx, &row).await.unwrap();
        tx.commit().await.unwrap();
        format!("redress_session={secret}")
    }

    pub async fn get(&self, token: &str, path: &str) -> Seen {
        self.call(token, "GET", path, "").await
    }

    /// A JSON body, or none when it is empty. A body that begins with `--` is a form with files.
    pub async fn call(&self, token: &str, method: &str, path: &str, body: &str) -> Seen {
        let mut request = Request::builder().method(method).uri(format!("/api/v1{path}"));
        if !token.is_empty() {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        request = match body {
            "" => request,
            form if form.starts_with("--") => {
                request.header(header::CONTENT_TYPE, "multipart/form-data; boundary=cut")
            }
            _ => request.header(header::CONTENT_TYPE, "application/json"),
        };
        self.send(request.body(Body::from(body.to_owned())).unwrap()).await
    }

    pub async fn send(&self, request: Request<Body>) -> Seen {
        let response = self.routes.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, 1 << 24).await.unwrap();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Seen { status: parts.status, headers: parts.headers, body }
    }
}

impl Seen {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.body))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |v| v.to_str().unwrap())
    }
}

/// A form with one file.
pub fn form(fields: &[(&str, &str)], file: (&str, &str, &str)) -> String {
    let mut form = String::new();
    for (name, value) in fields {
        form +=
            &format!("--cut\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    }
    let (name, file_name, content) = file;
    form + &format!(
        "--cut\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file_name}\"\r\n\
         Content-Type: text/plain\r\n\r\n{content}\r\n--cut--\r\n"
    )
}

async fn person(app: &App, name: &str, grants: &[Grant]) -> PersonId {
    let row = Person {
        id: PersonId(app.uuid()),
        email: format!("{}@desk.test", name.replace(' ', ".")),
        name: name.into(),
        password_hash: "-".into(),
        lang: "en".into(),
        zone: "UTC".into(),
        theme: "auto".into(),
        active: true,
        created_at: app.now(),
    };
    let mut tx = app.db.begin().await.unwrap();
    person::add(&mut tx, &row).await.unwrap();
    person::set_grants(&mut tx, row.id, grants).await.unwrap();
    tx.commit().await.unwrap();
    row.id
}

async fn acting(app: &App, id: PersonId) -> Actor {
    let row = person::by_id(&app.db, id).await.unwrap().unwrap();
    let grants = person::grants(&app.db, id).await.unwrap();
    let tree = app::store::brand::tree(&app.db).await.unwrap();
    Actor::person(id, row.name, row.email, &grants, &tree)
}

async fn ours(app: &App, keeper: &Actor, slug: &'static str, word: &'static str) -> Ours {
    let new = NewBrand {
        name: format!("{slug} {word}"),
        slug: Some(slug.into()),
        lang: "en".into(),
        zone: "UTC".into(),
        ..NewBrand::default()
    };
    let brand = brands::add(app, keeper, new).await.unwrap();
    let site = format!("site {word}");
    let source = brands::add_source(app, keeper, brand, &site, SourceKind::File).await.unwrap();
    let arrival = |n: usize| Arrival {
        brand,
        source,
        visibility: Visibility::Public,
        external_id: format!("{slug}-{n}"),
        author: format!("Guest {word} {n}"),
        title: String::new(),
        text: format!("The {word} courier came two hours late and was rude, number {n}."),
        rating: Some(1),
        url: format!("https://site.test/{slug}/{n}"),
        posted_at: Some(app.now()),
        client: None,
    };
    let arrivals = (0..3).map(arrival).collect();
    let taken = take_in(app, By::Operator, arrivals, Routing::Off).await.unwrap();
    let case = cases::open(app, keeper, taken.added[0]).await.unwrap();
    let act = async |act| cases::act(app, keeper, case, act).await.unwrap();
    act(Act::Note { note: format!("note {word}") }).await;
    let due = app.now() + jiff::SignedDuration::from_hours(3);
    act(Act::Promise { what: format!("call back {word}"), due, names_time: false }).await;
    act(Act::Wish { text: format!("a {word} wish") }).await;
    let state = act(Act::Assign { owner: None }).await;
    let file = Upload { name: format!("{word}.txt"), bytes: word.as_bytes().to_vec() };
    add_evidence(app, keeper, case, EvidenceKind::Photo, vec![file]).await.unwrap();
    let text =
        format!("Thank you for writing to us about the {word} courier. We are looking into it.");
    let draft = Draft { route: Route::HandOff, text, override_reason: Some("a test".into()) };
    compose::send(app, keeper, case, draft).await.unwrap();
    let view = NewView {
        page: ViewPage::Mentions,
        name: format!("view {word}"),
        query: format!("brand={slug}"),
        shared: true,
    };
    let view = app::views::save(app, keeper, view).await.unwrap();
    let page = cases::view(app, keeper, case).await.unwrap();
    let mut incoming = app::import::begin(app, keeper).await.unwrap();
    incoming.write(format!("text,rating\n{word} fine,5\n,\n").as_bytes()).await.unwrap();
    let import = incoming.finish(brand, "", &format!("{word}.csv")).await.unwrap();
    Ours {
        brand,
        slug,
        word,
        mention: taken.added[0],
        free_mention: taken.added[1],
        case,
        number: state.number,
        file: page.attachments[0].id,
        import,
        view,
    }
}

//! A desk of the built program, and somebody who walks through it: he waits for what he should see,
//! and says what he missed.

use std::path::Path;
use std::time::Duration;
use testkit::browser::{Browser, Client, Key, Locator, Look, axe};
use testkit::peer::Peer;

/// A desk on a free port; gone with its data when dropped.
pub struct Desk {
    _program: Peer,
    address: String,
}

impl Desk {
    /// `database`: a URL, or nothing for SQLite.
    pub fn open(database: &str, smtp: u16) -> Desk {
        let dir = tempfile::tempdir().unwrap().keep();
        let settings = [
            "NO_COLOR=1".to_owned(),
            "REDRESS_LISTEN=127.0.0.1:0".to_owned(),
            format!("REDRESS_DATABASE={database}"),
            format!("REDRESS_DATA_DIR={}", dir.display()),
            "REDRESS_MAIL__FROM=desk@desk.test".to_owned(),
            "REDRESS_MAIL__SMTP__HOST=127.0.0.1".to_owned(),
            format!("REDRESS_MAIL__SMTP__PORT={smtp}"),
            "REDRESS_MAIL__SMTP__TLS=none".to_owned(),
            env!("CARGO_BIN_EXE_redress").to_owned(),
            "serve".to_owned(),
        ];
        let mut program = Peer::start("env", &settings, Path::new(&dir), "TERM").unwrap();
        let address = program
            .wait(|said| {
                let (_, rest) = said.split_once("address=")?;
                Some(rest.split_once('\n')?.0.trim().to_owned())
            })
            .unwrap();
        Desk { _program: program, address }
    }
}

pub struct Walk {
    pub client: Client,
    address: String,
}

impl Walk {
    pub async fn new(desk: &Desk, browser: &Browser, look: Look) -> Walk {
        let client = browser.client(look).await.unwrap();
        Walk { client, address: desk.address.clone() }
    }

    /// A path of the desk, or a whole address.
    pub async fn go(&self, to: &str) {
        let whole =
            if to.starts_with('/') { format!("{}{to}", self.address) } else { to.to_owned() };
        self.client.goto(&whole).await.unwrap();
    }

    /// Axe has nothing against the page, nor does it need to be pushed sideways.
    pub async fn fine(&self) {
        let found = axe(&self.client).await.unwrap();
        let url = self.client.current_url().await.unwrap();
        let told: String = found.iter().map(ToString::to_string).collect();
        assert!(found.is_empty(), "{url}\n{told}");
        let wide = "return document.documentElement.scrollWidth - innerWidth";
        let wide = self.client.execute(wide, vec![]).await.unwrap();
        assert!(wide.as_i64().unwrap() <= 0, "{url} is {wide} px too wide");
    }

    pub async fn seen(&self, css: &str) {
        let found = self.client.wait().for_element(Locator::Css(css)).await;
        if let Err(error) = found {
            let url = self.client.current_url().await.unwrap();
            let body = self.client.find(Locator::Css("body")).await.unwrap();
            panic!("{css} is not on {url}: {error}\n{}", body.text().await.unwrap());
        }
    }

    /// Waits until the element says this.
    pub async fn seen_text(&self, css: &str, text: &str) {
        for _ in 0..500 {
            if self.text(css).await.contains(text) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("{css} never said {text}: {}", self.text(css).await);
    }

    pub async fn has(&self, css: &str) -> bool {
        !self.client.find_all(Locator::Css(css)).await.unwrap().is_empty()
    }

    pub async fn text(&self, css: &str) -> String {
        self.seen(css).await;
        self.client.find(Locator::Css(css)).await.unwrap().text().await.unwrap()
    }

    pub async fn value(&self, css: &str) -> String {
        let field = self.client.find(Locator::Css(css)).await.unwrap();
        field.prop("value").await.unwrap().unwrap_or_default()
    }

    /// Types into a field in place of what stands there.
    pub async fn fill(&self, css: &str, text: &str) {
        self.seen(css).await;
        let field = self.client.find(Locator::Css(css)).await.unwrap();
        if field.attr("type").await.unwrap().as_deref() != Some("file") {
            field.clear().await.unwrap();
        }
        field.send_keys(text).await.unwrap();
    }

    /// Presses what leads to another page, and waits for what should be seen there.
    pub async fn press(&self, css: &str, then: &str) {
        self.press_here(css).await;
        self.seen(then).await;
    }

    pub async fn press_here(&self, css: &str) {
        self.seen(css).await;
        self.client.find(Locator::Css(css)).await.unwrap().click().await.unwrap();
    }

    /// A key outside of any field.
    pub async fn key(&self, key: &str) {
        self.loaded().await;
        self.client.find(Locator::Css("body")).await.unwrap().send_keys(key).await.unwrap();
    }

    /// The script of the page listens once everything is there.
    async fn loaded(&self) {
        let state = "return document.readyState";
        for _ in 0..500 {
            if self.client.execute(state, vec![]).await.unwrap() == "complete" {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("the page never finished loading");
    }

    pub async fn send_by_keys(&self, css: &str) {
        let field = self.client.find(Locator::Css(css)).await.unwrap();
        field
            .send_keys(&format!("{}{}", char::from(Key::Control), char::from(Key::Enter)))
            .await
            .unwrap();
    }

    pub async fn sign_in(&self, email: &str, password: &str) {
        self.fill("#email", email).await;
        self.fill("#password", password).await;
        self.press("form[action='/sign-in'] [type=submit]", "a[href='/mentions']").await;
    }

    /// Chooses the language, as the switch in the rail does.
    pub async fn speak(&self, lang: &str) {
        self.go("/me").await;
        self.press_here("details.menu summary").await;
        let html = format!("html[lang={lang}]");
        self.press(&format!("form[action='/preferences'] [name=lang][value={lang}]"), &html).await;
    }
}

/// Waits for another process.
pub async fn until<T>(mut ready: impl FnMut() -> Option<T>) -> T {
    for _ in 0..1000 {
        if let Some(found) = ready() {
            return found;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("it never came");
}

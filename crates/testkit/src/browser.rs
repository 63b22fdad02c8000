//! Headless Chromium for tests and screenshots: one chromedriver on a free
//! port, gone with the test; each `client` is a browser session of its own.
//! What a test looks for on a page belongs to the test.

mod axe;
mod devtools;

pub use axe::{Violation, axe};
pub use devtools::{devtools, offline, screenshot};
/// What tests need of the WebDriver library, so that they need not name it.
pub use fantoccini::{Client, Locator, elements::Element, key::Key};

use std::path::Path;

use anyhow::{Context, ensure};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::peer::Peer;

const CHROMIUM: &str = "/usr/bin/chromium";
const HINT: &str = "Chromium is not installed; `apt-get install chromium chromium-driver` \
     or `cargo xtask test` does it";

/// How the page is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    pub screen: Screen,
    pub dark: bool,
    /// What the browser asks for in `Accept-Language`: `ru`, `en`, `ro`.
    pub lang: &'static str,
    /// Off: the pages must do their work all the same.
    pub javascript: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self { screen: Screen::Desktop, dark: false, lang: "en", javascript: true }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// 1440 × 900.
    Desktop,
    /// 390 × 844, twice as fine, with a finger.
    Phone,
}

/// A running chromedriver; dropping it ends every browser it started.
pub struct Browser {
    _driver: Peer,
    port: u16,
}

impl Browser {
    pub async fn start() -> anyhow::Result<Self> {
        tokio::task::spawn_blocking(Self::start_blocking).await?
    }

    fn start_blocking() -> anyhow::Result<Self> {
        ensure!(Path::new(CHROMIUM).exists(), HINT);
        let dir = tempfile::Builder::new().prefix("redress-browser-").tempdir()?.keep();
        let mut driver = Peer::start("chromedriver", &["--port=0"], &dir, "TERM")?;
        let port = driver.wait(|said| {
            let (_, port) = said.split_once("started successfully on port ")?;
            port.split_once('.')?.0.parse().ok()
        });
        Ok(Self { _driver: driver, port: port.context(HINT)? })
    }

    /// A new browser with no cookies and no history.
    pub async fn client(&self, look: Look) -> anyhow::Result<Client> {
        let driver = format!("http://127.0.0.1:{}", self.port);
        let Value::Object(wanted) = capabilities(look) else {
            unreachable!("capabilities are an object")
        };
        let client = fantoccini::ClientBuilder::new(HttpConnector::new())
            .capabilities(wanted)
            .connect(&driver)
            .await
            .context("start Chromium")?;
        devtools::look(&client, look).await?;
        Ok(client)
    }
}

fn capabilities(look: Look) -> Value {
    let Look { lang, .. } = look;
    let mut args: Vec<String> = ARGS.iter().map(|a| (*a).to_owned()).collect();
    args.push(format!("--lang={lang}"));
    args.push(format!("--accept-lang={lang}"));
    if !look.javascript {
        args.push("--blink-settings=scriptEnabled=false".to_owned());
    }
    json!({
        "browserName": "chrome",
        "goog:chromeOptions": { "binary": CHROMIUM, "args": args },
    })
}

/// No sandbox, as tests run as root; nothing is asked of the network but what the page asks.
const ARGS: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--disable-breakpad",
    "--disable-crash-reporter",
    "--disable-features=Translate,MediaRouter,OptimizationHints",
    "--disable-quic",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-proxy-server",
    "--password-store=basic",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
    "--window-size=1440,900",
];

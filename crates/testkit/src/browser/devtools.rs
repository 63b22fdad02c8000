//! What WebDriver has no word for, said to Chromium in its DevTools protocol
//! (`goog/cdp/execute`): screen, colour scheme, pictures of the page.

use anyhow::Context;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fantoccini::Client;
use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};

use super::{Look, Screen};

/// Sends one DevTools command, e.g. `Emulation.setEmulatedMedia`.
pub async fn devtools(client: &Client, method: &str, params: Value) -> anyhow::Result<Value> {
    let command = Command { body: json!({ "cmd": method, "params": params }).to_string() };
    client.issue_cmd(command).await.with_context(|| method.to_owned())
}

/// A PNG of what is to be seen of the page without scrolling.
pub async fn screenshot(client: &Client) -> anyhow::Result<Vec<u8>> {
    let answer = devtools(client, "Page.captureScreenshot", json!({ "format": "png" })).await?;
    let data = answer["data"].as_str().context("a picture")?;
    Ok(STANDARD.decode(data)?)
}

/// Cuts the page off from its server, or joins them again.
pub async fn offline(client: &Client, offline: bool) -> anyhow::Result<()> {
    let params = json!({
        "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
    });
    devtools(client, "Network.enable", json!({})).await?;
    devtools(client, "Network.emulateNetworkConditions", params).await?;
    Ok(())
}

/// Headless Chromium's window is at least 500 px wide, so a phone must be emulated.
pub(super) async fn look(client: &Client, look: Look) -> anyhow::Result<()> {
    let screen = match look.screen {
        Screen::Desktop => {
            json!({ "width": 1440, "height": 900, "deviceScaleFactor": 1, "mobile": false })
        }
        Screen::Phone => {
            json!({ "width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": true })
        }
    };
    devtools(client, "Emulation.setDeviceMetricsOverride", screen).await?;
    let scheme = if look.dark { "dark" } else { "light" };
    let media = json!({ "features": [
        { "name": "prefers-color-scheme", "value": scheme },
        { "name": "prefers-reduced-motion", "value": "reduce" },
    ]});
    devtools(client, "Emulation.setEmulatedMedia", media).await?;
    Ok(())
}

#[derive(Debug)]
struct Command {
    body: String,
}

impl WebDriverCompatibleCommand for Command {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        let session = session.unwrap_or_default();
        base.join(&format!("session/{session}/goog/cdp/execute"))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.clone()))
    }
}

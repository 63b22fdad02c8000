//! The browser shows what it is asked for: screen, scheme, language, script or
//! none; axe sees what is wrong and passes what is right.

#![allow(clippy::unwrap_used)]

use std::io::{Read, Write};
use std::net::TcpListener;

use testkit::browser::{Browser, Client, Locator, Look, Screen, axe, screenshot};

/// Serves one page that carries the request it got, under a strict script policy.
fn page(body: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut request = [0; 8192];
            let n = stream.read(&mut request).unwrap();
            let request = String::from_utf8_lossy(&request[..n]).to_lowercase();
            let asked = request.lines().find(|l| l.starts_with("accept-language"));
            let html = format!(
                "<!doctype html><html lang=en><title>A page</title>\
                 <meta name=viewport content='width=device-width'>\
                 <main><h1>{}</h1>{body}</main>",
                asked.unwrap_or("none")
            );
            write!(
                stream,
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\n\
                 Content-Security-Policy: script-src 'nonce-n'\r\nConnection: close\r\n\r\n{html}",
                html.len()
            )
            .ok();
        }
    });
    format!("http://{address}/")
}

async fn seen(client: &Client, expression: &str) -> serde_json::Value {
    let script = format!("return {expression}");
    client.execute(&script, vec![]).await.unwrap()
}

async fn text(client: &Client, css: &str) -> String {
    let element = client.find(Locator::Css(css)).await.unwrap();
    element.text().await.unwrap()
}

#[tokio::test]
async fn the_page_is_seen_as_asked() {
    let url = page("<p id=p>no script</p><script nonce=n>p.textContent = 'script'</script>");
    let browser = Browser::start().await.unwrap();

    let phone = Look { screen: Screen::Phone, dark: true, lang: "ro", javascript: false };
    let client = browser.client(phone).await.unwrap();
    client.goto(&url).await.unwrap();
    assert_eq!(text(&client, "p").await, "no script");
    assert!(text(&client, "h1").await.contains("ro"), "{}", text(&client, "h1").await);
    assert_eq!(seen(&client, "innerWidth").await, 390);
    assert_eq!(seen(&client, "matchMedia('(prefers-color-scheme: dark)').matches").await, true);
    let png = screenshot(&client).await.unwrap();
    // Width and height stand at bytes 16..24 of a PNG (RFC 2083, 4.1.1).
    assert_eq!(png[16..24], [0, 0, 3, 12, 0, 0, 6, 152], "780 × 1688");
    client.close().await.unwrap();

    let client = browser.client(Look::default()).await.unwrap();
    client.goto(&url).await.unwrap();
    assert_eq!(text(&client, "p").await, "script");
    assert_eq!(seen(&client, "innerWidth").await, 1440);
    assert_eq!(seen(&client, "matchMedia('(prefers-color-scheme: dark)').matches").await, false);
}

#[tokio::test]
async fn axe_sees_what_is_wrong_and_passes_what_is_right() {
    let browser = Browser::start().await.unwrap();
    let client = browser.client(Look::default()).await.unwrap();

    client.goto(&page("<p>Fine.</p>")).await.unwrap();
    assert!(axe(&client).await.unwrap().is_empty());

    client.goto(&page("<img src=x><p style='color:#ccc'>Pale.</p>")).await.unwrap();
    let found = axe(&client).await.unwrap();
    let ids: Vec<_> = found.iter().map(|v| v.id.as_str()).collect();
    assert_eq!(ids, ["color-contrast", "image-alt"]);
    assert!(found[1].to_string().contains("<img src=\"x\">"), "{}", found[1]);
}

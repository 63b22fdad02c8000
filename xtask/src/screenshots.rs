//! Pictures of the main pages, taken of a demo desk by headless Chromium:
//! `docs/screenshots/<page>-{desktop,phone}[-dark].png`.

use std::fs;

use anyhow::{Context, bail};
use testkit::browser::{Browser, Client, Locator, Look, Screen, screenshot};

use crate::product::{self, Desk, SignIn, sign_in};
use crate::tree::root;

const HOME: &str = "docs/screenshots";
const USAGE: &str = "usage: cargo xtask screenshots [--dark] [--lang ru|en|ro] [PAGE…]";

/// Where a page is found.
enum At {
    /// At an address of its own.
    Path(&'static str),
    /// Behind the first link on the page `on` whose path begins with `start`.
    Link { on: &'static str, start: &'static str },
}

/// `(name, where, signed in)`.
const PAGES: &[(&str, At, bool)] = &[
    ("home", At::Path("/"), true),
    ("mentions", At::Path("/mentions"), true),
    ("cases", At::Path("/cases"), true),
    ("case", At::Link { on: "/search?q=flood", start: "/cases/" }, true),
    ("search", At::Path("/search?q=update"), true),
    ("wishes", At::Path("/wishes"), true),
    ("settings", At::Path("/settings"), true),
    ("import", At::Path("/import"), true),
    ("form", At::Link { on: "/settings/brands/alder-shop", start: "/f/" }, false),
    ("sign-in", At::Path("/sign-in"), false),
];

struct Options {
    dark: bool,
    lang: &'static str,
    pages: Vec<&'static (&'static str, At, bool)>,
}

pub fn run(words: &[&str]) -> anyhow::Result<()> {
    let options = options(words)?;
    let program = product::build()?;
    let data = tempfile::tempdir()?;
    let desk = Desk::demo(&program, data.path(), options.lang)?;
    let who = sign_in(&desk.said())?;
    fs::create_dir_all(root().join(HOME))?;
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(take(&options, &desk, &who))
}

async fn take(options: &Options, desk: &Desk, who: &SignIn) -> anyhow::Result<()> {
    let browser = Browser::start().await?;
    for screen in [Screen::Desktop, Screen::Phone] {
        let Options { dark, lang, .. } = *options;
        let look = Look { screen, dark, lang, javascript: true };
        let inside = browser.client(look).await?;
        enter(&inside, desk, who).await?;
        let outside = browser.client(look).await?;
        for (name, at, signed_in) in &options.pages {
            let address =
                address(&inside, desk, at).await.with_context(|| format!("page {name}"))?;
            let client = if *signed_in { &inside } else { &outside };
            client.goto(&address).await?;
            let screen = if screen == Screen::Desktop { "desktop" } else { "phone" };
            let dark = if dark { "-dark" } else { "" };
            let file = format!("{HOME}/{name}-{screen}{dark}.png");
            fs::write(root().join(&file), screenshot(client).await?)?;
            println!("{file}");
        }
    }
    Ok(())
}

/// Signs in as a person would.
async fn enter(client: &Client, desk: &Desk, who: &SignIn) -> anyhow::Result<()> {
    client.goto(&desk.url("/sign-in")).await?;
    let field = |css| client.find(Locator::Css(css));
    field("input[type=email]").await?.send_keys(&who.email).await?;
    let password = field("input[type=password]").await?;
    password.send_keys(&who.password).await?;
    // In the form with the password: the page may hold others, for the language.
    field("form:has(input[type=password]) [type=submit]").await?.click().await?;
    // A tap is done before the page that it opens is there.
    client
        .wait()
        .for_element(Locator::Css("a[href='/mentions']"))
        .await
        .with_context(|| format!("signing in as {} led to no desk", who.email))?;
    Ok(())
}

async fn address(client: &Client, desk: &Desk, at: &At) -> anyhow::Result<String> {
    let (on, start) = match at {
        At::Path(path) => return Ok(desk.url(path)),
        At::Link { on, start } => (on, start),
    };
    client.goto(&desk.url(on)).await?;
    let css = format!("a[href*='{start}']");
    for link in client.find_all(Locator::Css(&css)).await? {
        let href = link.attr("href").await?.unwrap_or_default();
        let path = href.strip_prefix(&desk.url("")).unwrap_or(&href);
        // Not an export or another order of the list.
        if path.starts_with(start) && path != *start && !path.contains(['.', '?']) {
            return Ok(desk.url(path));
        }
    }
    bail!("{on} has no link to {start}…")
}

fn options(words: &[&str]) -> anyhow::Result<Options> {
    let mut options = Options { dark: false, lang: "en", pages: vec![] };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match *word {
            "--dark" => options.dark = true,
            "--lang" => {
                let given = words.next().context(USAGE)?;
                let known = ["ru", "en", "ro"].into_iter().find(|l| l == given);
                options.lang = known.context(USAGE)?;
            }
            page => match PAGES.iter().find(|(name, ..)| *name == page) {
                Some(page) => options.pages.push(page),
                None => bail!("{USAGE}\nno such page: {page}"),
            },
        }
    }
    if options.pages.is_empty() {
        options.pages = PAGES.iter().collect();
    }
    Ok(options)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_chosen_by_name() {
        let all = options(&[]).unwrap();
        assert_eq!((all.pages.len(), all.dark, all.lang), (PAGES.len(), false, "en"));
        let some = options(&["--dark", "--lang", "ro", "case"]).unwrap();
        assert_eq!((some.pages.len(), some.dark, some.lang), (1, true, "ro"));
        assert!(options(&["no-page"]).is_err());
        assert!(options(&["--lang", "de"]).is_err());
    }
}

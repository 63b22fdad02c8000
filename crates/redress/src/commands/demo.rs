//! `redress demo`: a desk with an example company and real reviews, brought in by the real import.

mod worked;

use super::serve;
use crate::config::Config;
use crate::{desk, telemetry, terminal};
use anyhow::{Context, Result};
use app::brands::NewBrand;
use app::domain::{BrandId, Grant, PersonId, Role};
use app::import::{ImportOptions, run_file};
use app::people::NewPerson;
use app::{Actor, App, brands, people, regulation};
use clap::Args;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;

const EMAIL: &str = "demo@example.com";
const PASSWORD: &str = "redress-demo";

/// The sample reviews travel with the binary; `samples/README.md` says whence they come.
const FILES: &[(&str, &[u8])] = &[
    ("alder-video.ru.csv", include_bytes!("../../../../samples/alder-video.ru.csv")),
    ("alder-video.ro.xlsx", include_bytes!("../../../../samples/alder-video.ro.xlsx")),
    ("alder-bank.en.jsonl", include_bytes!("../../../../samples/alder-bank.en.jsonl")),
    ("alder-shop.en.csv", include_bytes!("../../../../samples/alder-shop.en.csv")),
    ("alder-shop.ro.txt", include_bytes!("../../../../samples/alder-shop.ro.txt")),
];
const CATALOGUE: &str = include_str!("../../../../samples/samples.toml");

#[derive(Args)]
pub struct Demo {
    #[arg(long, default_value_t = 7070)]
    port: u16,
    /// What you do in the demo is kept here.
    #[arg(long, default_value = "redress-demo")]
    data_dir: PathBuf,
    /// The language of the demo owner and of the example regulation: en, ru or ro.
    #[arg(long)]
    lang: Option<String>,
    /// Only print the address.
    #[arg(long)]
    no_browser: bool,
}

#[derive(Deserialize)]
struct Catalogue {
    brand: Vec<SampleBrand>,
    file: Vec<SampleFile>,
}

#[derive(Deserialize)]
struct SampleBrand {
    key: String,
    name: String,
}

#[derive(Deserialize)]
struct SampleFile {
    path: String,
    brand: String,
    source: String,
}

impl Demo {
    pub async fn run(self, mut config: Config) -> Result<()> {
        config.listen = SocketAddr::from(([127, 0, 0, 1], self.port));
        config.public_url = String::new();
        config.data_dir = self.data_dir;
        config.database = String::new();
        config.log = "warn".into();
        telemetry::start(&config);
        let _lock = desk::lock(&config)?;
        let listener = serve::listen(&mut config).await?;
        let app = desk::open(&config).await?;
        if people::first_visit(&app).await? {
            println!("Setting up the example company with real reviews …");
            let lang = self.lang.unwrap_or_else(|| terminal::lang().code().to_owned());
            set_up(&app, &lang).await.context("the example company could not be set up")?;
        }
        let address = config.public_url();
        println!(
            "\n  The desk is open:  {address}\n  Sign in as:        {EMAIL}\n  Password:          {PASSWORD}\n\n  Ctrl-C closes it; the data stay in {}.",
            config.data_dir.display()
        );
        if !self.no_browser {
            open_browser(&address);
        }
        serve::until_stopped(app, listener, &config).await
    }
}

async fn set_up(app: &App, lang: &str) -> Result<()> {
    let owner =
        people::create_owner(app, person(EMAIL, "Maria Alder", lang, "Europe/Chisinau")).await?;
    let actor = Actor::operator();
    let catalogue: Catalogue = toml::from_str(CATALOGUE)?;
    let places = BTreeMap::from([
        ("alder-video", ("ru", "Europe/Moscow", "vera@example.com", "Вера Соколова")),
        ("alder-bank", ("en", "Europe/London", "james@example.com", "James Whitfield")),
        ("alder-shop", ("ro", "Europe/Bucharest", "ioana@example.com", "Ioana Munteanu")),
    ]);
    for brand in &catalogue.brand {
        let (lang, zone, email, name) =
            places.get(brand.key.as_str()).copied().unwrap_or(("en", "UTC", "", ""));
        let id = brands::add(
            app,
            &actor,
            NewBrand {
                parent: None,
                name: brand.name.clone(),
                slug: Some(brand.key.clone()),
                owner: Some(owner),
                lang: lang.into(),
                zone: zone.into(),
            },
        )
        .await?;
        let manager = if email.is_empty() {
            owner
        } else {
            manager(app, &actor, id, person(email, name, lang, zone)).await?
        };
        let change = brands::BrandChange {
            name: brand.name.clone(),
            owner: Some(manager),
            lang: lang.into(),
            zone: zone.into(),
        };
        brands::change(app, &actor, id, change).await?;
    }
    words_of_all_languages(app, &actor, lang).await?;
    let folder = app.settings.data_dir.join("samples");
    std::fs::create_dir_all(&folder)?;
    for file in &catalogue.file {
        let Some((_, bytes)) = FILES.iter().find(|(name, _)| *name == file.path) else { continue };
        let path = folder.join(&file.path);
        std::fs::write(&path, bytes)?;
        let options = ImportOptions { routing: true, ..ImportOptions::default() };
        let report =
            run_file(app, &actor, &path, &file.brand, &file.source, options, |_| {}).await?;
        println!(
            "  {:<22} {:>4} reviews  ({}, {})",
            file.path, report.progress.added, file.brand, file.source
        );
    }
    worked::carry_out(app, PASSWORD).await
}

/// The company speaks three languages: the regulation of the owner's, with the wordings of all.
async fn words_of_all_languages(app: &App, actor: &Actor, lang: &str) -> Result<()> {
    const WORDS: &str = " {#words}\n";
    let mut source = regulation::example_source(lang).to_owned();
    for other in ["ru", "en", "ro"].iter().filter(|l| **l != lang) {
        let (_, theirs) =
            regulation::example_source(other).split_once(WORDS).context("no wordings")?;
        source.push_str(&theirs.replace(" {#", &format!(" {{#{other}-")));
    }
    let draft =
        regulation::Draft { source: &source, note: "Wordings in three languages", base: None };
    regulation::publish(app, actor, draft).await?;
    Ok(())
}

async fn manager(app: &App, actor: &Actor, brand: BrandId, new: NewPerson) -> Result<PersonId> {
    Ok(people::add(app, actor, new, vec![Grant { role: Role::Manager, brand: Some(brand) }])
        .await?)
}

fn person(email: &str, name: &str, lang: &str, zone: &str) -> NewPerson {
    NewPerson {
        email: email.into(),
        name: name.into(),
        password: PASSWORD.into(),
        lang: lang.into(),
        zone: zone.into(),
    }
}

fn open_browser(address: &str) {
    let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let quiet = std::process::Stdio::null;
    // No browser on a server is no error: the address is printed above.
    let _ = std::process::Command::new(opener).arg(address).stdout(quiet()).stderr(quiet()).spawn();
}

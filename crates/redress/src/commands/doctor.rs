//! `redress doctor`: looks at everything the desk stands on and says what is wrong and what to do.

use crate::config::Config;
use crate::desk::{self, without_password};
use anyhow::Result;
use clap::Args;
use std::path::Path;
use std::process::ExitCode;

#[derive(Args)]
pub struct Doctor {}

/// What was looked at, what was found, and what to do about it when it is wrong.
struct Finding {
    what: &'static str,
    found: Result<String, (String, &'static str)>,
}

impl Doctor {
    pub async fn run(self, file: Option<&Path>) -> Result<ExitCode> {
        let config = match Config::load(file) {
            Ok(config) => config,
            Err(error) => {
                report(&[Finding {
                    what: "configuration",
                    found: Err((format!("{error:#}"), "see redress.example.toml for every key")),
                }]);
                return Ok(ExitCode::FAILURE);
            }
        };
        let findings = [
            Finding { what: "configuration", found: Ok("readable".into()) },
            Finding { what: "data folder", found: data_dir(&config) },
            Finding { what: "database", found: database(&config).await },
            Finding { what: "address", found: listen(&config).await },
            Finding { what: "public address", found: public_url(&config) },
            Finding { what: "mail", found: mail(&config).await },
        ];
        report(&findings);
        let sound = findings.iter().all(|f| f.found.is_ok());
        Ok(if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

fn report(findings: &[Finding]) {
    for Finding { what, found } in findings {
        match found {
            Ok(found) => println!("ok    {what}: {found}"),
            Err((problem, way)) => println!("WRONG {what}: {problem}\n      → {way}"),
        }
    }
}

fn data_dir(config: &Config) -> Result<String, (String, &'static str)> {
    let way = "give the user of redress the right to write there, or set data_dir";
    let dir = &config.data_dir;
    let probe = dir.join(".doctor");
    std::fs::create_dir_all(dir)
        .and_then(|()| std::fs::write(&probe, b"x"))
        .and_then(|()| std::fs::remove_file(&probe))
        .map_err(|e| (format!("{}: {e}", dir.display()), way))?;
    Ok(format!("{} can be written", dir.display()))
}

async fn database(config: &Config) -> Result<String, (String, &'static str)> {
    let address = without_password(&config.database());
    match desk::open(config).await {
        Ok(app) => {
            let events = store::journal::len(&app.db).await;
            app.db.close().await;
            let events = events.map_err(|e| {
                (e.to_string(), "restore a backup, or ask for help with this message")
            })?;
            Ok(format!("{address}, {events} events"))
        }
        Err(error) => Err((
            format!("{error:#}"),
            "check `database`; for PostgreSQL: host, user, password, CREATE rights",
        )),
    }
}

async fn listen(config: &Config) -> Result<String, (String, &'static str)> {
    match tokio::net::TcpListener::bind(config.listen).await {
        Ok(_) => Ok(format!("{} is free", config.listen)),
        Err(error) => Err((
            format!("{}: {error}", config.listen),
            "stop what listens there (perhaps redress itself), or change `listen`",
        )),
    }
}

fn public_url(config: &Config) -> Result<String, (String, &'static str)> {
    let url = config.public_url();
    let local = url.contains("://127.") || url.contains("://localhost");
    match (url.starts_with("https://"), local) {
        (true, _) => Ok(url),
        (false, true) => {
            Ok(format!("{url} (this machine alone: links in mails and on posters will not work)"))
        }
        (false, false) => Err((
            format!("{url} is not encrypted: passwords would travel in the clear"),
            "put a proxy with TLS before redress and set public_url to its https address",
        )),
    }
}

async fn mail(config: &Config) -> Result<String, (String, &'static str)> {
    let Some(smtp) = &config.mail.smtp else {
        return Ok("not configured: replies by mail are switched off".into());
    };
    let problem = match config.mail.from.as_deref() {
        None => Some("mail.from is missing".to_owned()),
        Some(from) if !from.contains('@') => {
            Some(format!("mail.from is no address of mail: {from}"))
        }
        Some(_) => None,
    };
    if let Some(problem) = problem {
        return Err((problem, "set mail.from to the address that replies come from"));
    }
    smtp.validate().map_err(|e| (e.to_string(), "see [mail.smtp] in redress.example.toml"))?;
    match sources::mail::check(smtp).await {
        Ok(()) => Ok(format!("{}:{} lets us in", smtp.host, smtp.port())),
        Err(outcome) => {
            Err((format!("{outcome:?}"), "check host, port, tls, user and password of [mail.smtp]"))
        }
    }
}

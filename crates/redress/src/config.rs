//! What the owner of the machine decided: a TOML file, over which the environment has the last word.
//! Every key is explained in `redress.example.toml`.

use anyhow::{Context, Result, bail};
use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use serde::{Deserialize, Serialize};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    pub listen: SocketAddr,
    /// How the outside reaches the desk; empty: the address it listens on.
    pub public_url: String,
    pub data_dir: PathBuf,
    /// Empty: a SQLite file in the data folder.
    pub database: String,
    /// `error`, `warn`, `info`, `debug`, or a filter per module.
    pub log: String,
    pub log_format: LogFormat,
    pub max_upload_mb: usize,
    pub mail: Mail,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    Text,
    Json,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mail {
    /// The address that replies come from.
    pub from: Option<String>,
    pub smtp: Option<sources::mail::Smtp>,
}

/// Where the file is looked for when none is named.
pub const USUAL_FILE: &str = "redress.toml";

impl Default for Config {
    fn default() -> Self {
        Config {
            listen: SocketAddr::from(([127, 0, 0, 1], 7070)),
            public_url: String::new(),
            data_dir: "data".into(),
            database: String::new(),
            log: "info".into(),
            log_format: LogFormat::Text,
            max_upload_mb: 200,
            mail: Mail::default(),
        }
    }
}

impl Config {
    /// `file`: named by the user, so it must be there.
    pub fn load(file: Option<&Path>) -> Result<Self> {
        let mut figment = Figment::from(Serialized::defaults(Config::default()));
        match file {
            // Figment passes over a missing file in silence.
            Some(file) if !file.is_file() => bail!("there is no file {}", file.display()),
            Some(file) => figment = figment.merge(Toml::file_exact(file)),
            None if Path::new(USUAL_FILE).is_file() => {
                figment = figment.merge(Toml::file_exact(USUAL_FILE));
            }
            None => {}
        }
        let config: Config = figment
            .merge(Env::prefixed("REDRESS_").split("__"))
            .extract()
            .context("the configuration cannot be read")?;
        Ok(config)
    }

    pub fn database(&self) -> String {
        if self.database.is_empty() {
            format!("sqlite:{}", self.data_dir.join("redress.db").display())
        } else {
            self.database.clone()
        }
    }

    pub fn public_url(&self) -> String {
        if self.public_url.is_empty() {
            format!("http://{}", self.listen)
        } else {
            self.public_url.trim_end_matches('/').to_owned()
        }
    }
}

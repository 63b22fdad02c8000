//! Opening the desk: the data folder, its lock, the database, the application.

use crate::config::Config;
use anyhow::{Context, Result};
use app::{App, Settings};
use std::fs::File;

/// Keeps a second serving process away from the same data folder while it lives.
pub struct Lock {
    _file: File,
}

pub async fn open(config: &Config) -> Result<App> {
    std::fs::create_dir_all(&config.data_dir)
        .with_context(|| format!("the data folder {} cannot be made", config.data_dir.display()))?;
    let address = config.database();
    let db = store::Db::open(&address)
        .await
        .with_context(|| format!("the database {} cannot be opened", without_password(&address)))?;
    Ok(App::new(db, settings(config)))
}

pub fn settings(config: &Config) -> Settings {
    Settings {
        data_dir: config.data_dir.clone(),
        public_url: config.public_url(),
        mail_from: config.mail.smtp.as_ref().and(config.mail.from.clone()),
        max_upload: config.max_upload_mb * 1024 * 1024,
    }
}

/// One serving process per data folder: what another one had claimed may be taken over only when
/// it is certainly gone.
pub fn lock(config: &Config) -> Result<Lock> {
    std::fs::create_dir_all(&config.data_dir)
        .with_context(|| format!("the data folder {} cannot be made", config.data_dir.display()))?;
    let path = config.data_dir.join("redress.lock");
    let file = File::options().create(true).truncate(false).write(true).open(&path)?;
    file.try_lock().with_context(|| {
        format!("another redress already serves {}; stop it first", config.data_dir.display())
    })?;
    Ok(Lock { _file: file })
}

/// A database address as it may be shown.
pub fn without_password(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else { return address.to_owned() };
    match rest.rsplit_once('@') {
        Some((sign_in, host)) => {
            let user = sign_in.split(':').next().unwrap_or_default();
            format!("{scheme}://{user}:…@{host}")
        }
        None => address.to_owned(),
    }
}

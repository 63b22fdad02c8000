//! The list of erased clients beside the database: a backup from before does not know of them, so
//! it is read again after a restore. Ids and hashes only.

use crate::{App, Result};
use domain::ClientId;
use std::io::Write;
use std::path::PathBuf;

/// One line for each: the client's id and the hash of his certificate.
const FILE: &str = "erased.list";

fn path(app: &App) -> PathBuf {
    app.settings.data_dir.join(FILE)
}

pub(super) fn add(app: &App, clients: &[ClientId], sha256: &str) -> Result<()> {
    let mut file = std::fs::File::options().create(true).append(true).open(path(app))?;
    for client in clients {
        writeln!(file, "{client} {sha256}")?;
    }
    Ok(file.sync_all()?)
}

pub(super) fn read(app: &App) -> Result<Vec<ClientId>> {
    let text = match std::fs::read_to_string(path(app)) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(vec![]),
        other => other?,
    };
    let ids = text.lines().filter_map(|l| l.split_whitespace().next()?.parse().ok());
    let all: std::collections::BTreeSet<uuid::Uuid> = ids.collect();
    Ok(all.into_iter().map(ClientId).collect())
}

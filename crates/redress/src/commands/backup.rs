//! `redress backup` and `redress restore`: one file with every row and every attachment, readable
//! without us (a ZIP of JSON lines), for either database.

use crate::config::Config;
use crate::desk;
use anyhow::{Context, Result, bail};
use app::store::{backup as rows, vault};
use clap::Args;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Of the form of the file; a newer one is refused with a word about it.
const FORMAT: u32 = 1;
/// Rows that are written into the database at once.
const BATCH: usize = 2000;

#[derive(Args)]
pub struct Backup {
    /// The file to write; it must not be there yet.
    file: PathBuf,
}

#[derive(Args)]
pub struct Restore {
    file: PathBuf,
}

#[derive(Serialize, Deserialize)]
struct Manifest {
    format: u32,
    made_at: String,
    /// Columns of each table, and how many rows it had.
    tables: BTreeMap<String, (Vec<String>, u64)>,
}

impl Backup {
    pub async fn run(self, config: Config) -> Result<()> {
        let app = desk::open(&config).await?;
        // Written beside and renamed: a file with the right name is a whole backup.
        let beside = self.file.with_extension("part");
        if self.file.exists() {
            bail!("{} is there already; choose another name", self.file.display());
        }
        let out = File::create(&beside)
            .with_context(|| format!("{} cannot be written", beside.display()))?;
        let mut zip = ZipWriter::new(out);
        let mut manifest =
            Manifest { format: FORMAT, made_at: app.now().to_string(), tables: BTreeMap::new() };
        let mut tx = rows::snapshot(&app.db).await?;
        for table in rows::TABLES {
            zip.start_file(format!("tables/{table}.jsonl"), options())?;
            let columns =
                rows::columns(&mut tx, table).await?.into_iter().map(|c| c.name).collect();
            let count = rows::dump(&mut tx, table, |row| writeln!(zip, "{row}")).await?;
            manifest.tables.insert((*table).to_owned(), (columns, count));
        }
        drop(tx);
        let files = files(&mut zip, &config.data_dir.join("files"))?;
        // Without it nobody could read what is sealed.
        let key = config.data_dir.join(vault::FILE);
        if key.is_file() {
            zip.start_file(vault::FILE, options())?;
            zip.write_all(&std::fs::read(&key)?)?;
        }
        zip.start_file("manifest.json", options())?;
        zip.write_all(serde_json::to_string_pretty(&manifest)?.as_bytes())?;
        zip.finish()?.sync_all()?;
        std::fs::rename(&beside, &self.file)?;
        app.db.close().await;
        let total: u64 = manifest.tables.values().map(|(_, n)| n).sum();
        println!("{total} rows and {files} files in {}", self.file.display());
        Ok(())
    }
}

impl Restore {
    pub async fn run(self, config: Config) -> Result<()> {
        let file = File::open(&self.file)
            .with_context(|| format!("{} cannot be read", self.file.display()))?;
        let mut zip = ZipArchive::new(file)
            .with_context(|| format!("{} is no backup", self.file.display()))?;
        let manifest: Manifest = {
            let entry = zip
                .by_name("manifest.json")
                .context("this ZIP is no backup of redress, or was cut off")?;
            serde_json::from_reader(entry)?
        };
        if manifest.format > FORMAT {
            bail!(
                "this backup was made by a newer redress (format {}); update first",
                manifest.format
            );
        }
        let _lock = desk::lock(&config)?;
        let app = desk::open(&config).await?;
        let mut tx = app.db.begin().await?;
        if !rows::make_room(&mut tx).await? {
            bail!(
                "there is a desk in {} already; restore into an empty one",
                desk::without_password(&config.database())
            );
        }
        for table in rows::TABLES {
            let Some((columns, count)) = manifest.tables.get(*table) else { continue };
            let entry = zip.by_name(&format!("tables/{table}.jsonl"))?;
            let mut batch = Vec::with_capacity(BATCH);
            let mut seen = 0;
            for line in BufReader::new(entry).lines() {
                batch.push(serde_json::from_str(&line?)?);
                seen += 1;
                if batch.len() == BATCH {
                    rows::load(&mut tx, table, columns, &batch).await?;
                    batch.clear();
                }
            }
            rows::load(&mut tx, table, columns, &batch).await?;
            if seen != *count {
                bail!(
                    "{table} has {seen} rows instead of {count}: the backup is damaged, nothing was restored"
                );
            }
        }
        rows::go_on_numbering(&mut tx).await?;
        put_key(&mut zip, &config.data_dir.join(vault::FILE))?;
        let files = put_files(&mut zip, &config.data_dir.join("files"))?;
        tx.commit().await?;
        let cases = app::rebuild(&app).await?;
        let again = app::clients::again(&app).await?;
        app.db.close().await;
        if again.erased > 0 {
            println!("{} clients of erased.list were erased again", again.erased);
        }
        if !again.open.is_empty() {
            println!(
                "to be erased, but open in this backup: cases {:?}; close them, then \
                 `redress clients erase --again`",
                again.open
            );
        }
        println!("restored: {cases} cases, {files} files, from {}", manifest.made_at);
        Ok(())
    }
}

fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
}

/// Attachments lie under their hashes in folders of two letters.
fn files(zip: &mut ZipWriter<File>, dir: &Path) -> Result<usize> {
    let mut count = 0;
    let Ok(folders) = std::fs::read_dir(dir) else { return Ok(0) };
    for folder in folders {
        for file in std::fs::read_dir(folder?.path())? {
            let path = file?.path();
            let Some(name) = path.file_name().and_then(|n| n.to_str()).filter(|n| is_hash(n))
            else {
                continue;
            };
            zip.start_file(format!("files/{name}"), options())?;
            std::io::copy(&mut File::open(&path)?, zip)?;
            count += 1;
        }
    }
    Ok(count)
}

/// The desk is empty, so a key that lies here opens nothing.
fn put_key(zip: &mut ZipArchive<File>, path: &Path) -> Result<()> {
    let Ok(mut entry) = zip.by_name(vault::FILE) else { return Ok(()) };
    let mut bytes = Vec::new();
    entry.read_to_end(&mut bytes)?;
    let mut options = File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    Ok(options.open(path)?.write_all(&bytes)?)
}

fn put_files(zip: &mut ZipArchive<File>, dir: &Path) -> Result<usize> {
    let mut count = 0;
    for i in 0..zip.len() {
        let mut entry = zip.by_index(i)?;
        let whole = entry.name()?.into_owned();
        let Some(name) = whole.strip_prefix("files/") else { continue };
        // Only what we would have written ourselves: no path leads out of the folder.
        if !is_hash(name) {
            bail!("the backup holds a file with a strange name: {name}");
        }
        let folder = dir.join(&name[..2]);
        std::fs::create_dir_all(&folder)?;
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes)?;
        std::fs::write(folder.join(name), bytes)?;
        count += 1;
    }
    Ok(count)
}

fn is_hash(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|b| b.is_ascii_hexdigit())
}

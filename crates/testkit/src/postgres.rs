//! A temporary PostgreSQL for tests: one server per process, started on first
//! use and gone with the process, one fresh database per call. It listens on
//! a Unix socket only, so no port can clash. Durability is off: never for data.

use std::fs;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::{Context, bail, ensure};

use crate::peer::{self, Peer};

/// Names the socket directory of a server that already runs: `cargo xtask
/// test` starts one for all test processes and sets this.
pub const SHARED: &str = "TESTKIT_POSTGRES";

const HINT: &str =
    "PostgreSQL is not installed; `apt-get install postgresql-15` or `cargo xtask test` does it";

/// The URL of a new, empty database. Panics with a way out if there is no server to be had.
pub fn url() -> String {
    fresh("template1")
}

/// The URL of a new database that holds what the one at `url` holds, which
/// must have been closed by everyone: cheaper than migrating each time.
pub fn copy_of(url: &str) -> String {
    let name = url.split('?').next().and_then(|u| u.rsplit('/').next());
    fresh(name.expect("a URL made by this module"))
}

/// A running server; dropping it stops it and removes its files.
pub struct Server {
    _peer: Peer,
    socket_dir: PathBuf,
}

impl Server {
    /// Makes a cluster in a temporary directory and starts a server on it (about 1–2 s).
    pub fn start() -> anyhow::Result<Self> {
        let bin = newest_bin().context(HINT)?;
        let dir = tempfile::Builder::new().prefix("redress-pg-").tempdir()?.keep();
        let data = dir.join("data");
        fs::create_dir(&data)?;
        fs::set_permissions(&data, fs::Permissions::from_mode(0o700))?;
        if peer::is_root() {
            let (uid, gid) = account("postgres").context(HINT)?;
            chown(&dir, Some(uid), Some(gid))?;
            chown(&data, Some(uid), Some(gid))?;
        }
        let mut initdb = as_server_user(&bin.join("initdb"));
        initdb.extend(["-D", path(&data)?, "-U", "postgres", "-A", "trust"].map(Into::into));
        initdb.extend(["-E", "UTF8", "--locale=C.UTF-8", "--no-sync"].map(Into::into));
        check(Command::new(&initdb[0]).args(&initdb[1..]).current_dir("/"))?;

        let mut server = as_server_user(&bin.join("postgres"));
        server.extend(["-D", path(&data)?, "-k", path(&dir)?].map(Into::into));
        for setting in SETTINGS {
            server.extend(["-c".into(), (*setting).into()]);
        }
        let mut peer = Peer::start(&server[0], &server[1..], &dir, "QUIT")?;
        peer.wait(|said| said.contains("ready to accept connections").then_some(()))?;
        Ok(Self { _peer: peer, socket_dir: dir })
    }

    /// What [`SHARED`] is set to for processes that shall use this server.
    pub fn socket_dir(&self) -> &Path {
        &self.socket_dir
    }
}

const SETTINGS: &[&str] = &[
    "listen_addresses=",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
    "max_connections=300",
    "shared_buffers=64MB",
    "timezone=UTC",
];

fn fresh(template: &str) -> String {
    static MADE: AtomicU32 = AtomicU32::new(0);
    let n = MADE.fetch_add(1, Ordering::Relaxed);
    let name = format!("t{}_{n}", std::process::id());
    let dir = socket_dir();
    check(
        Command::new("psql")
            .args(["-X", "-q", "-h", dir, "-U", "postgres", "-c"])
            .arg(format!("CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")),
    )
    .expect("create a test database");
    let host = dir.replace('/', "%2F");
    format!("postgres://postgres@localhost/{name}?host={host}")
}

fn socket_dir() -> &'static str {
    static DIR: OnceLock<String> = OnceLock::new();
    static OWN: OnceLock<Server> = OnceLock::new();
    DIR.get_or_init(|| {
        if let Ok(dir) = std::env::var(SHARED) {
            return dir;
        }
        let own = OWN.get_or_init(|| Server::start().expect("start a temporary PostgreSQL"));
        own.socket_dir.display().to_string()
    })
}

/// PostgreSQL refuses to run as root; Debian's package brings an account for it.
fn as_server_user(program: &Path) -> Vec<String> {
    let program = program.display().to_string();
    if !peer::is_root() {
        return vec![program];
    }
    let mut words: Vec<String> =
        ["setpriv", "--reuid=postgres", "--regid=postgres"].map(Into::into).into();
    words.extend(["--init-groups".into(), program]);
    words
}

/// Debian keeps each major version in a directory of its own, off the PATH.
fn newest_bin() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?;
    let newest = versions
        .filter_map(|v| v.ok()?.file_name().into_string().ok()?.parse::<u32>().ok())
        .max()?;
    Some(format!("/usr/lib/postgresql/{newest}/bin").into())
}

fn account(name: &str) -> Option<(u32, u32)> {
    let passwd = fs::read_to_string("/etc/passwd").ok()?;
    let line = passwd.lines().find(|l| l.split(':').next() == Some(name))?;
    let mut fields = line.split(':').skip(2);
    Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
}

fn path(path: &Path) -> anyhow::Result<&str> {
    path.to_str().context("a temporary directory in UTF-8")
}

fn check(command: &mut Command) -> anyhow::Result<()> {
    let Output { status, stderr, .. } = match command.output() {
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => bail!("{HINT} ({command:?}: {e})"),
        other => other?,
    };
    let said = String::from_utf8_lossy(&stderr);
    ensure!(status.success(), "{command:?}: {status}\n{said}");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use sqlx::Connection;

    #[tokio::test]
    async fn databases_are_apart_and_copies_hold_what_the_model_holds() {
        let model = url();
        let mut db = sqlx::PgConnection::connect(&model).await.unwrap();
        sqlx::query("CREATE TABLE seen (n INT)").execute(&mut db).await.unwrap();
        sqlx::query("INSERT INTO seen VALUES (7)").execute(&mut db).await.unwrap();
        db.close().await.unwrap();

        let count = "SELECT count(*) FROM pg_tables WHERE tablename = 'seen'";
        for (url, expected) in [(copy_of(&model), 1), (url(), 0)] {
            let mut db = sqlx::PgConnection::connect(&url).await.unwrap();
            let n: i64 = sqlx::query_scalar(count).fetch_one(&mut db).await.unwrap();
            assert_eq!(n, expected, "{url}");
        }
    }

    #[test]
    fn a_dropped_server_leaves_nothing() {
        let server = Server::start().unwrap();
        let dir = server.socket_dir().to_owned();
        let pid = fs::read_to_string(dir.join("data/postmaster.pid")).unwrap();
        let pid = pid.lines().next().unwrap().to_owned();
        drop(server);
        assert!(!dir.exists());
        assert!(!Path::new(&format!("/proc/{pid}")).exists());
    }
}

//! The built program, run as its users run it: a desk on a free port with a
//! data directory of its own, stopped when dropped.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use crate::bench::http::Connection;
use crate::steps::{cargo, must};

/// Builds the program as its users do, and says where it lies. `XTASK_PROGRAM`
/// names one that is built already.
pub fn build() -> anyhow::Result<PathBuf> {
    if let Some(program) = std::env::var_os("XTASK_PROGRAM") {
        return Ok(std::path::absolute(PathBuf::from(program))?);
    }
    let mut cargo = cargo();
    must(cargo.args(["build", "--release", "--locked", "--package", "redress"]))?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let target = target.unwrap_or_else(|| crate::tree::root().join("target"));
    Ok(target.join("release/redress"))
}

const MOST_HEARD: usize = 64 * 1024;

/// A running desk.
pub struct Desk {
    program: Child,
    said: Arc<Mutex<String>>,
    pub port: u16,
    /// From the start of the program to its first "ready".
    pub ready_after: Duration,
}

/// What somebody types to get in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    pub email: String,
    pub password: String,
}

impl Desk {
    /// The demo desk: an example company, made on the first start in `data`.
    pub fn demo(program: &Path, data: &Path, lang: &str) -> anyhow::Result<Self> {
        let port = free_port()?;
        let mut command = Command::new(program);
        command.args(["demo", "--no-browser", "--lang", lang, "--port", &port.to_string()]);
        command.arg("--data-dir").arg(std::path::absolute(data)?);
        Self::start(command, port)
    }

    /// A desk of one's own, empty on the first start in `data`.
    pub fn serve(program: &Path, data: &Path) -> anyhow::Result<Self> {
        let port = free_port()?;
        let mut command = Command::new(program);
        command.args(["serve", "--listen", &format!("127.0.0.1:{port}"), "--data-dir"]);
        command.arg(std::path::absolute(data)?);
        Self::start(command, port)
    }

    fn start(mut command: Command, port: u16) -> anyhow::Result<Self> {
        let start = Instant::now();
        // Away from a `redress.toml` of the developer's own.
        let mut program = command
            .current_dir(std::env::temp_dir())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("start {command:?}"))?;
        let said = Arc::new(Mutex::new(String::new()));
        let out = program.stdout.take().context("its output")?;
        let heard = said.clone();
        std::thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                // The log of a long run is read, so that the pipe never fills, but not kept.
                match heard.lock() {
                    Ok(mut heard) if heard.len() < MOST_HEARD => heard.push_str(&(line + "\n")),
                    _ => {}
                }
            }
        });
        let mut desk = Self { program, said, port, ready_after: Duration::ZERO };
        while !desk.is_ready() {
            if let Some(status) = desk.program.try_wait()? {
                bail!("{command:?} ended with {status}:\n{}", desk.said());
            }
            if start.elapsed() > Duration::from_secs(120) {
                bail!("{command:?} is not ready after 2 minutes:\n{}", desk.said());
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        desk.ready_after = start.elapsed();
        Ok(desk)
    }

    fn is_ready(&self) -> bool {
        let ready =
            || -> anyhow::Result<u16> { Ok(Connection::open(self.port)?.get("/readyz")?.status) };
        ready().is_ok_and(|status| status == 200)
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// What the program printed so far.
    pub fn said(&self) -> String {
        self.said.lock().map(|s| s.clone()).unwrap_or_default()
    }

    /// Resident memory in bytes: now, and the most there ever was.
    pub fn memory(&self) -> anyhow::Result<(u64, u64)> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.program.id()))?;
        let field = |name: &str| -> anyhow::Result<u64> {
            let line = status.lines().find_map(|l| l.strip_prefix(name)).context("a field")?;
            let kib: u64 = line.trim_start_matches(':').trim().trim_end_matches(" kB").parse()?;
            Ok(kib * 1024)
        };
        Ok((field("VmRSS")?, field("VmHWM")?))
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        // Gently first, as a service manager would: open transactions end well.
        let id = self.program.id().to_string();
        Command::new("kill").args(["-TERM", &id]).status().ok();
        for _ in 0..500 {
            if matches!(self.program.try_wait(), Ok(Some(_))) {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        self.program.kill().ok();
        self.program.wait().ok();
    }
}

fn free_port() -> anyhow::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// The first address and the word after it, without the labels and signs between.
pub fn sign_in(said: &str) -> anyhow::Result<SignIn> {
    const LABELS: &[&str] = &["password", "пароль", "parola", "and", "with", "и", "și", "", "|"];
    let bare = |word: &str| {
        let signs = |c: char| ":,;/—–-()\"'`".contains(c);
        word.trim_matches(signs).to_owned()
    };
    let mut words = said.split_whitespace().map(bare).skip_while(|w| !w.contains('@'));
    let email = words.next().context("no sign-in was printed")?;
    let password = words
        .find(|w| !LABELS.contains(&w.to_lowercase().as_str()))
        .context("no password was printed")?;
    Ok(SignIn { email, password })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_in_is_found_in_what_people_are_told() {
        let expected = SignIn { email: "anna@example.com".into(), password: "so-long-word".into() };
        for said in [
            "Desk: http://127.0.0.1:7070\nSign in as anna@example.com, password: so-long-word\n",
            "Sign in: anna@example.com / so-long-word",
            "  e-mail    anna@example.com\n  password  so-long-word\n",
        ] {
            assert_eq!(sign_in(said).unwrap(), expected, "{said}");
        }
        assert!(sign_in("http://127.0.0.1:7070").is_err());
    }
}

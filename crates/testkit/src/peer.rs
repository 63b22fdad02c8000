//! A foreign program that lives no longer than the test process.
//!
//! A small shell stands between: it starts the program, waits for the end of
//! its own input (which comes when this process ends, however it ends, even
//! by SIGKILL), stops the program's whole group and removes its directory.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

const KEEPER: &str = r#"
dir=$1 signal=$2
shift 2
( trap : "$signal"; "$@" </dev/null; echo "peer ended with status $?" ) & program=$!
while read -r _; do :; done
trap : "$signal"
kill -s "$signal" -- -$$ 2>/dev/null
wait "$program"
trap : TERM
kill -s TERM -- -$$ 2>/dev/null
rm -rf "$dir"
"#;

const ENDED: &str = "peer ended with status ";
const PATIENCE: Duration = Duration::from_secs(60);

/// A running program; dropping it stops it and removes its directory.
pub struct Peer {
    keeper: Child,
    log: PathBuf,
    name: String,
}

impl Peer {
    /// Starts `program args…` with `dir` as its home: `dir` is removed with it.
    /// `signal` is what ends the program quickly and cleanly (`TERM`, `QUIT`).
    pub fn start(
        program: &str,
        args: &[impl AsRef<OsStr>],
        dir: &Path,
        signal: &str,
    ) -> anyhow::Result<Self> {
        let log = dir.join("peer.log");
        let out = File::create(&log).with_context(|| format!("create {}", log.display()))?;
        let keeper = Command::new("/bin/sh")
            .args(["-c", KEEPER, "keeper"])
            .arg(dir)
            .arg(signal)
            .arg(program)
            .args(args)
            .env("TMPDIR", dir)
            .stdin(Stdio::piped())
            .stderr(out.try_clone()?)
            .stdout(out)
            .process_group(0)
            .spawn()
            .with_context(|| format!("start {program}"))?;
        Ok(Self { keeper, log, name: program.to_owned() })
    }

    /// Waits until `ready` finds what it looks for in the program's output.
    pub fn wait<T>(&mut self, mut ready: impl FnMut(&str) -> Option<T>) -> anyhow::Result<T> {
        let start = Instant::now();
        loop {
            let said = fs::read_to_string(&self.log).unwrap_or_default();
            if let Some(found) = ready(&said) {
                return Ok(found);
            }
            if said.contains(ENDED) {
                bail!("{} ended at once; it said:\n{said}", self.name);
            }
            if start.elapsed() > PATIENCE {
                bail!("{} is not ready after {PATIENCE:?}; it said:\n{said}", self.name);
            }
            std::thread::sleep(Duration::from_millis(15));
        }
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        // The keeper ends by itself; waiting means that nothing outlives the test.
        self.keeper.wait().ok();
    }
}

/// Is this process the superuser? Some peers refuse to run as one.
pub(crate) fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata("/proc/self").is_ok_and(|m| m.uid() == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dropped_peer_is_gone_with_its_children_and_its_directory() {
        let dir = tempfile::tempdir().unwrap().keep();
        let mut peer =
            Peer::start("/bin/sh", &["-c", "sleep 1000 & echo child $!; wait"], &dir, "TERM")
                .unwrap();
        let child: u32 = peer
            .wait(|said| said.lines().find_map(|l| l.strip_prefix("child ")?.parse().ok()))
            .unwrap();
        assert!(Path::new(&format!("/proc/{child}")).exists());
        drop(peer);
        let state = fs::read_to_string(format!("/proc/{child}/stat")).unwrap_or_default();
        assert!(state.is_empty() || state.contains(") Z "), "still there: {state}");
        assert!(!dir.exists());
    }

    #[test]
    fn a_peer_that_ends_at_once_is_an_error_with_its_last_words() {
        let dir = tempfile::tempdir().unwrap().keep();
        let mut peer = Peer::start("/nonexistent/program", &[""; 0], &dir, "TERM").unwrap();
        let error = peer.wait(|_| None::<()>).unwrap_err().to_string();
        assert!(error.contains("/nonexistent/program"), "{error}");
    }
}

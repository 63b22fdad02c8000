//! The files of the project: what git tracks or would track, nothing built.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, ensure};

/// The project's files, with texts read on demand.
pub struct Tree {
    root: PathBuf,
    /// Relative to the root, with `/`, sorted.
    pub paths: Vec<String>,
}

impl Tree {
    pub fn of_workspace() -> anyhow::Result<Self> {
        let root = root();
        let listed = Command::new("git")
            .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
            .current_dir(&root)
            .output()
            .context("run git")?;
        ensure!(listed.status.success(), "git ls-files: {}", listed.status);
        let listed = String::from_utf8(listed.stdout).context("file names in UTF-8")?;
        let paths = listed.split_terminator('\0').map(str::to_owned);
        Ok(Self::new(root, paths))
    }

    fn new(root: PathBuf, paths: impl Iterator<Item = String>) -> Self {
        let mut paths: Vec<String> = paths.filter(|p| root.join(p).is_file()).collect();
        paths.sort();
        paths.dedup();
        Self { root, paths }
    }

    /// A tree of a test's own: `(path, text)`.
    #[cfg(test)]
    pub fn with(files: &[(&str, &str)]) -> (tempfile::TempDir, Self) {
        let dir = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = dir.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let paths = files.iter().map(|(path, _)| (*path).to_owned());
        let tree = Self::new(dir.path().to_owned(), paths);
        (dir, tree)
    }

    /// Files below `dir` (`""` is the root) whose name ends with `.ext`.
    pub fn below<'a>(&'a self, dir: &'a str, ext: &'a str) -> impl Iterator<Item = &'a str> {
        self.paths.iter().map(String::as_str).filter(move |path| {
            path.starts_with(dir) && Path::new(path).extension().is_some_and(|e| e == ext)
        })
    }

    /// Is there such a file, or a directory with files?
    pub fn has(&self, path: &str) -> bool {
        self.root.join(path).exists()
    }

    pub fn bytes(&self, path: &str) -> anyhow::Result<Vec<u8>> {
        fs::read(self.root.join(path)).with_context(|| path.to_owned())
    }

    pub fn text(&self, path: &str) -> anyhow::Result<String> {
        String::from_utf8(self.bytes(path)?).with_context(|| format!("{path} is not UTF-8"))
    }
}

/// Where the workspace lies.
pub fn root() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask).to_owned()
}

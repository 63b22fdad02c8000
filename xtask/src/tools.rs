//! Cargo tools of the gate, built from crates.io into the target directory
//! when missing. Without optimisation: that halves the build (about 3 minutes
//! on two cores for all three) and the tools are quick enough.

use std::path::PathBuf;
use std::process::Command;

use crate::steps::{must, succeeds};

/// `cargo-deny`, found or built. The same for `cargo-machete` and `typos`.
pub fn command(program: &str, package: &str, version: &str) -> anyhow::Result<Command> {
    let built = home().join("bin").join(program);
    for path in [PathBuf::from(program), built.clone()] {
        if succeeds(Command::new(&path).arg("--version")) {
            return Ok(Command::new(path));
        }
    }
    println!("Building {package} {version} (once)");
    must(
        Command::new("cargo")
            .args(["install", "--quiet", "--locked", "--debug", "--root"])
            .arg(home())
            .args(["--version", version, package]),
    )?;
    Ok(Command::new(built))
}

fn home() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let target = target.unwrap_or_else(|| crate::tree::root().join("target"));
    target.join("tools")
}

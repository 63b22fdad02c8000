//! The gate, in one command: what README and `.ci/run` both call.

use std::process::Command;

use anyhow::{Context, bail};
use testkit::postgres;

use crate::steps::{self, Steps, must, succeeds};
use crate::{links, packages, tidy, tools};

pub fn run(words: &[&str]) -> anyhow::Result<()> {
    let only = match words {
        [] => vec![],
        ["--only", names] => names.split(',').map(str::to_owned).collect(),
        _ => bail!("usage: cargo xtask test [--only STEP,…]"),
    };
    let mut steps = Steps::only(only);
    steps.step("packages", packages::install);
    steps.step("format", format);
    steps.step("tidy", tidy::run);
    steps.step("links", links::run);
    steps.step("typos", || must(&mut tools::command("typos", "typos-cli", "1.52.0")?));
    steps.step("machete", || must(&mut tools::command("cargo-machete", "cargo-machete", "0.9.2")?));
    steps.step("deny", deny);
    steps.step("clippy", || {
        must(&mut cargo(&[
            "clippy",
            "--workspace",
            "--all-targets",
            "--keep-going",
            "--locked",
            "--",
            "-D",
            "warnings",
        ]))
    });
    steps.step("doc tests", || {
        must(&mut cargo(&["test", "--workspace", "--locked", "--quiet", "--doc"]))
    });
    steps.step("tests", tests);
    steps.finish()
}

/// Names the files only: what to change in them `cargo fmt` knows best.
fn format() -> anyhow::Result<()> {
    must(&mut cargo(&["fmt", "--all", "--", "--check", "-l"]))
        .context("`cargo fmt --all` mends this")
}

/// Licences, banned crates and sources. Advisories need a database from the
/// network, which would let the gate fail without a change.
fn deny() -> anyhow::Result<()> {
    let mut deny = tools::command("cargo-deny", "cargo-deny", "0.20.2")?;
    // Without this `--offline` lacks the crates of other platforms.
    must(&mut cargo(&["fetch", "--locked", "--quiet"]))?;
    must(deny.args(["--offline", "check", "licenses", "bans", "sources"]))
}

/// All test processes share one PostgreSQL; a new or changed snapshot is a failure.
fn tests() -> anyhow::Result<()> {
    let server = postgres::Server::start()?;
    let mut command = if succeeds(&mut cargo(&["nextest", "--version"])) {
        cargo(&["nextest", "run"])
    } else {
        cargo(&["test", "--lib", "--bins", "--tests"])
    };
    command.args(["--workspace", "--locked", "--no-fail-fast"]);
    command.env(postgres::SHARED, server.socket_dir());
    must(command.env("INSTA_UPDATE", "no"))
}

fn cargo(words: &[&str]) -> Command {
    let mut command = steps::cargo();
    command.args(words);
    command
}

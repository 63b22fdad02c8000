//! Steps with a headline and a time, so that a long log says where it stands.
//! A failed step does not hide what the later ones would have said.

use std::process::{Command, ExitStatus};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

#[derive(Default)]
pub struct Steps {
    only: Vec<String>,
    results: Vec<(String, Duration, Result<(), String>)>,
}

impl Steps {
    /// Runs just the steps named, or all if none is.
    pub fn only(names: Vec<String>) -> Self {
        Self { only: names, results: vec![] }
    }

    pub fn step(&mut self, name: &str, run: impl FnOnce() -> anyhow::Result<()>) {
        if !self.only.is_empty() && !self.only.iter().any(|o| o == name) {
            return;
        }
        println!("\n━━━ {name}");
        let start = Instant::now();
        let result = run().map_err(|e| format!("{e:#}"));
        let took = start.elapsed();
        match &result {
            Ok(()) => println!("━━━ {name}: passed, {}", human(took)),
            Err(why) => println!("━━━ {name}: FAILED, {}\n{why}", human(took)),
        }
        self.results.push((name.to_owned(), took, result));
    }

    /// Prints the table of steps; an error if one failed.
    pub fn finish(self) -> anyhow::Result<()> {
        println!();
        let mut total = Duration::ZERO;
        let mut failed = vec![];
        for (name, took, result) in &self.results {
            total += *took;
            let word = match result {
                Ok(()) => "passed",
                Err(_) => "FAILED",
            };
            println!("  {word:<8} {:>9}  {name}", human(*took));
            if result.is_err() {
                failed.push(name.as_str());
            }
        }
        println!("  {:<8} {:>9}", "in all", human(total));
        if self.results.is_empty() {
            bail!("no such step: {}", self.only.join(", "));
        }
        if !failed.is_empty() {
            bail!("FAILED: {}", failed.join(", "));
        }
        println!("Everything passed.");
        Ok(())
    }
}

/// Cargo as a person at the shell has it: what `cargo run` tells this program about itself would make
/// the build scripts of some crates run again.
pub fn cargo() -> Command {
    let mut command = Command::new("cargo");
    for (name, _) in std::env::vars_os() {
        if name
            .to_str()
            .is_some_and(|n| n.starts_with("CARGO_PKG_") || n.starts_with("CARGO_MANIFEST"))
        {
            command.env_remove(name);
        }
    }
    command
}

/// Runs a command in the workspace's root with its output shown; an error unless it succeeds.
pub fn must(command: &mut Command) -> anyhow::Result<()> {
    let status = shown(command)?;
    if !status.success() {
        bail!("{command:?}: {status}");
    }
    Ok(())
}

fn shown(command: &mut Command) -> anyhow::Result<ExitStatus> {
    command.current_dir(crate::tree::root()).status().with_context(|| format!("run {command:?}"))
}

/// Does the command run and succeed? Its output is not shown.
pub fn succeeds(command: &mut Command) -> bool {
    command.output().is_ok_and(|o| o.status.success())
}

fn human(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", time.as_secs_f64()),
        10..60 => format!("{seconds} s"),
        _ => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_failed_step_fails_the_run_and_the_later_ones_still_run() {
        let mut steps = Steps::default();
        let mut ran = vec![];
        steps.step("bad", || bail!("broken"));
        steps.step("good", || {
            ran.push("good");
            Ok(())
        });
        assert_eq!(ran, ["good"]);
        let error = steps.finish().unwrap_err().to_string();
        assert_eq!(error, "FAILED: bad");
    }

    #[test]
    fn only_the_named_steps_run_and_an_unknown_name_is_an_error() {
        let mut steps = Steps::only(vec!["b".into()]);
        steps.step("a", || bail!("must not run"));
        steps.step("b", || Ok(()));
        steps.finish().unwrap();
        assert!(Steps::only(vec!["none".into()]).finish().is_err());
    }

    #[test]
    fn a_command_that_fails_is_an_error() {
        assert!(must(&mut Command::new("true")).is_ok());
        assert!(must(&mut Command::new("false")).is_err());
        assert!(must(&mut Command::new("/nonexistent/program")).is_err());
    }
}

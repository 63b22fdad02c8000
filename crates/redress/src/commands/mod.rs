//! The commands of `redress`, one file each.

mod backup;
mod bench_seed;
mod case;
mod cases;
mod clients;
mod demo;
mod doctor;
mod import;
mod mentions;
mod model;
mod orders;
mod rebuild;
mod regulation;
mod serve;

use crate::config::Config;
use anyhow::Result;
use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// A self-hosted desk for conflicts with clients.
#[derive(Parser)]
#[command(version, about)]
pub struct Args {
    /// The configuration; without it `redress.toml` in this folder, if it is there.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Open the desk.
    Serve(serve::Serve),
    /// Open a desk with an example company and real reviews, to look around.
    Demo(demo::Demo),
    /// Bring reviews in from a CSV, JSONL or XLSX file.
    Import(import::Import),
    /// Play a conflict without a desk.
    #[command(subcommand)]
    Case(case::Case),
    /// Look at cases.
    #[command(subcommand)]
    Cases(cases::Cases),
    /// Erase what the desk knows about somebody.
    #[command(subcommand)]
    Clients(clients::Clients),
    /// Look at mentions.
    #[command(subcommand)]
    Mentions(mentions::Mentions),
    /// The regulation as a file: check, export, publish.
    #[command(subcommand)]
    Regulation(regulation::Regulation),
    /// The company's own orders, to find what a client bought.
    #[command(subcommand)]
    Orders(orders::Orders),
    /// Train or measure the model that reads.
    #[command(subcommand)]
    Model(model::Model),
    /// Recreate every list from the journal.
    Rebuild(rebuild::Rebuild),
    /// Write everything into one file, while the desk is open.
    Backup(backup::Backup),
    /// Read a backup into an empty desk, of either database.
    Restore(backup::Restore),
    /// Say what is wrong with the configuration.
    Doctor(doctor::Doctor),
    /// Fill a desk for measuring.
    #[command(hide = true)]
    BenchSeed(bench_seed::BenchSeed),
}

pub async fn run(args: Args) -> Result<ExitCode> {
    let file = args.config.as_deref();
    if let Command::Doctor(doctor) = args.command {
        return doctor.run(file).await;
    }
    // Needs no desk, and so no configuration.
    if let Command::Case(case) = args.command {
        return case.run();
    }
    let config = Config::load(file)?;
    match args.command {
        Command::Serve(serve) => serve.run(config).await,
        Command::Demo(demo) => demo.run(config).await,
        Command::Import(import) => import.run(config).await,
        Command::Cases(cases) => cases.run(config).await,
        Command::Clients(clients) => clients.run(config).await,
        Command::Mentions(mentions) => mentions.run(config).await,
        Command::Regulation(regulation) => regulation.run(config).await,
        Command::Orders(orders) => orders.run(config).await,
        Command::Model(model) => model.run(),
        Command::Rebuild(rebuild) => rebuild.run(config).await,
        Command::Backup(backup) => backup.run(config).await,
        Command::Restore(restore) => restore.run(config).await,
        Command::BenchSeed(seed) => seed.run(config).await,
        Command::Doctor(_) | Command::Case(_) => unreachable!("handled above"),
    }?;
    Ok(ExitCode::SUCCESS)
}

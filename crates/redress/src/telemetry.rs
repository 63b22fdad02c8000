//! Logs to standard error, as lines for people or as JSON for machines.

use crate::config::{Config, LogFormat};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt;

pub fn start(config: &Config) {
    // sqlx tells each slow statement with its text; its values are bound and never shown.
    let filter = EnvFilter::try_new(&config.log).unwrap_or_else(|_| EnvFilter::new("info"));
    let log = fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let started = match config.log_format {
        LogFormat::Text => log.with_target(false).try_init(),
        LogFormat::Json => log.json().try_init(),
    };
    if let Err(error) = started {
        eprintln!("redress: logging is already on: {error}");
    }
}

//! `redress serve`: pages, API and workers until it is told to stop.

use crate::config::Config;
use crate::{desk, telemetry};
use anyhow::{Context, Result};
use app::App;
use clap::Args;
use std::future::IntoFuture;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// How long open requests may take to end after the word to stop.
const GRACE: Duration = Duration::from_secs(10);

#[derive(Args)]
pub struct Serve {
    /// Where to listen, instead of what the configuration says.
    #[arg(long)]
    listen: Option<SocketAddr>,
    /// The data folder, instead of what the configuration says.
    #[arg(long)]
    data_dir: Option<PathBuf>,
}

impl Serve {
    pub async fn run(self, mut config: Config) -> Result<()> {
        config.listen = self.listen.unwrap_or(config.listen);
        config.data_dir = self.data_dir.unwrap_or(config.data_dir);
        telemetry::start(&config);
        let _lock = desk::lock(&config)?;
        let listener = listen(&mut config).await?;
        let app = desk::open(&config).await?;
        tracing::info!(address = %config.public_url(), "the desk is open");
        until_stopped(app, listener, &config).await
    }
}

/// Before the desk is opened, which tells its own address: port 0 becomes the one that was free.
pub async fn listen(config: &mut Config) -> Result<TcpListener> {
    let address = config.listen;
    let listener = TcpListener::bind(address).await.with_context(|| {
        format!("{address} cannot be listened on; is something else there? (listen)")
    })?;
    config.listen = listener.local_addr()?;
    Ok(listener)
}

/// Serves until Ctrl-C or SIGTERM; then lets requests and workers finish what they hold.
pub async fn until_stopped(app: App, listener: TcpListener, config: &Config) -> Result<()> {
    let (stop, stopped) = watch::channel(false);
    let workers = jobs::start(app.clone(), config.mail.smtp.clone(), stopped.clone());
    let router = web::router(web::Web::new(app.clone(), stopped.clone()));
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let mut ending = stopped.clone();
    let server = axum::serve(listener, service)
        .with_graceful_shutdown(async move {
            let _ = ending.wait_for(|stop| *stop).await;
        })
        .into_future();
    let mut server = tokio::spawn(server);
    tokio::select! {
        () = signal() => {}
        ended = &mut server => ended?.context("the web server ended")?,
    }
    tracing::info!("stopping");
    stop.send_replace(true);
    if tokio::time::timeout(GRACE, server).await.is_err() {
        tracing::warn!("some requests did not end in time");
    }
    workers.finished().await;
    app.db.close().await;
    Ok(())
}

async fn signal() {
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut terminate) => {
                terminate.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminated => {}
    }
}

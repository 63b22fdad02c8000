//! Workers and timers, one file each: they wait, call a use case, and wait again. No decisions.

mod alarms;
mod deliver;
mod imports;
mod retention;

use app::App;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// Tells every worker to finish what it holds and stop.
pub type Stop = watch::Receiver<bool>;

/// A process that works on the database; its claims are told from those of others by its name.
pub struct Workers {
    handles: Vec<JoinHandle<()>>,
}

/// Starts all workers.
pub fn start(app: App, mail: Option<sources::mail::Smtp>, stop: Stop) -> Workers {
    let worker = format!("{}-{}", std::process::id(), app.uuid());
    Workers {
        handles: vec![
            tokio::spawn(alarms::run(app.clone(), stop.clone())),
            tokio::spawn(deliver::run(app.clone(), mail, worker, stop.clone())),
            tokio::spawn(imports::run(app.clone(), stop.clone())),
            tokio::spawn(retention::run(app, stop)),
        ],
    }
}

impl Workers {
    /// Waits until all have stopped; call after saying so through `Stop`.
    pub async fn finished(self) {
        for handle in self.handles {
            if let Err(error) = handle.await {
                tracing::error!(%error, "a worker ended badly");
            }
        }
    }
}

/// Sleeps, unless told to stop. `true`: stop now.
async fn stopped_within(stop: &mut Stop, time: Duration) -> bool {
    // Cut short by the word to stop; in time otherwise.
    tokio::time::timeout(time, stop.wait_for(|stop| *stop)).await.is_ok()
}

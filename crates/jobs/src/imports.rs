//! Imports asked for on a page: run one after another, also those that a restart interrupted.

use crate::{Stop, stopped_within};
use app::App;
use std::time::Duration;

const LOOK: Duration = Duration::from_secs(5);

pub async fn run(app: App, mut stop: Stop) {
    loop {
        let asked = app.imports.clone();
        let more = asked.notified();
        if let Err(error) = app::import::run_waiting(&app, || *stop.borrow()).await {
            tracing::error!(%error, "an import stopped; it goes on from where it stood");
        }
        let mut ending = stop.clone();
        tokio::select! {
            stop = stopped_within(&mut ending, LOOK) => if stop { return },
            () = more => {}
        }
        if *stop.borrow_and_update() {
            return;
        }
    }
}

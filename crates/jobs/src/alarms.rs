//! The timer of promises: sleeps until the next one rings.

use crate::{Stop, stopped_within};
use app::App;
use std::time::Duration;

/// Promises made by another process (the command line, a second desk) are seen within this time;
/// those of this process at once.
const LOOK: Duration = Duration::from_millis(500);

pub async fn run(app: App, mut stop: Stop) {
    loop {
        // Asked for before looking, so that a promise made meanwhile is not slept over.
        let rung = app.alarms.clone();
        let changed = rung.notified();
        let wait = match app::alarms::ring_due(&app).await {
            Ok((next, failed)) => {
                for (promise, error) in failed {
                    tracing::error!(%promise, %error, "a promise could not be rung");
                }
                let left = next.map(|at| at.duration_since(app.now()).as_millis().max(0));
                left.map_or(LOOK, |ms| LOOK.min(Duration::from_millis(ms as u64)))
            }
            Err(error) => {
                tracing::error!(%error, "promises could not be looked at");
                LOOK
            }
        };
        tokio::select! {
            stop = stopped_within(&mut stop, wait) => if stop { return },
            () = changed => {}
        }
    }
}

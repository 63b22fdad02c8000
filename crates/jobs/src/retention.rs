//! Retention: once a day, erases clients whose cases were closed longer ago than the regulation says.

use crate::{Stop, stopped_within};
use app::App;
use std::time::Duration;

const LOOK: Duration = Duration::from_secs(24 * 60 * 60);

pub async fn run(app: App, mut stop: Stop) {
    loop {
        match app::clients::overdue(&app).await {
            Ok(0) => {}
            Ok(erased) => tracing::info!(erased, "clients erased, as the regulation says"),
            Err(error) => tracing::error!(%error, "old clients could not be erased"),
        }
        if stopped_within(&mut stop, LOOK).await {
            return;
        }
    }
}

//! What rings: promises are recalled before their minute and written down as broken after it;
//! questions that nobody decided in time go on to the owner, or lapse.
//! Called by the timer, which sleeps until the moment that is returned here.

use crate::cases::carry_out::{carry_out, load};
use crate::{App, AppError, Live, Result, Topic};
use domain::case::{By, Command};
use domain::promise::PromiseStatus;
use domain::{CaseId, PromiseId, Timestamp};

/// Rings everything that is due by now; returns the next moment at which something will ring.
/// A promise that cannot be rung is returned too, with the reason: it must not stop the others.
pub async fn ring_due(app: &App) -> Result<(Option<Timestamp>, Vec<(PromiseId, AppError)>)> {
    let mut failed: Vec<(PromiseId, AppError)> = Vec::new();
    loop {
        let ringing =
            store::promise::ringing(&app.db, app.now(), 100 + failed.len() as i64).await?;
        let waiting: Vec<_> =
            ringing.into_iter().filter(|(_, p)| failed.iter().all(|(f, _)| f != p)).collect();
        if waiting.is_empty() {
            break;
        }
        for (case, promise) in waiting {
            if let Err(error) = ring(app, case, promise).await {
                failed.push((promise, error));
            }
        }
    }
    let next = store::promise::next_alarm(&app.db).await?;
    Ok((next.into_iter().chain(ring_approvals(app).await?).min(), failed))
}

/// Passes on what nobody decided in time; returns when the next such moment comes.
async fn ring_approvals(app: &App) -> Result<Option<Timestamp>> {
    for (case, approval) in store::remedy::overdue(&app.db, app.now(), 100).await? {
        let state = load(app, case).await?;
        let next_due = crate::cases::approval_due(app, &state).await?;
        carry_out(app, case, By::Timer, Command::RingApproval { approval, next_due }, vec![])
            .await?;
    }
    Ok(store::remedy::next_due(&app.db).await?)
}

async fn ring(app: &App, case: CaseId, promise: PromiseId) -> Result<()> {
    let before = load(app, case).await?.version;
    let state = carry_out(app, case, By::Timer, Command::Ring { promise }, vec![]).await?;
    if state.version > before {
        let broken = state.promise(promise).is_some_and(|p| p.status == PromiseStatus::Broken);
        let topic = Topic::Alarm { case, number: state.number, owner: state.owner, broken };
        app.tell(Live { brand: state.brand, topic });
    }
    Ok(())
}

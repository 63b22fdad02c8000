//! Replies on their way out: taken from the outbox, sent by `jobs`, and what became of them written
//! into the case. Before the first byte may reach the client, that is on record; so a process that
//! dies leaves a reply either unsent for certain or in a person's hands, never sent twice.

use crate::cases::carry_out::{Also, carry_out};
use crate::{App, Result};
use domain::case::{By, Command, Refusal};
use domain::{ReplyId, Timestamp};
use jiff::SignedDuration;
use store::outbox::{self, Outgoing};

/// After so many failures that might pass, a person is asked.
const ATTEMPTS: i64 = 8;

/// What the sender learnt.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fate {
    /// The other side took it.
    Accepted { proof: String },
    /// It certainly did not go out and may be tried again.
    NotYet { why: String },
    /// It certainly did not go out and trying again would not help.
    Refused { why: String },
    /// Nobody can say.
    Unknown { why: String },
}

pub async fn claim(app: &App, worker: &str) -> Result<Option<Outgoing>> {
    Ok(outbox::claim(&app.db, worker, app.now()).await?)
}

/// Call before the first byte of the text leaves. `false`: stop, another worker has it.
pub async fn may_transmit(app: &App, reply: ReplyId, worker: &str) -> Result<bool> {
    Ok(outbox::mark_transmitting(&app.db, reply, worker, app.now()).await?)
}

/// Writes down what became of a reply.
pub async fn settle(app: &App, out: &Outgoing, fate: Fate) -> Result<()> {
    let now = app.now();
    let (command, state, error) = match fate {
        Fate::Accepted { proof } => {
            (Command::RecordSent { reply: out.reply, proof }, "done", String::new())
        }
        Fate::NotYet { why } if out.attempts < ATTEMPTS => return try_later(app, out, &why).await,
        Fate::NotYet { why } | Fate::Refused { why } => (failed(out, &why, true), "failed", why),
        Fate::Unknown { why } => (failed(out, &why, false), "uncertain", why),
    };
    let also = vec![Also::Delivery { reply: out.reply, state, error, next_at: now }];
    match carry_out(app, out.case, By::Delivery, command, also).await {
        // A person settled or withdrew it meanwhile; what he wrote stands.
        Err(crate::AppError::Refused(Refusal::ReplySettled)) => Ok(()),
        other => other.map(|_| ()),
    }
}

/// The address and the name that a letter comes from: the desk's mailbox, in the brand's name.
pub async fn sender(app: &App, out: &Outgoing) -> Result<(String, String)> {
    let from = app.settings.mail_from.clone();
    let from = from.ok_or(crate::AppError::invalid("route", "no-mail-settings"))?;
    let brands = store::brand::all(&app.db).await?;
    let name = brands.into_iter().find(|b| b.id == out.brand).map(|b| b.name);
    Ok((from, name.unwrap_or_default()))
}

/// After a crash: what surely did not leave is queued again; what may have left goes to a person.
/// `before`: only what nobody touched since.
pub async fn recover(app: &App, before: Timestamp) -> Result<(u64, usize)> {
    let requeued = outbox::requeue_claimed(&app.db, before, app.now()).await?;
    let lost = outbox::lost_in_transmission(&app.db, before).await?;
    for out in &lost {
        let why = "the desk stopped while this was being sent".to_owned();
        settle(app, out, Fate::Unknown { why }).await?;
    }
    Ok((requeued, lost.len()))
}

/// When the next queued reply may be tried.
pub async fn next_at(app: &App) -> Result<Option<Timestamp>> {
    Ok(outbox::next_at(&app.db).await?)
}

/// 30 s, 1 min, 2 min … up to an hour.
async fn try_later(app: &App, out: &Outgoing, why: &str) -> Result<()> {
    let seconds = (30_i64 << (out.attempts - 1).clamp(0, 7)).min(3600);
    let now = app.now();
    let next = now.checked_add(SignedDuration::from_secs(seconds)).unwrap_or(now);
    let mut tx = app.db.begin().await?;
    outbox::set_state(&mut tx, out.reply, "queued", why, next, now).await?;
    Ok(tx.commit().await?)
}

fn failed(out: &Outgoing, why: &str, certain: bool) -> Command {
    Command::RecordFailed { reply: out.reply, reason: why.to_owned(), certain }
}

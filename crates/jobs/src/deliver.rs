//! Delivers what stands in the outbox: letters by SMTP, replies on the client's own page.

use crate::{Stop, stopped_within};
use app::App;
use app::delivery::{self, Fate};
use app::domain::case::Route;
use app::store::outbox::Outgoing;
use jiff::{SignedDuration, Timestamp};
use sources::mail::{self, Message, NotSent, Outcome, Smtp, Step};
use std::time::Duration;

/// Replies queued by another process are seen within this time; those of this one at once.
const LOOK: Duration = Duration::from_millis(500);

/// A claim that is older belongs to a process that died: no letter takes so long
/// (the longest wait for the verdict on a letter is an hour).
const STALE: SignedDuration = SignedDuration::from_mins(70);

const RECOVER_EVERY: Duration = Duration::from_secs(60);

pub async fn run(app: App, smtp: Option<Smtp>, worker: String, mut stop: Stop) {
    // SQLite has one serving process (see `redress serve`): what was claimed before it started was
    // claimed by one that is gone.
    let at_start = if app.db.is_sqlite() { app.now() } else { stale(app.now()) };
    recover(&app, at_start).await;
    let mut recovered = tokio::time::Instant::now();
    loop {
        let queued = app.outbox.clone();
        let more = queued.notified();
        while !*stop.borrow() {
            match delivery::claim(&app, &worker).await {
                Ok(Some(out)) => deliver(&app, smtp.as_ref(), &worker, &out).await,
                Ok(None) => break,
                Err(error) => {
                    tracing::error!(%error, "the outbox could not be read");
                    break;
                }
            }
        }
        if recovered.elapsed() > RECOVER_EVERY {
            recover(&app, stale(app.now())).await;
            recovered = tokio::time::Instant::now();
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

async fn deliver(app: &App, smtp: Option<&Smtp>, worker: &str, out: &Outgoing) {
    let fate = match (out.route, smtp) {
        (Route::Page, _) => Fate::Accepted { proof: "page".into() },
        (Route::Mail, Some(smtp)) => send(app, smtp, worker, out).await,
        (Route::Mail, None) => {
            Fate::NotYet { why: "no mail server is configured (smtp.host)".into() }
        }
        // A hand-off waits for a person and is never queued.
        (Route::HandOff, _) => Fate::Refused { why: "a hand-off is done by a person".into() },
    };
    metrics::counter!("redress_replies_total", "route" => out.route.code(), "fate" => word(&fate))
        .increment(1);
    if let Err(error) = delivery::settle(app, out, fate).await {
        // The claim stays; after a restart it is recovered, and nothing is sent twice.
        tracing::error!(reply = %out.reply, %error, "what became of a reply could not be written down");
    }
}

async fn send(app: &App, smtp: &Smtp, worker: &str, out: &Outgoing) -> Fate {
    let message = match message(app, out).await {
        Ok(message) => message,
        Err(why) => return Fate::NotYet { why },
    };
    let on_data = async || match delivery::may_transmit(app, out.reply, worker).await {
        Ok(true) => Ok(()),
        Ok(false) => Err("another process has it".to_owned()),
        Err(error) => Err(error.to_string()),
    };
    match mail::send(smtp, &message, on_data).await {
        Outcome::Accepted { server_reply } => Fate::Accepted { proof: server_reply },
        Outcome::Unknown { error } => Fate::Unknown { why: error },
        Outcome::NotSent { error } if error.permanent() => Fate::Refused { why: error.to_string() },
        Outcome::NotSent { error: error @ NotSent::NotRecorded(_) } => {
            tracing::warn!(reply = %out.reply, %error, "a reply was not sent");
            Fate::NotYet { why: error.to_string() }
        }
        Outcome::NotSent { error } => Fate::NotYet { why: error.to_string() },
        Outcome::Rejected { step, permanent, code, text } => {
            let why = format!("{code} {text}");
            // A wrong password is not the letter's fault: it waits until the settings are right.
            if permanent && step != Step::SignIn {
                Fate::Refused { why }
            } else {
                Fate::NotYet { why }
            }
        }
    }
}

async fn message(app: &App, out: &Outgoing) -> Result<Message, String> {
    let (from, from_name) = delivery::sender(app, out).await.map_err(|e| e.to_string())?;
    Ok(Message {
        from,
        from_name,
        to: out.recipient.clone(),
        to_name: out.recipient_name.clone(),
        subject: out.subject.clone(),
        text: out.body.clone(),
        date: written_at(out),
        message_id: out.message_id.clone(),
        in_reply_to: Some(out.in_reply_to.clone()).filter(|id| !id.is_empty()),
        references: out.references.split_whitespace().map(str::to_owned).collect(),
    })
}

/// The id of a reply holds the moment at which it was written: the same at every attempt.
fn written_at(out: &Outgoing) -> Timestamp {
    let stamp = out.reply.0.get_timestamp().map(|t| t.to_unix());
    stamp.and_then(|(s, _)| Timestamp::from_second(s as i64).ok()).unwrap_or(out.updated_at)
}

async fn recover(app: &App, before: Timestamp) {
    match delivery::recover(app, before).await {
        Ok((0, 0)) => {}
        Ok((again, unknown)) => {
            tracing::warn!(again, unknown, "replies of a stopped process were taken over")
        }
        Err(error) => {
            tracing::error!(%error, "replies of a stopped process could not be taken over")
        }
    }
}

fn stale(now: Timestamp) -> Timestamp {
    now.checked_sub(STALE).unwrap_or(Timestamp::MIN)
}

fn word(fate: &Fate) -> &'static str {
    match fate {
        Fate::Accepted { .. } => "accepted",
        Fate::NotYet { .. } => "not_yet",
        Fate::Refused { .. } => "refused",
        Fate::Unknown { .. } => "unknown",
    }
}

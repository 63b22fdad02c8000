//! Load, decide, append, react: the one way in which a case changes after it was opened.

use crate::{App, AppError, Live, Result, Topic};
use domain::case::{By, Command, Facts, Recorded, Refusal, State, decide};
use domain::{CaseId, ReplyId, Timestamp};
use store::attachment::Attachment;
use store::mention::Mention;
use store::outbox::{self, Outgoing};
use store::{StoreError, Tx, journal};

/// What is written in the same transaction as the events, before them.
pub(crate) enum Also {
    /// Before the events: they speak of it.
    Mention(Box<Mention>),
    Attach(Box<Attachment>),
    Queue(Box<Outgoing>),
    /// Where a reply stands in the outbox now.
    Delivery {
        reply: ReplyId,
        state: &'static str,
        error: String,
        next_at: Timestamp,
    },
}

/// How often a command is decided anew because somebody else wrote first.
const TRIES: usize = 12;

/// Decides and appends; on a conflict reads again and decides again.
pub(crate) async fn carry_out(
    app: &App,
    case: CaseId,
    by: By,
    command: Command,
    also: Vec<Also>,
) -> Result<State> {
    let facts = Facts {
        now: app.now(),
        remind_minutes: crate::regulation::current(app).await?.remind_minutes,
    };
    for _ in 0..TRIES {
        let before = load(app, case).await?;
        let events = decide(Some(&before), command.clone(), facts)?;
        if events.is_empty() {
            return Ok(before);
        }
        let recorded = record(before.version, facts.now, &by, events);
        let mut tx = app.db.begin().await?;
        for one in &also {
            write(&mut tx, one, facts.now).await?;
        }
        let appended = journal::append(&mut tx, case, Some(before), &recorded, words).await;
        match appended {
            Err(StoreError::Conflict) => continue,
            Err(error) => return Err(error.into()),
            Ok(after) => {
                match tx.commit().await {
                    Err(StoreError::Conflict) => continue,
                    other => other?,
                }
                announce(app, case, &after);
                return Ok(after);
            }
        }
    }
    Err(AppError::Conflict)
}

/// The state of a case as it is now.
pub(crate) async fn load(app: &App, case: CaseId) -> Result<State> {
    let journal = journal::read(&app.db, case).await?;
    domain::case::replay(&journal).ok_or(AppError::Refused(Refusal::NoCase))
}

/// Events in their places after `version`.
pub(crate) fn record(
    version: i64,
    now: Timestamp,
    by: &By,
    events: Vec<domain::case::Event>,
) -> Vec<Recorded> {
    let place =
        |(i, event)| Recorded { version: version + 1 + i as i64, at: now, by: by.clone(), event };
    events.into_iter().enumerate().map(place).collect()
}

/// Words for the full-text index of whatever is written in a case.
pub(crate) fn words(text: &str) -> String {
    text::index_terms(&text::Analysis::new(text))
}

pub(crate) fn announce(app: &App, case: CaseId, state: &State) {
    app.tell(Live { brand: state.brand, topic: Topic::Case(case) });
    app.alarms.notify_waiters();
    app.outbox.notify_waiters();
}

async fn write(tx: &mut Tx, also: &Also, now: Timestamp) -> Result<()> {
    match also {
        Also::Mention(mention) => {
            let added = store::mention::insert(tx, vec![mention.as_ref().clone()]).await?;
            // Its source has it already: an event about a mention that is not there must not be.
            if added.is_empty() {
                return Err(AppError::Conflict);
            }
        }
        Also::Attach(file) => store::attachment::add(tx, file).await?,
        Also::Queue(outgoing) => outbox::add(tx, outgoing).await?,
        Also::Delivery { reply, state, error, next_at } => {
            outbox::set_state(tx, *reply, state, error, *next_at, now).await?;
        }
    }
    Ok(())
}

//! Load, decide, append, react: the one way in which a case changes after it was opened.

use crate::{App, AppError, Live, Result, Topic};
use domain::amends::Spent;
use domain::case::{By, Command, Facts, Recorded, Refusal, State, decide};
use domain::{CaseId, Currency, PersonId, ReplyId, Role, Timestamp};
use jiff::civil::Date;
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

/// Who does something: the name in the journal, and what he is to the brand of the case.
#[derive(Clone, Debug)]
pub(crate) struct Doer {
    pub by: By,
    /// `None`: no person of the company.
    pub role: Option<Role>,
}

impl From<By> for Doer {
    fn from(by: By) -> Self {
        Doer { by, role: None }
    }
}

impl Doer {
    fn person(&self) -> Option<PersonId> {
        match self.by {
            By::Person(id) => Some(id),
            _ => None,
        }
    }
}

/// How often a command is decided anew because somebody else wrote first.
pub(super) const TRIES: usize = 12;

/// Decides and appends; on a conflict reads again and decides again.
pub(crate) async fn carry_out(
    app: &App,
    case: CaseId,
    doer: impl Into<Doer>,
    command: Command,
    also: Vec<Also>,
) -> Result<State> {
    let doer = doer.into();
    for _ in 0..TRIES {
        let before = load(app, case).await?;
        let rules = crate::regulation::version(app, before.regulation).await?;
        let mut facts = Facts {
            now: app.now(),
            rules: &rules,
            person: doer.person(),
            role: doer.role,
            spent: Spent::default(),
        };
        // What costs money is decided while nobody else can spend; all the rest before a
        // transaction is begun, which a refusal would begin in vain.
        let (events, mut tx) = match money(&before, &command) {
            None => (decide(Some(&before), command.clone(), facts)?, app.db.begin().await?),
            Some((currency, day)) => {
                let mut tx = app.db.begin().await?;
                let spent =
                    store::remedy::spent(&mut tx, facts.person, before.client, currency, day);
                facts.spent = match spent.await {
                    Err(StoreError::Conflict) => continue,
                    other => other?,
                };
                (decide(Some(&before), command.clone(), facts)?, tx)
            }
        };
        if events.is_empty() {
            return Ok(before);
        }
        let recorded = record(before.version, facts.now, &doer.by, events);
        for one in &also {
            write(&mut tx, one, facts.now).await?;
        }
        let appended =
            journal::append(&mut tx, &app.vault, case, Some(before), &recorded, words).await;
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

/// Decides on two cases at once: both change, or neither does. The second command is made of the
/// first case as it is.
pub(crate) async fn carry_out_both(
    app: &App,
    doer: &Doer,
    first: (CaseId, Command),
    second: (CaseId, impl Fn(&State) -> Command),
) -> Result<(State, State)> {
    for _ in 0..TRIES {
        let (a, b) = (load(app, first.0).await?, load(app, second.0).await?);
        let mut tx = app.db.begin().await?;
        let (command_a, command_b) = (first.1.clone(), second.1(&a));
        let done = match append_one(app, &mut tx, first.0, a, doer, command_a).await {
            Ok(a) => append_one(app, &mut tx, second.0, b, doer, command_b).await.map(|b| (a, b)),
            Err(error) => Err(error),
        };
        let done = match done {
            Ok(done) => tx.commit().await.map(|()| done).map_err(AppError::from),
            Err(error) => Err(error),
        };
        match done {
            Err(AppError::Conflict) => continue,
            Err(error) => return Err(error),
            Ok((a, b)) => {
                announce(app, first.0, &a);
                announce(app, second.0, &b);
                return Ok((a, b));
            }
        }
    }
    Err(AppError::Conflict)
}

/// One decision appended in a transaction that is under way. Nothing in it costs money.
pub(crate) async fn append_one(
    app: &App,
    tx: &mut Tx,
    case: CaseId,
    before: State,
    doer: &Doer,
    command: Command,
) -> Result<State> {
    let rules = crate::regulation::version(app, before.regulation).await?;
    let facts = Facts {
        now: app.now(),
        rules: &rules,
        person: doer.person(),
        role: doer.role,
        spent: Spent::default(),
    };
    let events = decide(Some(&before), command, facts)?;
    if events.is_empty() {
        return Ok(before);
    }
    let recorded = record(before.version, facts.now, &doer.by, events);
    Ok(journal::append(tx, &app.vault, case, Some(before), &recorded, words).await?)
}

/// The currency and the day of a remedy that a command would grant.
fn money(state: &State, command: &Command) -> Option<(Currency, Date)> {
    match command {
        Command::Grant { remedy, day, .. } => Some((remedy.cost.currency, *day)),
        Command::DecideApproval { approval, day: Some(day), .. } => {
            Some((state.amends.approval(*approval)?.remedy.cost.currency, *day))
        }
        _ => None,
    }
}

/// The state of a case as it is now.
pub(crate) async fn load(app: &App, case: CaseId) -> Result<State> {
    let journal = journal::read(&app.db, &app.vault, case).await?;
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

//! Everything a person does to a case, through one door: page, API, bulk and command line call it.

use super::carry_out::{Also, carry_out, load};
use crate::{Action, Actor, App, AppError, Result};
use domain::case::{Command, Delivery, Refusal, State};
use domain::{CaseId, Outcome, PersonId, PromiseId, ReplyId, Stage, Timestamp, WishId};
use serde::Deserialize;

/// What a person wants to happen. Sending a reply is `compose::send`.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum Act {
    /// Take the case oneself.
    Take,
    Assign {
        owner: Option<PersonId>,
    },
    Move {
        stage: Stage,
    },
    Note {
        note: String,
    },
    Promise {
        what: String,
        due: Timestamp,
    },
    Renew {
        promise: PromiseId,
        due: Timestamp,
        reason: String,
    },
    Keep {
        promise: PromiseId,
    },
    /// The text was copied to the site; it stands under this link.
    ConfirmHandOff {
        reply: ReplyId,
        link: String,
    },
    /// A person looked what became of a reply of unknown fate, or wants a failed one sent again.
    Settle {
        reply: ReplyId,
        arrived: bool,
    },
    Withdraw {
        reply: ReplyId,
        reason: String,
    },
    Wish {
        text: String,
    },
    Close {
        outcome: Outcome,
        #[serde(default)]
        grounds: String,
    },
    Reopen {
        reason: String,
    },
}

pub async fn act(app: &App, actor: &Actor, case: CaseId, act: Act) -> Result<State> {
    let state = visible(app, actor, case).await?;
    actor.require(permission(&act, actor), state.brand)?;
    if let Act::Assign { owner: Some(person) } = &act {
        crate::people::require_worker(app, *person, state.brand).await?;
    }
    let (command, also) = translate(app, actor, &state, act)?;
    carry_out(app, case, actor.by(), command, also).await
}

/// The case, if this person may know of it.
pub(crate) async fn visible(app: &App, actor: &Actor, case: CaseId) -> Result<State> {
    let state = load(app, case).await.map_err(|error| match error {
        AppError::Refused(Refusal::NoCase) => AppError::NotFound("case"),
        other => other,
    })?;
    actor.require_sight(Action::ReadCases, state.brand, "case")?;
    Ok(state)
}

fn permission(act: &Act, actor: &Actor) -> Action {
    match act {
        Act::Assign { owner } if owner.is_some() && *owner != actor.person_id() => {
            Action::AssignCases
        }
        Act::Move { stage } if stage.is_verdict() => Action::GiveVerdict,
        Act::Settle { .. } => Action::SettleDelivery,
        _ => Action::WorkCases,
    }
}

fn translate(app: &App, actor: &Actor, state: &State, act: Act) -> Result<(Command, Vec<Also>)> {
    let now = app.now();
    let moved =
        |reply, to| vec![Also::Delivery { reply, state: to, error: String::new(), next_at: now }];
    Ok(match act {
        Act::Take => (Command::Assign { owner: actor.person_id() }, vec![]),
        Act::Assign { owner } => (Command::Assign { owner }, vec![]),
        Act::Move { stage } => (Command::MoveTo { stage }, vec![]),
        Act::Note { note } => (Command::AddNote { note }, vec![]),
        Act::Promise { what, due } => {
            (Command::MakePromise { promise: PromiseId(app.uuid()), what, due }, vec![])
        }
        Act::Renew { promise, due, reason } => {
            (Command::RenewPromise { promise, due, reason }, vec![])
        }
        Act::Keep { promise } => (Command::KeepPromise { promise }, vec![]),
        Act::ConfirmHandOff { reply, link } => {
            if state.reply(reply).is_some_and(|r| r.route != domain::case::Route::HandOff) {
                return Err(AppError::Refused(Refusal::NoReply));
            }
            let proof = hand_off_proof(&link)?;
            (Command::RecordSent { reply, proof }, moved(reply, "done"))
        }
        Act::Settle { reply, arrived: true } => {
            // A failed reply certainly did not arrive; only an unknown one can turn out to have.
            if state.reply(reply).is_none_or(|r| r.delivery != Delivery::Uncertain) {
                return Err(AppError::Refused(Refusal::ReplySettled));
            }
            let proof = format!("confirmed by {}", actor.name);
            (Command::RecordSent { reply, proof }, moved(reply, "done"))
        }
        Act::Settle { reply, arrived: false } => {
            (Command::RetryReply { reply }, moved(reply, "queued"))
        }
        Act::Withdraw { reply, reason } => {
            (Command::WithdrawReply { reply, reason }, moved(reply, "withdrawn"))
        }
        Act::Wish { text } => (Command::RecordWish { wish: WishId(app.uuid()), text }, vec![]),
        Act::Close { outcome, grounds } => (Command::Close { outcome, grounds }, vec![]),
        Act::Reopen { reason } => (Command::Reopen { reason }, vec![]),
    })
}

/// The link under which a reply stands that was copied by hand. A visit or a call has no link, so
/// words are allowed; a thing that looks like a link must be one.
fn hand_off_proof(link: &str) -> Result<String> {
    let link = link.trim();
    if link.is_empty() {
        return Err(AppError::invalid("link", "link-missing"));
    }
    if link.contains("://") && !link.starts_with("https://") && !link.starts_with("http://") {
        return Err(AppError::invalid("link", "link-wrong"));
    }
    Ok(link.to_owned())
}

//! From what a person wants to the command that `decide` knows: ids, days and laws are added here.

use super::act::{Act, OfferDraft, RemedyDraft};
use super::carry_out::Also;
use crate::{Actor, App, AppError, Result};
use domain::amends::{NewRemedy, Offer};
use domain::case::{Command, Delivery, NewFact, NewProof, Refusal, Route, State};
use domain::inquiry::ProofKind;
use domain::law::{self, Demand};
use domain::receipt::Receipt;
use domain::*;
use jiff::civil::Date;
use store::brand::Brand;

pub(super) async fn translate(
    app: &App,
    actor: &Actor,
    state: &State,
    act: Act,
) -> Result<(Command, Vec<Also>)> {
    let command = match act {
        Act::ConfirmHandOff { reply, link } => {
            if state.reply(reply).is_some_and(|r| r.route != Route::HandOff) {
                return Err(AppError::Refused(Refusal::NoReply));
            }
            let proof = hand_off_proof(&link)?;
            return Ok((Command::RecordSent { reply, proof }, moved(app, reply, "done")));
        }
        Act::Settle { reply, arrived: true } => {
            // A failed reply certainly did not arrive; only an unknown one can turn out to have.
            if state.reply(reply).is_none_or(|r| r.delivery != Delivery::Uncertain) {
                return Err(AppError::Refused(Refusal::ReplySettled));
            }
            let proof = format!("confirmed by {}", actor.name);
            return Ok((Command::RecordSent { reply, proof }, moved(app, reply, "done")));
        }
        Act::Settle { reply, arrived: false } => {
            return Ok((Command::RetryReply { reply }, moved(app, reply, "queued")));
        }
        Act::Withdraw { reply, reason } => {
            let command = Command::WithdrawReply { reply, reason };
            return Ok((command, moved(app, reply, "withdrawn")));
        }
        Act::Take => Command::Assign { owner: actor.person_id() },
        Act::Assign { owner } => Command::Assign { owner },
        Act::Move { stage } => Command::MoveTo { stage },
        Act::Note { note } => Command::AddNote { note },
        Act::Promise { what, due, names_time } => Command::MakePromise {
            promise: PromiseId(app.uuid()),
            what,
            due,
            names_time,
            reply: None,
        },
        Act::Renew { promise, due, reason } => Command::RenewPromise { promise, due, reason },
        Act::Keep { promise } => Command::KeepPromise { promise },
        Act::Wish { text } => Command::RecordWish { wish: WishId(app.uuid()), text },
        Act::Close { outcome, grounds } => Command::Close { outcome, grounds },
        Act::Reopen { reason } => Command::Reopen { reason },
        Act::FollowRegulation => {
            let version = crate::regulation::in_force(app).await?.version;
            Command::MoveToRegulation { version }
        }
        Act::SetKind { kind } => Command::SetKind { kind },
        Act::SetSeriousness { level, why } => Command::SetSeriousness { level, why },
        Act::Tick { step, done } => Command::TickStep { step, done },
        Act::Identify { how, note } => Command::Identify { how, note },
        Act::AskProof => Command::AskProof { reply: None },
        Act::AddProof { kind, text } => Command::AddProof(proof(app, kind, text)?),
        Act::CheckProof { proof, result, detail } => {
            Command::CheckProof { proof, result, detail, also_in: vec![] }
        }
        Act::RecordFact { slot, text, source, attachment, answers } => {
            let fact = FactId(app.uuid());
            Command::RecordFact(NewFact {
                fact,
                slot,
                text,
                source,
                attachment,
                mention: None,
                answers,
            })
        }
        Act::WithdrawFact { fact, reason } => Command::WithdrawFact { fact, reason },
        Act::RaiseQuestion { slot, text } => {
            Command::RaiseQuestion { question: QuestionId(app.uuid()), slot, text }
        }
        Act::TakeStatement { of, text } => {
            Command::TakeStatement { statement: StatementId(app.uuid()), of, text }
        }
        Act::NoteTemper { heat } => Command::NoteTemper { heat },
        Act::Pause { until } => Command::TakePause { until },
        Act::GiveVerdict { verdict, grounds } => Command::GiveVerdict { verdict, grounds },
        Act::AskConsent => Command::AskConsent { reply: None },
        Act::RecordConsent { agrees } => Command::RecordConsent { agrees, mention: None },
        Act::OfferOptions { offers } => {
            let offer =
                |o: OfferDraft| Offer { id: OfferId(app.uuid()), text: o.text, cost: o.cost };
            Command::OfferOptions { offers: offers.into_iter().map(offer).collect() }
        }
        Act::ChooseOption { offer } => Command::ChooseOption { offer },
        Act::Grant(draft) => Command::Grant {
            conditional: crate::acts::is_conditional(&draft.what),
            remedy: remedy(app, draft),
            day: today(app, state.brand).await?,
        },
        Act::FulfilRemedy { remedy } => Command::FulfilRemedy { remedy },
        Act::CancelRemedy { remedy, reason } => Command::CancelRemedy { remedy, reason },
        Act::AskApproval(draft) => Command::AskApproval {
            approval: ApprovalId(app.uuid()),
            conditional: crate::acts::is_conditional(&draft.what),
            remedy: remedy(app, draft),
            due: approval_due(app, state).await?,
        },
        Act::Approve { approval } => Command::DecideApproval {
            approval,
            day: Some(today(app, state.brand).await?),
            reason: String::new(),
        },
        Act::Refuse { approval, reason } => Command::DecideApproval { approval, day: None, reason },
        Act::AcceptApology { words, mention } => Command::AcceptApology { mention, words },
        Act::StateDemand { demand } => Command::StateDemand {
            demand,
            law: law_of(app, state, demand).await?,
            promise: PromiseId(app.uuid()),
        },
        Act::ReviewChanged { mention, after, removed, by_client } => {
            let known = store::mention::get(&app.db, mention).await?;
            let before = known.and_then(|m| m.rating);
            Command::RecordReviewChange { mention, before, after, removed, by_client }
        }
    };
    Ok((command, vec![]))
}

/// What became of a reply stands in the journal and in the outbox at once.
fn moved(app: &App, reply: ReplyId, to: &'static str) -> Vec<Also> {
    vec![Also::Delivery { reply, state: to, error: String::new(), next_at: app.now() }]
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

/// A receipt is known by the text of its code, however it came here.
pub(super) fn proof(app: &App, kind: ProofKind, text: String) -> Result<NewProof> {
    let receipt = match (kind, Receipt::parse(&text)) {
        (_, Ok(receipt)) => Some(receipt),
        (ProofKind::Receipt, Err(_)) => return Err(AppError::invalid("text", "receipt-unread")),
        (_, Err(_)) => None,
    };
    let kind = if receipt.is_some() { ProofKind::Receipt } else { kind };
    Ok(NewProof { proof: ProofId(app.uuid()), kind, text, attachment: None, receipt })
}

fn remedy(app: &App, draft: RemedyDraft) -> NewRemedy {
    NewRemedy { id: RemedyId(app.uuid()), kind: draft.kind, what: draft.what, cost: draft.cost }
}

/// Sums are reckoned by the day of the brand.
async fn today(app: &App, brand: BrandId) -> Result<Date> {
    let brands = store::brand::all(&app.db).await?;
    let zone = brands.iter().find(|b| b.id == brand).map_or("UTC", |b| b.zone.as_str());
    let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
    Ok(app.now().to_zoned(zone).date())
}

pub(crate) async fn approval_due(app: &App, state: &State) -> Result<Timestamp> {
    let rules = crate::regulation::version(app, state.regulation).await?;
    let brands = store::brand::all(&app.db).await?;
    let slugs = crate::brands::ancestry(&brands, state.brand);
    let approvals = &rules.approvals;
    Ok(rules.after(&slugs, app.now(), approvals.within, approvals.clock))
}

/// The law that runs for a demand, and its last moment; the client's own message began it.
async fn law_of(app: &App, state: &State, demand: Demand) -> Result<Option<(String, Timestamp)>> {
    let rules = crate::regulation::version(app, state.regulation).await?;
    let brands: Vec<Brand> = store::brand::all(&app.db).await?;
    let slugs = crate::brands::ancestry(&brands, state.brand);
    let Some(jurisdiction) = rules.jurisdiction(&slugs) else { return Ok(None) };
    let zone = brands.iter().find(|b| b.id == state.brand).map_or("UTC", |b| b.zone.as_str());
    let mut demanded = state.opened_at;
    for id in &state.mentions {
        if let Some(mention) = store::mention::get(&app.db, *id).await? {
            demanded = demanded.min(mention.arrived_at);
        }
    }
    let day = demanded.to_zoned(jiff::tz::TimeZone::UTC).date();
    let Some(law) = law::applicable(jurisdiction, demand, day).into_iter().next() else {
        return Ok(None);
    };
    Ok(law.until(demanded, zone).ok().map(|until| (law.id.clone(), until)))
}

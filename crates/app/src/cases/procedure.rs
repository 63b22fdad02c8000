//! Where a case stands in the procedure, as its page and the API show it: the next step, what was
//! found out, what was offered and given, and what the client said of it.

use crate::names::Names;
use crate::{Action, Actor, App, Result, acts};
use domain::amends::{Approval, Authority, Offer, Remedy};
use domain::case::{Consent, Link, Next, State, next};
use domain::inquiry::{Fact, FactSlot, Identity, Proof, Question, Statement, Verification};
use domain::law::{self, Demand};
use domain::regulation::{Kind, Regulation};
use domain::*;
use serde::Serialize;
use store::mention::Mention;

#[derive(Clone, Debug, Serialize)]
pub struct Procedure {
    pub next: Option<NextStep>,
    /// The version of the regulation that holds, and the newest one.
    pub regulation: i64,
    pub newest_regulation: i64,
    pub public: bool,
    pub kind: Option<String>,
    pub kinds: Vec<Kind>,
    pub seriousness: Seriousness,
    /// The lowest role that answers the client.
    pub talks: Role,
    /// The manager's own heat, and until when he waits.
    pub temper: u8,
    pub pause: Option<Timestamp>,
    pub identity: Option<Identity>,
    pub verification: Verification,
    pub proofs: Vec<ProofItem>,
    pub facts: Vec<Fact>,
    pub questions: Vec<Question>,
    /// Places of facts about which nothing is known and nothing asked.
    pub unknown: Vec<FactSlot>,
    pub statements: Vec<Statement>,
    pub verdict: Option<Verdict>,
    pub private_offered: bool,
    pub consent: &'static str,
    pub offers: Vec<Offer>,
    pub chosen: Option<OfferId>,
    pub remedies: Vec<RemedyItem>,
    pub approvals: Vec<ApprovalItem>,
    /// What this person may give at once.
    pub authority: Vec<Authority>,
    pub apologies: usize,
    pub accepted_at: Option<Timestamp>,
    pub demand: Option<Demand>,
    /// The law that runs for it; its end is a promise of the kind `law`.
    pub law: Option<LawItem>,
    /// What the client's messages seem to say; a person confirms it.
    pub heard: Vec<HeardItem>,
    pub links: Vec<LinkItem>,
    /// The number of the case in which this one goes on.
    pub merged_into: Option<i64>,
    pub erased: bool,
}

/// The next right step: `step` names it, the rest says what it is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NextStep {
    pub step: &'static str,
    /// The reply, promise, proof, question, approval or remedy that it is about.
    pub about: Option<String>,
    pub role: Option<Role>,
    pub stage: Option<Stage>,
    pub until: Option<Timestamp>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ProofItem {
    /// `also_in` as it is today, not as it was when the proof was checked.
    #[serde(flatten)]
    pub proof: Proof,
    /// The other cases in which it was shown.
    pub shown_in: Vec<ShownIn>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct ShownIn {
    pub number: i64,
    /// Whether the one who looks may read that case.
    pub readable: bool,
}

#[derive(Clone, Debug, Serialize)]
pub struct RemedyItem {
    #[serde(flatten)]
    pub remedy: Remedy,
    pub given_by_name: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct ApprovalItem {
    #[serde(flatten)]
    pub approval: Approval,
    pub asked_by_name: String,
    /// Whether the one who looks may decide it.
    pub mine: bool,
}

#[derive(Clone, Debug, Serialize)]
pub struct LawItem {
    pub id: String,
    pub source: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct HeardItem {
    pub mention: MentionId,
    /// The words by which he accepts the apology.
    pub accepts: Option<String>,
    /// The words by which he stays in public.
    pub insists_public: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct LinkItem {
    pub case: CaseId,
    pub number: i64,
    pub relation: &'static str,
}

pub(super) async fn of(
    app: &App,
    actor: &Actor,
    case: CaseId,
    state: &State,
    rules: &Regulation,
    mentions: &[Mention],
    names: &Names,
) -> Result<Procedure> {
    let role = actor.role(state.brand).unwrap_or(Role::Auditor);
    let (i, a) = (&state.inquiry, &state.amends);
    Ok(Procedure {
        next: next(state, rules, role).map(step),
        regulation: state.regulation,
        newest_regulation: crate::regulation::in_force(app).await?.version,
        public: state.public,
        kind: state.kind.clone(),
        kinds: rules.kinds.clone(),
        seriousness: state.seriousness,
        talks: rules.talks(state.seriousness),
        temper: state.temper,
        pause: state.pause,
        identity: i.identity,
        verification: i.verification(),
        proofs: proofs(app, actor, case, &i.proofs).await?,
        facts: i.facts.clone(),
        questions: i.questions.clone(),
        unknown: i.unknown(),
        statements: i.statements.clone(),
        verdict: i.verdict,
        private_offered: state.private_offered,
        consent: consent(state.consent),
        offers: a.offers.clone(),
        chosen: a.chosen,
        remedies: a.remedies.iter().map(|r| remedy(r, names)).collect(),
        approvals: a.approvals.iter().map(|x| approval(x, role, names)).collect(),
        authority: rules.authority.iter().filter(|x| x.role == role).cloned().collect(),
        apologies: state.apologies(),
        accepted_at: a.accepted_at,
        demand: state.demand.as_ref().map(|(demand, _)| *demand),
        law: state
            .demand
            .as_ref()
            .and_then(|(_, id)| law::by_id(id))
            .map(|law| LawItem { id: law.id.clone(), source: law.source.clone() }),
        heard: mentions.iter().filter_map(heard).collect(),
        links: state.links.iter().map(link).collect(),
        merged_into: state.merged_into.map(|(_, number)| number),
        erased: state.erased,
    })
}

/// A receipt may have been shown elsewhere after it was checked here.
async fn proofs(
    app: &App,
    actor: &Actor,
    case: CaseId,
    proofs: &[Proof],
) -> Result<Vec<ProofItem>> {
    let mut items = Vec::new();
    for proof in proofs {
        let shown = match &proof.receipt {
            Some(receipt) => store::remedy::shown_in(&app.db, &receipt.key(), case).await?,
            None => vec![],
        };
        let mut proof = proof.clone();
        if proof.receipt.is_some() {
            proof.also_in = shown.iter().map(|(number, _)| *number).collect();
        }
        let item =
            |(number, brand)| ShownIn { number, readable: actor.may(Action::ReadCases, brand) };
        items.push(ProofItem { proof, shown_in: shown.into_iter().map(item).collect() });
    }
    Ok(items)
}

fn step(next: Next) -> NextStep {
    let plain = |step| NextStep { step, ..NextStep::default() };
    let about = |step, id: String| NextStep { step, about: Some(id), ..NextStep::default() };
    match next {
        Next::Settle(id) => about("settle", id.to_string()),
        Next::Decide(id) => about("decide", id.to_string()),
        Next::MakeGood(id) => about("make_good", id.to_string()),
        Next::Take => plain("take"),
        Next::HandOver(role) => NextStep { role: Some(role), ..plain("hand_over") },
        Next::Cool(until) => NextStep { until: Some(until), ..plain("cool") },
        Next::Answer => plain("answer"),
        Next::Identify => plain("identify"),
        Next::AskProof => plain("ask_proof"),
        Next::CheckProof(id) => about("check_proof", id.to_string()),
        Next::FindOut(_) => plain("find_out"),
        Next::AskClient(id) => about("ask_client", id.to_string()),
        Next::NameTime => plain("name_time"),
        Next::GiveVerdict => plain("give_verdict"),
        Next::TellVerdict => plain("tell_verdict"),
        Next::OfferOptions => plain("offer_options"),
        Next::ChooseOption => plain("choose_option"),
        Next::Grant => plain("grant"),
        Next::Fulfil(id) => about("fulfil", id.to_string()),
        Next::Apologise => plain("apologise"),
        Next::HearAcceptance => plain("hear_acceptance"),
        Next::Move(stage) => NextStep { stage: Some(stage), ..plain("move") },
        Next::Close => plain("close"),
    }
}

fn consent(consent: Consent) -> &'static str {
    match consent {
        Consent::NotAsked => "not_asked",
        Consent::Asked => "asked",
        Consent::Given => "given",
        Consent::Refused => "refused",
    }
}

fn remedy(r: &Remedy, names: &Names) -> RemedyItem {
    let given_by_name = r.given_by.map(|p| names.person(p)).unwrap_or_default();
    RemedyItem { remedy: r.clone(), given_by_name }
}

fn approval(a: &Approval, role: Role, names: &Names) -> ApprovalItem {
    ApprovalItem {
        asked_by_name: a.asked_by.map(|p| names.person(p)).unwrap_or_default(),
        mine: a.status == amends::ApprovalStatus::Asked && role.at_least(a.of),
        approval: a.clone(),
    }
}

fn heard(m: &Mention) -> Option<HeardItem> {
    let acts::Heard { accepts, insists_public } = acts::of_client(&m.text);
    (accepts.is_some() || insists_public.is_some()).then_some(HeardItem {
        mention: m.id,
        accepts,
        insists_public,
    })
}

fn link(l: &Link) -> LinkItem {
    LinkItem { case: l.case, number: l.number, relation: l.relation.code() }
}

//! The procedure of a case as its page draws it: the next step in words, facts, proofs, remedies.

use super::happened::receipt_line;
use crate::i18n::T;
use crate::ui::Choice;
use app::cases::{ApprovalItem, CasePage, NextStep, Procedure, ProofItem, ShownIn};
use app::domain::amends::{Authority, RemedyKind, RemedyStatus};
use app::domain::inquiry::*;
use app::domain::law::Demand;
use app::domain::promise::PromiseKind;
use app::domain::{Role, Seriousness, Verdict};

/// The one step that stands in front.
pub(crate) struct NextCard {
    pub step: &'static str,
    pub title: String,
    pub why: String,
    /// What it is about: the id that its form sends.
    pub about: String,
    pub stage: String,
}

pub(in crate::pages) struct ProofRow {
    pub id: String,
    pub kind: String,
    pub text: String,
    pub result: String,
    /// The file that was shown: its address and name.
    pub file: Option<(String, String)>,
    /// Other cases in which it was shown: the number, and its address if he may read it.
    pub also: Vec<(i64, Option<String>)>,
    pub confirmed: bool,
}

pub(in crate::pages) struct FactRow {
    pub id: String,
    pub slot: String,
    pub text: String,
    pub source: String,
}

pub(in crate::pages) struct QuestionRow {
    pub id: String,
    pub slot: &'static str,
    pub text: String,
    pub open: bool,
}

pub(in crate::pages) struct OfferRow {
    pub id: String,
    pub text: String,
    pub cost: String,
    pub chosen: bool,
}

pub(in crate::pages) struct RemedyRow {
    pub id: String,
    pub what: String,
    pub kind: String,
    pub cost: String,
    pub by: String,
    pub status: String,
    pub owed: bool,
}

pub(in crate::pages) struct ApprovalRow {
    pub id: String,
    pub text: String,
    pub due: app::domain::Timestamp,
    pub status: &'static str,
    pub reason: String,
    pub mine: bool,
}

/// Choices of the forms, in the words of the page.
pub(in crate::pages) struct Choices {
    pub kinds: Vec<Choice>,
    pub levels: Vec<Choice>,
    pub identities: Vec<Choice>,
    pub proofs: Vec<Choice>,
    pub results: Vec<Choice>,
    pub slots: Vec<Choice>,
    pub sources: Vec<Choice>,
    pub documents: Vec<Choice>,
    pub evidence: Vec<Choice>,
    pub verdicts: Vec<Choice>,
    pub tempers: Vec<Choice>,
    pub remedies: Vec<Choice>,
    pub currencies: Vec<Choice>,
    pub demands: Vec<Choice>,
    pub relations: Vec<Choice>,
}

pub(super) fn next(t: &T, case: &CasePage) -> Option<NextCard> {
    let NextStep { step, about, role, stage, until } = case.procedure.next.clone()?;
    let key = step.replace('_', "-");
    let role = role.map(|r| t.of("role", r.code())).unwrap_or_default();
    let stage_name = stage.map(|s| t.of("stage", s.code())).unwrap_or_default();
    let until = until.map(|u| t.minute(u)).unwrap_or_default();
    let about = about.unwrap_or_default();
    let p = &case.procedure;
    let question = p.questions.iter().find(|q| q.id.to_string() == about);
    let remedy = p.remedies.iter().find(|r| r.remedy.id.to_string() == about);
    let what = match step {
        "find_out" => unknown(t, p),
        _ => remedy.map(|r| r.remedy.what.clone()).unwrap_or_default(),
    };
    let words = [
        ("role", role),
        ("stage", stage_name),
        ("until", until),
        ("what", what),
        ("question", question.map(|q| q.text.clone()).unwrap_or_default()),
    ];
    Some(NextCard {
        step,
        title: t.a(&format!("next-{key}"), words.clone()),
        why: t.a(&format!("next-{key}-why"), words),
        about,
        stage: stage.map(|s| s.code().to_owned()).unwrap_or_default(),
    })
}

/// The places of facts about which nothing is known, in words.
pub(super) fn unknown(t: &T, p: &Procedure) -> String {
    let words: Vec<String> = p.unknown.iter().map(|s| t.of("fact-slot", s.code())).collect();
    words.join(", ")
}

pub(super) fn proofs(t: &T, case: &CasePage) -> Vec<ProofRow> {
    let file = |id| {
        let file = case.attachments.iter().find(|a| Some(a.id) == id)?;
        Some((format!("/files/{}", file.id), file.name.clone()))
    };
    let also = |s: &ShownIn| (s.number, s.readable.then(|| format!("/cases/{}", s.number)));
    let row = |ProofItem { proof, shown_in }: &ProofItem| ProofRow {
        id: proof.id.to_string(),
        kind: t.of("proof-kind", proof.kind.code()),
        text: proof.receipt.as_ref().map_or_else(|| proof.text.clone(), |r| receipt_line(t, r)),
        result: match proof.result {
            Some(result) => result_line(t, result, &proof.detail),
            None => t.s("proof-unchecked"),
        },
        file: file(proof.attachment),
        also: shown_in.iter().map(also).collect(),
        confirmed: proof.result == Some(ProofResult::Matches),
    };
    case.procedure.proofs.iter().map(row).collect()
}

fn result_line(t: &T, result: ProofResult, detail: &str) -> String {
    let result = t.of("proof-result", result.code());
    if detail.is_empty() { result } else { format!("{result}: {detail}") }
}

pub(super) fn facts(t: &T, p: &Procedure) -> Vec<FactRow> {
    let mut facts: Vec<&Fact> = p.facts.iter().collect();
    facts.sort_by_key(|f| (f.slot, f.at));
    let row = |f: &Fact| FactRow {
        id: f.id.to_string(),
        slot: t.of("fact-slot", f.slot.code()),
        text: f.text.clone(),
        source: t.of("fact-source", f.source.code()),
    };
    facts.into_iter().map(row).collect()
}

pub(super) fn questions(p: &Procedure) -> Vec<QuestionRow> {
    let row = |q: &Question| QuestionRow {
        id: q.id.to_string(),
        slot: q.slot.code(),
        text: q.text.clone(),
        open: q.answer.is_none(),
    };
    p.questions.iter().map(row).collect()
}

pub(super) fn offers(t: &T, p: &Procedure) -> Vec<OfferRow> {
    let row = |o: &app::domain::amends::Offer| OfferRow {
        id: o.id.to_string(),
        text: o.text.clone(),
        cost: o.cost.map(|c| t.money(&c)).unwrap_or_default(),
        chosen: p.chosen == Some(o.id),
    };
    p.offers.iter().map(row).collect()
}

pub(super) fn remedies(t: &T, p: &Procedure) -> Vec<RemedyRow> {
    let row = |r: &app::cases::RemedyItem| RemedyRow {
        id: r.remedy.id.to_string(),
        what: r.remedy.what.clone(),
        kind: t.of("remedy-kind", r.remedy.kind.code()),
        cost: t.money(&r.remedy.cost),
        by: if r.given_by_name.is_empty() {
            String::new()
        } else {
            t.a("remedy-by", [("name", r.given_by_name.as_str())])
        },
        status: r.remedy.status.code().to_owned(),
        owed: r.remedy.status == RemedyStatus::Granted,
    };
    p.remedies.iter().map(row).collect()
}

pub(super) fn approvals(t: &T, p: &Procedure) -> Vec<ApprovalRow> {
    let row = |a: &ApprovalItem| ApprovalRow {
        id: a.approval.id.to_string(),
        text: t.a(
            "approval-asked",
            (
                ("name", a.asked_by_name.as_str()),
                ("what", a.approval.remedy.what.as_str()),
                ("cost", t.money(&a.approval.remedy.cost)),
                ("role", t.of("role", a.approval.of.code())),
            ),
        ),
        due: a.approval.due,
        status: a.approval.status.code(),
        reason: a.approval.reason.clone(),
        mine: a.mine,
    };
    p.approvals.iter().map(row).collect()
}

/// What this person may give at once, in words.
pub(super) fn authority(t: &T, p: &Procedure) -> String {
    let limits = |a: &Authority| {
        let sums = [
            ("limit-per-gift", a.per_gift),
            ("limit-per-client", a.per_client),
            ("limit-per-day", a.per_day),
            ("limit-per-month", a.per_month),
        ];
        let known = sums.into_iter().filter_map(|(key, sum)| Some((key, sum?)));
        known.map(|(key, sum)| t.a(key, [("sum", t.money(&sum))])).collect::<Vec<_>>().join(", ")
    };
    let all: Vec<String> = p.authority.iter().map(limits).filter(|l| !l.is_empty()).collect();
    if all.is_empty() {
        return t.s("authority-none");
    }
    t.a("authority-note", [("limits", all.join("; ").as_str())])
}

/// What the law says, with the moment of its end.
pub(super) fn law(t: &T, case: &CasePage) -> String {
    let Some(law) = &case.procedure.law else { return t.s("law-none") };
    let clock = case.promises.iter().rev().find(|p| p.kind == PromiseKind::Law);
    let until = clock.map(|p| t.date_time(p.due)).unwrap_or_default();
    t.a("law-runs", (("until", until), ("source", law.source.as_str())))
}

pub(super) fn choices(t: &T, case: &CasePage) -> Choices {
    let p = &case.procedure;
    let all = |family: &str, codes: &[&'static str]| -> Vec<Choice> {
        codes.iter().map(|c| Choice::new(*c, t.of(family, c))).collect()
    };
    macro_rules! of {
        ($family:literal, $kind:ty) => {
            all($family, &<$kind>::ALL.iter().map(|x| x.code()).collect::<Vec<_>>())
        };
    }
    let mut currencies: Vec<String> =
        p.authority.iter().filter_map(|a| a.currency()).map(|c| c.to_string()).collect();
    if currencies.is_empty() {
        currencies = ["EUR", "GBP", "MDL", "RON", "RUB", "USD"].map(str::to_owned).to_vec();
    }
    Choices {
        kinds: p.kinds.iter().map(|k| Choice::new(k.id.clone(), k.title.clone())).collect(),
        levels: of!("seriousness", Seriousness),
        identities: of!("identity", Identity),
        proofs: of!("proof-kind", ProofKind),
        results: of!("proof-result", ProofResult),
        slots: of!("fact-slot", FactSlot),
        sources: of!("fact-source", FactSource),
        documents: case
            .attachments
            .iter()
            .map(|a| Choice::new(a.id.to_string(), a.name.clone()))
            .collect(),
        evidence: of!("evidence-kind", EvidenceKind)
            .into_iter()
            .chain([Choice::new("receipt", t.s("evidence-kind-receipt"))])
            .collect(),
        verdicts: of!("verdict", Verdict),
        tempers: (0..4).map(|n| Choice::new(n.to_string(), t.s(&format!("temper-{n}")))).collect(),
        remedies: of!("remedy-kind", RemedyKind),
        currencies: currencies.into_iter().map(|c| Choice::new(c.clone(), c)).collect(),
        demands: of!("demand", Demand),
        relations: of!("relation", app::domain::case::Relation),
    }
}

/// The seriousness of a case as a badge, unless it is an ordinary one.
pub(super) fn badge(t: &T, p: &Procedure) -> Option<(String, &'static str)> {
    let colour = match p.seriousness {
        Seriousness::Ordinary => return None,
        Seriousness::Serious => "warn",
        Seriousness::Critical => "danger",
    };
    Some((t.of("seriousness", p.seriousness.code()), colour))
}

pub(super) fn talks(t: &T, p: &Procedure) -> String {
    if p.talks == Role::Manager {
        return String::new();
    }
    t.a("talks-note", [("role", t.of("role", p.talks.code()))])
}

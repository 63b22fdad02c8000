//! What happened in the procedure, each event in one line: facts, proofs, verdicts, remedies.

use crate::i18n::T;
use app::cases::{CasePage, ShownReceipt};
use app::domain::case::Event as Happened;
use app::domain::receipt::Receipt;

/// Icon and text; `None`: told elsewhere, or not here.
pub(super) fn line(t: &T, case: &CasePage, event: &Happened) -> Option<(&'static str, String)> {
    let p = &case.procedure;
    let one = |key: &str, name: &'static str, value: &str| t.a(key, [(name, value)]);
    Some(match event {
        Happened::RegulationMoved { version } => {
            ("settings", t.a("event-regulation-moved", [("n", *version)]))
        }
        Happened::KindSet { kind } => {
            let known = p.kinds.iter().find(|k| k.id == *kind);
            let title = known.map_or(kind.as_str(), |k| k.title.as_str());
            ("case", one("event-kind-set", "kind", title))
        }
        Happened::SeriousnessSet { level, why } => (
            "alert",
            t.a(
                "event-seriousness-set",
                (("level", t.of("seriousness", level.code())), ("why", why.as_str())),
            ),
        ),
        Happened::StepTicked { step, done } => {
            let known = case.steps.iter().find(|s| s.id == *step);
            let text = known.map_or(step.as_str(), |s| s.text.as_str());
            let key = if *done { "event-step-done" } else { "event-step-undone" };
            ("check", one(key, "step", text))
        }
        Happened::ClientIdentified { how, note } => (
            "person",
            t.a(
                "event-client-identified",
                (("how", t.of("identity", how.code())), ("note", note.as_str())),
            ),
        ),
        Happened::ProofAsked { .. } => ("case", t.s("event-proof-asked")),
        Happened::ProofAdded { kind, text, receipt, attachment, .. } => {
            let file = attachment.and_then(|id| case.attachments.iter().find(|a| a.id == id));
            let shown = match (receipt, file) {
                (Some(receipt), _) => receipt_line(t, receipt),
                (None, Some(file)) if text.is_empty() => file.name.clone(),
                (None, _) => text.clone(),
            };
            let kind = t.of("proof-kind", kind.code());
            ("case", t.a("event-proof-added", (("kind", kind), ("text", shown))))
        }
        Happened::ProofChecked { result, detail, also_in, .. } => {
            let detail = if also_in.is_empty() { detail.clone() } else { also(t, also_in) };
            let result = t.of("proof-result", result.code());
            ("shield", t.a("event-proof-checked", (("result", result), ("detail", detail))))
        }
        Happened::FactRecorded { slot, text, source, .. } => (
            "info",
            t.a(
                "event-fact-recorded",
                (
                    ("slot", t.of("fact-slot", slot.code())),
                    ("text", text.as_str()),
                    ("source", t.of("fact-source", source.code())),
                ),
            ),
        ),
        Happened::FactWithdrawn { reason, .. } => {
            ("close", one("event-fact-withdrawn", "reason", reason))
        }
        Happened::QuestionRaised { text, .. } => {
            ("info", one("event-question-raised", "text", text))
        }
        Happened::StatementTaken { of, text, .. } => {
            ("person", t.a("event-statement-taken", (("of", of.as_str()), ("text", text.as_str()))))
        }
        Happened::TemperNoted { heat } => {
            let temper = t.s(&format!("temper-{}", heat.min(&3)));
            ("clock", one("event-temper-noted", "temper", &temper))
        }
        Happened::PauseTaken { until } => {
            ("clock", one("event-pause-taken", "until", &t.minute(until)))
        }
        Happened::VerdictGiven { verdict, grounds } => (
            "shield",
            t.a(
                "event-verdict-given",
                (("verdict", t.of("verdict", verdict.code())), ("grounds", grounds.as_str())),
            ),
        ),
        Happened::ConsentAsked { .. } => ("mention", t.s("event-consent-asked")),
        Happened::ConsentRecorded { agrees: true, .. } => ("check", t.s("event-consent-given")),
        Happened::ConsentRecorded { .. } => ("close", t.s("event-consent-refused")),
        Happened::DemandStated { demand, .. } => {
            ("info", one("event-demand-stated", "demand", &t.of("demand", demand.code())))
        }
        Happened::ReviewChanged { after, removed, .. } => {
            let how = match (removed, after) {
                (true, _) => t.s("review-removed"),
                (false, Some(n)) => t.a("stars-of-five", [("n", *n)]),
                (false, None) => String::new(),
            };
            ("edit", one("event-review-changed", "how", &how))
        }
        Happened::ApologyAccepted { words, .. } => {
            ("kept", one("event-apology-accepted", "words", words))
        }
        Happened::ClientErased { .. } => ("trash", t.s("event-client-erased")),
        Happened::WishAnswered { state, .. } => {
            ("wish", one("event-wish-answered", "state", state))
        }
        other => return amends(t, case, other).or_else(|| together(t, other)),
    })
}

fn amends(t: &T, case: &CasePage, event: &Happened) -> Option<(&'static str, String)> {
    let p = &case.procedure;
    let of_remedy = |id| {
        let known = p.remedies.iter().find(|r| r.remedy.id == id);
        known.map(|r| r.remedy.what.clone()).unwrap_or_default()
    };
    let granted = |key: &str, what: &str, cost: &app::domain::Money| {
        t.a(key, (("what", what.to_owned()), ("cost", t.money(cost))))
    };
    Some(match event {
        Happened::OptionsOffered { offers } => {
            let all: Vec<&str> = offers.iter().map(|o| o.text.as_str()).collect();
            ("check", t.a("event-options-offered", [("what", all.join("; ").as_str())]))
        }
        Happened::OptionChosen { offer } => {
            let known = p.offers.iter().find(|o| o.id == *offer);
            let text = known.map(|o| o.text.as_str()).unwrap_or_default();
            ("check", t.a("event-option-chosen", [("what", text)]))
        }
        Happened::RemedyGranted { what, cost, .. } => {
            ("kept", granted("event-remedy-granted", what, cost))
        }
        Happened::RemedyFulfilled { remedy } => {
            ("kept", t.a("event-remedy-fulfilled", [("what", of_remedy(*remedy))]))
        }
        Happened::RemedyCancelled { remedy, reason } => (
            "close",
            t.a(
                "event-remedy-cancelled",
                (("what", of_remedy(*remedy)), ("reason", reason.as_str())),
            ),
        ),
        Happened::ApprovalAsked { remedy, of, .. } => (
            "person",
            t.a(
                "event-approval-asked",
                (
                    ("what", remedy.what.as_str()),
                    ("cost", t.money(&remedy.cost)),
                    ("role", t.of("role", of.code())),
                ),
            ),
        ),
        Happened::ApprovalRefused { reason, .. } => {
            ("close", t.a("event-approval-refused", [("reason", reason.as_str())]))
        }
        Happened::ApprovalEscalated { of, .. } => {
            ("clock", t.a("event-approval-escalated", [("role", t.of("role", of.code()))]))
        }
        Happened::ApprovalLapsed { .. } => ("broken", t.s("event-approval-lapsed")),
        _ => return None,
    })
}

fn together(t: &T, event: &Happened) -> Option<(&'static str, String)> {
    let number = |key: &str, number: i64| t.a(key, [("number", number.to_string())]);
    Some(match event {
        Happened::CaseLinked { number, relation, .. } => (
            "link",
            t.a(
                "event-case-linked",
                (("number", number.to_string()), ("relation", t.of("relation", relation.code()))),
            ),
        ),
        Happened::CaseUnlinked { .. } => ("close", t.s("event-case-unlinked")),
        Happened::Absorbed { number: n, .. } => ("case", number("event-absorbed", *n)),
        Happened::MergedInto { number: n, .. } => ("case", number("event-merged-into", *n)),
        Happened::MentionsSplitOff { number: n, .. } => ("case", number("event-split-off", *n)),
        Happened::SplitFrom { number: n, .. } => ("case", number("event-split-from", *n)),
        _ => return None,
    })
}

/// What became of receipts that were shown as files, for the one who sent them. `unread` is the key
/// of the sentence for those without a code.
pub(in crate::pages) fn shown(t: &T, shown: &[ShownReceipt], unread: &str) -> String {
    let read: Vec<String> =
        shown.iter().filter_map(|s| s.receipt.as_ref()).map(|r| receipt_line(t, r)).collect();
    let mut said = vec![];
    if !read.is_empty() {
        said.push(t.a("receipt-read", [("receipts", read.join("; ").as_str())]));
    }
    if read.len() < shown.len() {
        said.push(t.s(unread));
    }
    said.join(" ")
}

pub(in crate::pages) fn receipt_line(t: &T, r: &Receipt) -> String {
    let when = r.at.strftime("%d.%m.%Y %H:%M").to_string();
    t.a("receipt-line", (("sum", t.money(&r.sum)), ("when", when)))
}

fn also(t: &T, numbers: &[i64]) -> String {
    let numbers: Vec<String> = numbers.iter().map(|n| format!("№ {n}")).collect();
    t.a("proof-also-in", [("numbers", numbers.join(", ").as_str())])
}

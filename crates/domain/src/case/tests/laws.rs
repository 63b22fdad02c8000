//! Laws over random commands by random people: what must hold whatever is tried in whatever order.

use super::*;
use crate::amends::*;
use crate::inquiry::*;
use crate::promise::{PromiseKind, PromiseStatus};
use jiff::civil::date;

const SEQUENCES: u64 = 100_000;
const LONGEST: u64 = 36;

/// Small, quick and the same every time (SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    fn flip(&mut self) -> bool {
        self.below(2) == 0
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len() as u64) as usize]
    }

    /// One of three things of a kind, so that commands meet each other's objects.
    fn one(&mut self, base: u128) -> Uuid {
        id(base + u128::from(self.below(3)))
    }
}

/// `fresh` makes ids that were never used.
fn command(c: &mut Chance, minute: i64, fresh: u128) -> Command {
    let later = at(minute + c.below(90) as i64 - 10);
    let text = || "words".to_owned();
    let kind = c.below(42);
    let remedy = |c: &mut Chance| NewRemedy {
        id: RemedyId(id(fresh)),
        kind: RemedyKind::Gift,
        what: text(),
        cost: Money::new(c.below(2_600) as i64, "EUR".parse().unwrap()),
    };
    // One that the regulation made at the opening, or one made by a command.
    let promised = |c: &mut Chance| match c.below(4) {
        0 => PromiseId(c.one(5)),
        _ => PromiseId(id(u128::from(c.below(LONGEST)) + 10_000)),
    };
    match kind {
        0 => Command::AttachMention { mention: MentionId(c.one(300)), public: c.flip() },
        1..=4 => Command::MoveTo { stage: c.of(Stage::ALL) },
        5 => Command::AddEvidence {
            attachment: AttachmentId(c.one(400)),
            name: text(),
            sha256: text(),
            kind: c.of(EvidenceKind::ALL),
        },
        6 => Command::TakeStatement { statement: StatementId(id(fresh)), of: text(), text: text() },
        7 | 8 => Command::MakePromise {
            promise: PromiseId(id(fresh)),
            what: text(),
            due: later,
            names_time: c.flip(),
            reply: None,
        },
        9 => Command::RenewPromise { promise: promised(c), due: later, reason: text() },
        10 => Command::KeepPromise { promise: promised(c) },
        11 => Command::Ring { promise: promised(c) },
        12..=15 => {
            let blocked = c.below(3) == 0;
            let finding =
                FindingNote { rule: "threat".into(), severity: "block".into(), start: 0, end: 1 };
            Command::Reply(NewReply {
                reply: ReplyId(id(fresh)),
                route: Route::Page,
                visibility: c.of(Visibility::ALL),
                text: text(),
                findings: if blocked { vec![finding] } else { vec![] },
                override_reason: c.flip().then(text),
                acts: Acts {
                    apology: c.flip(),
                    own_side: c.below(4) == 0,
                    substance: c.flip(),
                    invites_private: c.flip(),
                    asks_consent: c.flip(),
                    conditional: c.below(8) == 0,
                },
            })
        }
        16..=18 => Command::RecordSent {
            reply: ReplyId(id(u128::from(c.below(40)) + 10_000)),
            proof: text(),
        },
        19 => Command::WithdrawReply {
            reply: ReplyId(id(u128::from(c.below(40)) + 10_000)),
            reason: text(),
        },
        20 => Command::ReceiveMessage { mention: MentionId(c.one(600)), public: c.flip() },
        21 | 22 => Command::Close { outcome: c.of(Outcome::ALL), grounds: text() },
        23 => Command::Reopen { reason: text() },
        24..=26 => Command::GiveVerdict { verdict: c.of(Verdict::ALL), grounds: text() },
        27 | 28 => Command::Grant {
            remedy: remedy(c),
            day: date(2026, 3, 2),
            conditional: c.below(8) == 0,
        },
        29 => Command::AskApproval {
            approval: ApprovalId(c.one(800)),
            remedy: remedy(c),
            due: later,
            conditional: c.below(8) == 0,
        },
        30 | 31 => Command::DecideApproval {
            approval: ApprovalId(c.one(800)),
            day: c.flip().then(|| date(2026, 3, 2)),
            reason: text(),
        },
        32 => Command::RingApproval { approval: ApprovalId(c.one(800)), next_due: later },
        33 => Command::FulfilRemedy { remedy: RemedyId(id(u128::from(c.below(40)) + 10_000)) },
        34 => Command::AcceptApology { mention: None, words: text() },
        35 => Command::SetSeriousness { level: c.of(Seriousness::ALL), why: text() },
        36 => Command::MergeInto { case: CaseId(id(99)), number: 1002 },
        37 => Command::SplitOff {
            case: CaseId(id(98)),
            number: 1003,
            mentions: vec![MentionId(c.one(300))],
        },
        38 => Command::TakePause { until: later },
        39 => Command::CancelRemedy {
            remedy: RemedyId(id(u128::from(c.below(40)) + 10_000)),
            reason: text(),
        },
        40 => Command::Absorb {
            case: CaseId(id(97)),
            number: 1004,
            mentions: vec![MentionId(c.one(300))],
            promises: vec![Carried {
                promise: PromiseId(id(fresh)),
                kind: c.of(PromiseKind::ALL),
                what: text(),
                due: later,
            }],
            demand: None,
        },
        _ => Command::Erase { certificate: text() },
    }
}

#[test]
fn laws_hold_after_any_commands() {
    let rules = std::sync::Arc::new(Regulation::parse(RULES).unwrap());
    for seed in 0..SEQUENCES {
        let mut c = Chance(seed);
        let mut story = Story::opened_as(c.flip());
        story.rules = rules.clone();
        let mut minute = 0;
        let mut tried = Vec::new();
        for step in 0..1 + c.below(LONGEST) {
            minute += c.below(20) as i64;
            story.by(c.of(&[Role::Owner, Role::Head, Role::Manager, Role::Manager]));
            story.spent = spent(story.state(), story.person);
            let command = command(&mut c, minute, 10_000 + u128::from(step));
            let before = story.state().clone();
            let outcome = story.decide(minute, command.clone());
            tried.push((minute, story.role, command));
            if let Err(broken) = after(&before, &story, outcome.as_deref().unwrap_or_default()) {
                panic!("seed {seed}: {broken}\n{tried:#?}");
            }
        }
        // The journal survives being stored, and says the same when it is read again.
        if seed % 50 == 0 {
            let stored = serde_json::to_string(&story.journal).unwrap();
            let read: Vec<Recorded> = serde_json::from_str(&stored).unwrap();
            assert_eq!(read, story.journal, "seed {seed}");
        }
        assert_eq!(replay(&story.journal).as_ref(), story.state.as_ref(), "seed {seed}");
    }
}

/// What the case says was given by this person, and to its client; all of it on one day.
fn spent(s: &State, person: PersonId) -> Spent {
    let counts = |r: &&Remedy| r.status != RemedyStatus::Cancelled;
    let sum = |by: Option<PersonId>| -> i64 {
        let given = s.amends.remedies.iter().filter(counts);
        given.filter(|r| by.is_none_or(|p| r.given_by == Some(p))).map(|r| r.cost.minor).sum()
    };
    Spent { client: sum(None), day: sum(Some(person)), month: sum(Some(person)) }
}

/// The laws, after one step.
fn after(before: &State, story: &Story, events: &[Event]) -> Result<(), String> {
    let s = story.state();
    let law = |holds: bool, name: &str| if holds { Ok(()) } else { Err(name.to_owned()) };
    law(s.version == story.journal.len() as i64, "versions have gaps")?;
    law(!before.erased || events.is_empty(), "something happened to an erased case")?;
    let unfounded = s.inquiry.verdict == Some(Verdict::Unfounded);
    law(!unfounded || s.has_proof(), "unfounded without evidence")?;
    law(!before.mentions.is_empty() && !s.mentions.is_empty(), "a case about nothing")?;
    for p in &before.promises {
        let now = s.promise(p.id).ok_or("a promise was lost")?;
        let said = |e: &Event| {
            matches!(e, Event::PromiseKept { promise } | Event::PromiseBroken { promise }
                | Event::PromiseReleased { promise } if *promise == p.id)
        };
        law(now.status == p.status || events.iter().any(said), "a promise changed in silence")?;
        let late = now.settled_at.is_some_and(|at| at > now.due);
        law(!(late && now.status == PromiseStatus::Kept), "kept after its minute")?;
    }
    if s.stage == Stage::Closed {
        law(s.open_promises().is_empty(), "closed over an open promise")?;
        law(s.outcome.is_some() != s.merged_into.is_some(), "an end without outcome")?;
        if before.stage != Stage::Closed {
            let under_way =
                |r: &Reply| matches!(r.delivery, Delivery::Queued | Delivery::Uncertain);
            law(!s.replies.iter().any(under_way), "closed over a reply under way")?;
            law(s.amends.asked().next().is_none(), "closed over a question")?;
            let owed = |r: &Remedy| r.status == RemedyStatus::Granted;
            law(!s.amends.remedies.iter().any(owed), "closed over an owed remedy")?;
        }
    }
    for event in events {
        match event {
            Event::ReplyQueued { findings, override_reason, acts, .. } => {
                let blocked = findings.iter().any(|f| f.severity == "block");
                law(!blocked || override_reason.is_some(), "a blocked reply without a reason")?;
                law(!acts.conditional, "a reply with a condition")?;
                let paused = before.pause.is_some_and(|until| until > s.updated_at);
                law(!paused || override_reason.is_some(), "a reply in a pause without a reason")?;
                let talks = story.rules.talks(before.seriousness);
                law(story.role.at_least(talks), "spoken by somebody too low")?;
            }
            Event::PromiseRenewed { promise, .. } => {
                let kind = before.promise(*promise).map(|p| p.kind);
                law(kind != Some(PromiseKind::Law), "a company renewed what a law has set")?;
            }
            Event::VerdictGiven { .. } => {
                law(story.role.at_least(Role::Head), "a manager's verdict")?;
            }
            Event::RemedyGranted { cost, .. } if cost.minor > 0 => {
                let total = spent(s, story.person);
                let limits = match story.role {
                    Role::Manager => (3_000, 5_000),
                    Role::Head => (i64::MAX, 50_000),
                    Role::Owner | Role::Auditor => (i64::MAX, i64::MAX),
                };
                law(
                    total.client <= limits.0 && total.day <= limits.1,
                    "an authority is overdrawn",
                )?;
            }
            _ => {}
        }
    }
    Ok(())
}

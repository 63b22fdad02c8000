//! The gates, told as given / when / then; and the laws that hold for any order of commands.

mod amends;
mod gates;
mod golden;
mod inquiry;
mod laws;
mod next;
mod talks;

use super::*;
use crate::amends::Spent;
use crate::brand::Visibility;
use crate::regulation::Regulation;
use crate::*;
use uuid::Uuid;

/// 2026-03-02 09:00 UTC, a Monday, plus minutes.
fn at(minutes: i64) -> Timestamp {
    Timestamp::from_second(1_772_442_000 + minutes * 60).unwrap()
}

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

const RULES: &str = r##"+++
title = "For tests"
kinds = [{ id = "money", title = "Money" }]

[calendars.default]
zone = "UTC"
[calendars.default.week]
mon = ["00:00-24:00"]

[[seriousness]]
level = "critical"
talks = "owner"

[[seriousness]]
level = "serious"
talks = "head"

[[authority]]
role = "manager"
per_gift = "20 EUR"
per_client = "30 EUR"
per_day = "50 EUR"
per_month = "90 EUR"

[[authority]]
role = "head"
per_gift = "200 EUR"
per_month = "500 EUR"
+++

# Steps {#steps}

## Intake {#intake}

- Read it.
- Ask what was bought. {#bought .required kind=money}
"##;

const MANAGER: PersonId = PersonId(Uuid::from_u128(4));
const HEAD: PersonId = PersonId(Uuid::from_u128(41));
const OWNER: PersonId = PersonId(Uuid::from_u128(42));

/// A case in the making: commands are decided and folded one after another.
struct Story {
    journal: Vec<Recorded>,
    state: Option<State>,
    rules: std::sync::Arc<Regulation>,
    /// Who acts from now on.
    person: PersonId,
    role: Role,
    spent: Spent,
}

impl Story {
    fn new() -> Self {
        Story {
            journal: Vec::new(),
            state: None,
            rules: std::sync::Arc::new(Regulation::parse(RULES).unwrap()),
            person: MANAGER,
            role: Role::Manager,
            spent: Spent::default(),
        }
    }

    /// A private case of a mention that owes an answer at minute 120.
    fn opened() -> Self {
        Self::opened_as(false)
    }

    fn opened_as(public: bool) -> Self {
        let mut story = Self::new();
        story.then(
            0,
            Command::Open(OpenCase {
                number: 1001,
                brand: BrandId(id(1)),
                client: ClientId(id(2)),
                mention: MentionId(id(3)),
                owner: Some(PersonId(id(4))),
                answer: Some((PromiseId(id(5)), at(120))),
                regulation: 1,
                public,
                seriousness: Seriousness::Ordinary,
            }),
        );
        story
    }

    /// From now on somebody else acts.
    fn by(&mut self, role: Role) -> &mut Self {
        self.role = role;
        self.person = match role {
            Role::Owner => OWNER,
            Role::Head => HEAD,
            Role::Manager | Role::Auditor => MANAGER,
        };
        self
    }

    /// What is decided at this minute, appended.
    fn decide(&mut self, minutes: i64, command: Command) -> Result<Vec<Event>, Refusal> {
        let facts = Facts {
            now: at(minutes),
            rules: &self.rules,
            person: Some(self.person),
            role: Some(self.role),
            spent: self.spent,
        };
        let events = decide(self.state.as_ref(), command, facts)?;
        for event in &events {
            let recorded = Recorded {
                version: self.journal.len() as i64 + 1,
                at: at(minutes),
                by: By::Person(self.person),
                event: event.clone(),
            };
            self.state = Some(evolve(self.state.take(), &recorded));
            self.journal.push(recorded);
        }
        Ok(events)
    }

    #[track_caller]
    fn then(&mut self, minutes: i64, command: Command) -> &mut Self {
        self.decide(minutes, command).unwrap();
        self
    }

    #[track_caller]
    fn refused(&mut self, minutes: i64, command: Command, why: &Refusal) -> &mut Self {
        assert_eq!(self.decide(minutes, command).as_ref(), Err(why));
        self
    }

    fn state(&self) -> &State {
        self.state.as_ref().unwrap()
    }

    fn kinds(&self) -> Vec<&'static str> {
        self.journal.iter().map(|r| r.event.kind()).collect()
    }
}

fn reply(n: u128) -> Command {
    Command::Reply(NewReply {
        reply: ReplyId(id(n)),
        route: Route::Mail,
        visibility: Visibility::Private,
        text: "We are sorry for the trouble.".into(),
        findings: vec![],
        override_reason: None,
        acts: Acts::default(),
    })
}

/// A reply that does something beyond its words.
fn reply_that(n: u128, visibility: Visibility, acts: Acts) -> Command {
    let Command::Reply(new) = reply(n) else { unreachable!() };
    Command::Reply(NewReply { visibility, acts, ..new })
}

fn sent(n: u128) -> Command {
    Command::RecordSent { reply: ReplyId(id(n)), proof: "250 ok".into() }
}

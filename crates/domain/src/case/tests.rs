//! The gates, told as given / when / then; and the laws that hold for any order of commands.

mod gates;
mod golden;
mod laws;

use super::*;
use crate::brand::Visibility;
use crate::*;
use uuid::Uuid;

/// 2026-03-02 09:00 UTC, a Monday, plus minutes.
fn at(minutes: i64) -> Timestamp {
    Timestamp::from_second(1_772_442_000 + minutes * 60).unwrap()
}

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn facts(minutes: i64) -> Facts {
    Facts { now: at(minutes), remind_minutes: 30 }
}

/// A case in the making: commands are decided and folded one after another.
struct Story {
    journal: Vec<Recorded>,
}

impl Story {
    /// A case of a mention that owes an answer at minute 120.
    fn opened() -> Self {
        let mut story = Story { journal: Vec::new() };
        story.then(
            0,
            Command::Open(OpenCase {
                number: 1001,
                brand: BrandId(id(1)),
                client: ClientId(id(2)),
                mention: MentionId(id(3)),
                owner: Some(PersonId(id(4))),
                answer: Some((PromiseId(id(5)), at(120))),
            }),
        );
        story
    }

    /// What is decided at this minute, appended.
    fn decide(&mut self, minutes: i64, command: Command) -> Result<Vec<Event>, Refusal> {
        let before = replay(&self.journal);
        let events = decide(before.as_ref(), command, facts(minutes))?;
        for event in &events {
            self.journal.push(Recorded {
                version: self.journal.len() as i64 + 1,
                at: at(minutes),
                by: By::Person(PersonId(id(4))),
                event: event.clone(),
            });
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

    fn state(&self) -> State {
        replay(&self.journal).unwrap()
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
    })
}

fn sent(n: u128) -> Command {
    Command::RecordSent { reply: ReplyId(id(n)), proof: "250 ok".into() }
}
